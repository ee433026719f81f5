"""What goes in and what comes out: passages, findings, the report."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    note = "note"  # worth a thought
    fix = "fix"  # say it otherwise
    hold = "hold"  # a person looks before anything else happens

    @property
    def weight(self) -> int:
        return tuple(Severity).index(self)


@dataclass(frozen=True)
class Passage:
    where: str  # "title", "text", "transcript", "card", "alt" or "name"
    text: str
    start: float | None = None  # seconds, for a cue; for a card which one it is
    end: float | None = None


@dataclass(frozen=True)
class Finding:
    rule: str
    family: str
    severity: Severity
    where: str
    start: int  # characters in that passage
    end: int  # stops at the end of the passage; `words` may go on into the next cue
    words: str
    seconds: float | None
    reason: str  # English source string; the feature translates it
    suggestion: str
    sources: tuple[str, ...]
    passage: int = 0  # which of the passages given
    instead: str = ""  # words that can stand in the place of exactly `words`; empty where a person has to think
    is_doubted: bool = False  # a rule says so, and practice says rather not: people read both


@dataclass(frozen=True)
class Report:
    findings: tuple[Finding, ...]
    checks_run: tuple[str, ...]
    checks_missing: tuple[str, ...]  # for instance no rules for this language: the caller holds

    @property
    def worst(self) -> Severity | None:
        return max((finding.severity for finding in self.findings), key=lambda s: s.weight, default=None)

    @property
    def closely(self) -> "Report":
        """Without what practice doubts, for whoever has no desk behind them. What is to be held stays."""
        kept = tuple(one for one in self.findings if not one.is_doubted or one.severity == Severity.hold)
        return replace(self, findings=kept)
