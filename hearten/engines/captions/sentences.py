"""Cues grouped into the sentences people hear."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearten.engines.captions.cue import Cue

ENDS = frozenset(".!?…。！？؟۔।॥")
CLOSERS = frozenset("\"'”’)]»")
SILENCE = 2.0  # seconds without words that end a sentence nobody closed


@dataclass(frozen=True)
class Sentence:
    start: float
    end: float
    text: str


def _ends(word: str) -> bool:
    return bool(ENDS & set(word.rstrip("".join(CLOSERS))[-1:]))


def sentences(cues: Sequence[Cue]) -> tuple[Sentence, ...]:
    """Each with the start of its first cue and the end of its last: a cue is the finest time we know."""
    found: list[Sentence] = []
    words: list[str] = []
    start = end = 0.0

    def close() -> None:
        if words:
            found.append(Sentence(start, end, " ".join(words)))
            words.clear()

    for cue in cues:
        if cue.start - end > SILENCE:
            close()
        for word in cue.text.split():
            start = start if words else cue.start
            words.append(word)
            end = cue.end
            if _ends(word):
                close()
    close()
    return tuple(found)
