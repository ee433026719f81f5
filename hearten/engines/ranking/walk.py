"""A page of a feed from stretches of a shelf: ranked, let in by the gate, and a place from which to go on."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from hearten.engines.ranking.facts import HEAVY
from hearten.engines.ranking.gate import Gate, Tail
from hearten.engines.ranking.order import Block, Why
from hearten.engines.ranking.wishes import Wishes

BLOCK = 24  # posts that are ranked among themselves, four usual pages
WANTED = 16  # of a block, at most, are on topics the reader asked for; the rest is everything else
MOST_BLOCKS = 8  # a page never looks further: on a shelf with hardly anything to show it is short, or the last

Begin = TypeVar("Begin")
Key = TypeVar("Key")


class Stretch(NamedTuple, Generic[Begin, Key]):
    """A block and the keys its caller knows the posts by; `hidden` has a bit for each that must not be shown.

    It lies between `begin` and `end`, which is asked for only by those who go on; `is_more` says whether anything
    follows.
    """

    block: Block
    keys: Sequence[Key]
    hidden: int
    begin: Begin
    end: Callable[[], Begin]
    is_more: bool


class Walked(NamedTuple, Generic[Begin, Key]):
    """What to show and why, the beginning of the block to go on with (none: that is all), and how far it was shown."""

    shown: list[tuple[Key, Why]]
    begin: Begin | None
    taken: int
    tail: Tail


def walk(
    look: Callable[[Begin], Stretch[Begin, Key]], begin: Begin, taken: int, tail: Tail, wishes: Wishes, size: int
) -> Walked[Begin, Key]:
    """`taken` has a bit for each post of the first block that was shown before.

    A page never ends on a heavy post: its relief comes along, if need be as one post more than `size`.
    """
    shown: list[tuple[Key, Why]] = []
    for _ in range(MOST_BLOCKS):
        stretch = look(begin)
        gate = Gate(stretch.block, wishes, stretch.hidden, taken, tail)
        keys, facts = stretch.keys, stretch.block.facts
        for at, why in gate:
            shown.append((keys[at], why))
            if len(shown) >= size and not facts[at] & HEAVY:
                break
        tail = gate.tail
        if len(shown) >= size and not gate.is_spent:
            return Walked(shown, stretch.begin, gate.shown, tail)
        if not stretch.is_more:
            return Walked(shown, None, 0, tail)
        begin, taken = stretch.end(), 0
        if len(shown) >= size:
            break
    return Walked(shown, begin if shown else None, 0, tail)
