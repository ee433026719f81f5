"""Newest first, gently moved: wanted topics forward, unwanted ones back, and never one maker in a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hearten.engines.ranking.wishes import Wishes

DAY = 86_400_000_000  # microseconds
ALL = (1 << 64) - 1
SPREAD = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: neighbours land far apart (Knuth, 1973, section 6.4)


class Why(StrEnum):
    """The reason a reader is given. Each is true of the place it stands beside."""

    newest = "newest"
    topic = "topic"  # the reader asked for more of one of its topics
    variety = "variety"  # brought forward because the one before it in order is by a maker just seen
    less = "less"  # only here because nothing else was left: the reader asked for less of it


WHY = (Why.topic, Why.newest, Why.less)  # by step: wanted, neither, unwanted


class Place(NamedTuple):
    """The position in the block, and why it comes now."""

    at: int
    why: Why


@dataclass(frozen=True)
class Block:
    """Posts that follow one another in time, newest first: a column for each thing ranking may know.

    Without wishes only the makers matter; the other columns may then be empty.
    """

    makers: Sequence[int]
    topics: Sequence[int] = ()
    published: Sequence[int] = ()


def places(block: Block, wishes: Wishes) -> Iterator[Place]:
    """Lazily: a page of six costs six places, however long the block."""
    waiting = list(range(len(block.makers)))
    steps = [1] * len(waiting)
    if not wishes.are_plain:
        more, less = wishes.more, wishes.less
        steps = [2 if topics & less else 0 if topics & more else 1 for topics in block.topics]
        if wishes.seed:
            waiting = _taking_turns(block.published, wishes.seed)
        waiting.sort(key=steps.__getitem__)
    last = before_last = -1
    makers = block.makers
    while waiting:
        first = makers[waiting[0]]
        is_again = first in (last, before_last)
        found = _another_maker(waiting, steps, makers, last, before_last) if is_again else 0
        at = waiting.pop(found)
        last, before_last = makers[at], last
        yield Place(at, Why.variety if found else WHY[steps[at]])


def _another_maker(
    waiting: Sequence[int], steps: Sequence[int], makers: Sequence[int], last: int, before_last: int
) -> int:
    """The first by someone not among the two just seen; but a wish weighs more than variety."""
    step = steps[waiting[0]]
    for found, at in enumerate(waiting):
        if steps[at] != step:
            break
        if makers[at] != last and makers[at] != before_last:
            return found
    return 0


def _taking_turns(published: Sequence[int], seed: int) -> list[int]:
    """Posts of one day take turns, so that the last to be posted does not always win."""
    keys = [(-(at // DAY) << 64) | (at ^ seed) * SPREAD & ALL for at in published]
    return sorted(range(len(keys)), key=keys.__getitem__)
