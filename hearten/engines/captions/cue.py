"""One caption, and what makes a list of them refusable."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_CUES = 2000
MOST_CHARACTERS = 300
MOST_BYTES = 200_000


class Fault(StrEnum):
    too_large = "too_large"
    too_many = "too_many"
    too_long = "too_long"
    bad_time = "bad_time"
    backwards = "backwards"
    overlap = "overlap"
    stray_text = "stray_text"


class BadCaptions(ValueError):
    """Captions we cannot read. `line` is where, counted from 1; when writing it is the number of the cue."""

    def __init__(self, code: Fault, line: int) -> None:
        super().__init__(f"{code} at {line}")
        self.code = code
        self.line = line


@dataclass(frozen=True)
class Cue:
    start: float  # seconds
    end: float
    text: str  # plain words; a newline is a line break, nothing is markup


def insist(cues: Sequence[Cue], lines: Sequence[int], most: int = MOST_CUES) -> None:
    """Raise the first fault in cues that stood at these lines."""
    before = 0.0
    for number, (cue, line) in enumerate(zip(cues, lines, strict=True)):
        if number == most:
            raise BadCaptions(Fault.too_many, line)
        if len(cue.text) > MOST_CHARACTERS:
            raise BadCaptions(Fault.too_long, line)
        if not 0 <= cue.start < cue.end or (number and cue.start < cues[number - 1].start):
            raise BadCaptions(Fault.backwards, line)
        if cue.start < before:
            raise BadCaptions(Fault.overlap, line)
        before = cue.end
