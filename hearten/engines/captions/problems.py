"""What a person should look at before confirming captions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hearten.engines.captions.cue import Cue

FASTEST = 20.0  # characters a second; past this most readers lose the picture
LONGEST_GAP = 8.0  # seconds without a caption worth asking about: silence, or words that were missed?
SLACK = 0.5  # seconds a last caption may outlive the picture: encoders round


class Trouble(StrEnum):
    nothing = "nothing"
    empty = "empty"
    past_the_end = "past_the_end"
    too_fast = "too_fast"
    gap = "gap"


@dataclass(frozen=True)
class Problem:
    code: Trouble
    cue: int  # counted from 1; 0 means the whole
    at: float  # seconds
    must_mend: bool  # false: a note


def _of(number: int, cue: Cue, duration: float) -> list[Problem]:
    found = []
    if not cue.text.strip():
        found.append(Problem(Trouble.empty, number, cue.start, True))
    if cue.end > duration + SLACK:
        found.append(Problem(Trouble.past_the_end, number, cue.start, True))
    if len(cue.text) > FASTEST * (cue.end - cue.start):
        found.append(Problem(Trouble.too_fast, number, cue.start, False))
    return found


def problems(cues: Sequence[Cue], duration: float) -> tuple[Problem, ...]:
    if not cues:
        return (Problem(Trouble.nothing, 0, 0.0, True),)
    found: list[Problem] = []
    before = 0.0
    for number, cue in enumerate(cues, start=1):
        if cue.start - before > LONGEST_GAP:
            found.append(Problem(Trouble.gap, number, before, False))
        found += _of(number, cue, duration)
        before = cue.end
    if duration - before > LONGEST_GAP:
        found.append(Problem(Trouble.gap, len(cues), before, False))
    return tuple(found)
