"""Newest first, gently moved: wanted topics forward, unwanted ones back, and never one maker in a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hearten.engines.ranking.wishes import Wishes

DAY = 86_400_000_000  # microseconds
APART = 2  # places between two posts of one maker, where the block offers others


class Why(StrEnum):
    """The reason a reader is given. Each is true of the place it stands beside."""

    newest = "newest"
    topic = "topic"  # the reader asked for more of one of its topics
    variety = "variety"  # brought forward because the one before it in order is by a maker just seen
    less = "less"  # only here because nothing else was left: the reader asked for less of it


WHY = (Why.topic, Why.newest, Why.less)  # by the step of _step


@dataclass(frozen=True, slots=True)
class Place:
    """The position in the block, and why it comes now."""

    at: int
    why: Why


@dataclass(frozen=True)
class Block:
    """Posts that follow one another in time, newest first: a column for each thing ranking may know."""

    published: Sequence[int]
    topics: Sequence[int]
    makers: Sequence[int]


def places(block: Block, wishes: Wishes) -> Iterator[Place]:
    """Lazily: a page of six costs six places, however long the block."""
    waiting = list(range(len(block.published)))
    steps = [1] * len(waiting)
    if not wishes.are_plain:
        steps = [_step(topics, wishes) for topics in block.topics]
        waiting.sort(key=lambda at: (steps[at], *_when(block, at, wishes.seed)))
    seen: list[int] = []
    while waiting:
        found = _another_maker(waiting, steps, block.makers, seen)
        at = waiting.pop(found)
        seen = [*seen, block.makers[at]][-APART:]
        yield Place(at, Why.variety if found else WHY[steps[at]])


def _another_maker(waiting: Sequence[int], steps: Sequence[int], makers: Sequence[int], seen: Sequence[int]) -> int:
    """The first by someone not just seen; but a wish weighs more than variety."""
    for found, at in enumerate(waiting):
        if steps[at] != steps[waiting[0]]:
            break
        if makers[at] not in seen:
            return found
    return 0


def _step(topics: int, wishes: Wishes) -> int:
    if topics & wishes.less:
        return 2
    return 0 if topics & wishes.more else 1


def _when(block: Block, at: int, seed: int) -> tuple[int, int]:
    """With a seed, posts of one day take turns, so that the last to be posted does not always win."""
    published = block.published[at]
    return (-(published // DAY), _mixed(published ^ seed)) if seed else (-published, 0)


def _mixed(number: int) -> int:
    """SplitMix64 (Steele, Lea and Flood, 2014): a number that looks like chance and is always the same."""
    number = (number + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return number ^ (number >> 31)
