"""What someone looked for, page by page, under the same promise: what it cannot hold stands behind a line, never lost.

A page has the next of what was found, in that order. For each heavy post beyond two it has one more that is lighter,
brought forward from further down, so that it is not empty; and where nothing near gives relief, something that does.
The gate puts these in their order. What it does not let in stands behind the line of the same page. decisions/0044.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hearten.engines.ranking.facts import HEAVY, RELIEF
from hearten.engines.ranking.gate import Gate, Tail
from hearten.engines.ranking.order import Block
from hearten.engines.ranking.wishes import Wishes

MOST = 2  # heavy ones that a page can show, as it is no longer than ten and what relieves them
NEWEST = Wishes(by_time=True)  # as it was found, and nothing else


class Leaf(NamedTuple):
    """Places of what was found: to be shown, in this order, and behind the line. `tail` is where the next goes on.

    A place at or beyond the number of what was found is one of `spare`: it was not looked for, and relieves the post
    just before it.
    """

    shown: list[int]
    behind: list[int]
    tail: Tail


def leaves(found: Sequence[int], spare: Sequence[int], size: int, tail: Tail, is_calm: bool = False) -> Iterator[Leaf]:
    """All of `found` once, the nearest first. Facts as numbers from `packed`; of `spare` those that give relief.

    `size` posts found make a page, besides those brought forward. `is_calm`: nothing heavy is shown before the line.
    """
    facts, left = [*found, *spare], [*range(len(found))]
    rests = [at for at in range(len(found), len(facts)) if facts[at] & RELIEF]
    tail = tail._replace(heavy=tail.heavy << (tail.heavy & 1))  # no page of ours ends on a heavy one
    while left:
        own = left[:size]
        heavy = sum(facts[at] & HEAVY > 0 for at in own)
        want = 0 if is_calm else max(0, min(heavy, MOST) - sum(facts[at] & RELIEF > 0 for at in own))
        brought = [at for at in left[size:] if facts[at] & RELIEF][:want]
        beside = rests[: want - len(brought)]
        more = max(0, heavy - (0 if is_calm else MOST) - len(brought))
        brought += [at for at in left[size:] if not facts[at] & HEAVY and at not in brought][:more]
        own += sorted(brought)
        shown, tail = _let_in(own + beside, facts, len(found), tail, is_calm)
        yield Leaf(shown, [at for at in own if at not in shown], tail)
        left = [at for at in left if at not in own]
        rests = [at for at in rests if at not in shown]


def _let_in(own: list[int], facts: Sequence[int], found: int, tail: Tail, is_calm: bool) -> tuple[list[int], Tail]:
    """What was not looked for comes only where it relieves: where it would not, the page is put in order without."""
    block = Block([0] * len(own), [0] * len(own), [facts[at] for at in own])
    hidden = sum(1 << n for n, at in enumerate(own) if is_calm and facts[at] & HEAVY)
    while True:
        gate = Gate(block, NEWEST, hidden, shown=0, tail=tail)
        shown = [own[n] for n, _why in gate]
        idle = {now for before, now in pairwise([-1, *shown]) if now >= found and not _is_heavy(before, facts)}
        if not idle:
            return shown, gate.tail
        hidden |= sum(1 << n for n, at in enumerate(own) if at in idle)


def _is_heavy(at: int, facts: Sequence[int]) -> bool:
    return at >= 0 and bool(facts[at] & HEAVY)
