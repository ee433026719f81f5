"""One checkable sentence and where it stood."""

from dataclasses import dataclass

FACT, FIGURE, CURE, QUICK_FIX = "fact", "figure", "cure", "quick_fix"
SUPPLEMENT, STOP_MEDICATION, DIAGNOSING, TREATMENT = "supplement", "stop_medication", "diagnosing", "treatment"


@dataclass(frozen=True)
class Claim:
    text: str
    where: str  # as the passage: "title", "text", "transcript"
    start: int  # characters in the passage in which it begins
    end: int
    seconds: float | None  # the start of its first cue
    kinds: tuple[str, ...]  # "fact" when no other fits
    language: str = "en"
    before: str = ""  # the sentence before it
    onward: tuple[str, ...] = ()  # up to two sentences after it
