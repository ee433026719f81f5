"""Walks generated shelves page by page, and looks at what came with other eyes than the gate's: plain counting."""

from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hearten.engines.ranking.eval.shelves import HEAVINESS, KINDS, LEAVES, Shelves, Wanted, shelves, wanted
from hearten.engines.ranking.gate import Tail
from hearten.engines.ranking.order import Why
from hearten.engines.ranking.walk import Stretch, Walked, walk

Table = npt.NDArray[np.int64]
NOTHING = -1
AT_ONCE = 2000


class Seen(NamedTuple):
    """One shelf as a reader saw it to its end: which posts, of which block, and what was promised at each place."""

    posts: list[int]
    blocks: list[int]
    ends: list[bool]  # of a page
    owed: list[bool]  # to a new maker
    most_heavy: list[int]
    most_serious: list[int]


def walked(all_of: Shelves, nth: int, asks: Wanted) -> Seen:
    """Page after page with nothing kept between them but where the next begins and the tail."""
    seen = Seen([], [], [], [], [], [])
    begin, taken, tail, wishes = 0, 0, Tail(), asks.wishes

    def look(at: int) -> Stretch[int, int]:
        end = min(at + asks.block, all_of.posts)
        block = all_of.block(nth, at, end)
        return Stretch(block, range(at, end), 0, at, lambda: end, end < all_of.posts)

    while True:
        page: Walked[int, int] = walk(look, begin, taken, tail, wishes, asks.size)
        taken, tail = page.taken, page.tail
        for post, why in page.shown:
            seen.posts.append(post)
            seen.blocks.append(post // asks.block)
            seen.ends.append(False)
            seen.owed.append(why is Why.new_maker)
            seen.most_heavy.append(0 if wishes.gentler else 1 if wishes.night else 2)
            seen.most_serious.append(2 if wishes.gentler else 10)
        if page.shown:
            seen.ends[-1] = True
        if page.begin is None:
            return seen
        begin, wishes = page.begin, asks.later


def broken(all_of: Shelves, seen: list[Seen]) -> Counter[str]:
    """How often each part of the promise was broken, counted over all walks at once."""
    wide = max(max((len(one.posts) for one in seen), default=0), 1) + 1
    posts = _table([one.posts for one in seen], wide, NOTHING)
    blocks = _table([one.blocks for one in seen], wide, NOTHING)
    rows = np.arange(len(seen))[:, None]
    is_here = posts >= 0
    unknown = HEAVINESS.index(None)
    weight = np.where(is_here, all_of.heaviness[rows, posts], 0)
    heavy = is_here & ((weight == HEAVINESS.index(2)) | (weight == unknown))
    serious = is_here & (weight == HEAVINESS.index(1))
    hope = is_here & (all_of.leaves[rows, posts] == LEAVES.index("hope"))
    loss = is_here & (all_of.leaves[rows, posts] == LEAVES.index("loss"))
    relief = is_here & ~heavy & (hope | (all_of.kind[rows, posts] == KINDS.index("coping")))
    owed = _table([one.owed for one in seen], wide, 0).astype(np.bool_)
    ends = _table([one.ends for one in seen], wide, 0).astype(np.bool_)
    after = np.zeros_like(relief)
    after[:, :-1] = relief[:, 1:]
    most_heavy = _table([one.most_heavy for one in seen], wide, 0)
    most_serious = _table([one.most_serious for one in seen], wide, 0)
    found = Counter(
        too_heavy=int((heavy & (_in_last(heavy, 10) > most_heavy)).sum()),
        too_serious=int((serious & (_in_last(serious, 10) > most_serious)).sum()),
        two_running=int((heavy[:, 1:] & heavy[:, :-1]).sum()),
        no_relief=int((heavy & ~after).sum()),
        heavy_at_the_end_of_a_page=int((heavy & ends).sum()),
        too_much_owed_to_new_makers=int((owed & (_in_last(owed, 6) > 1)).sum()),
        twice=sum(len(one.posts) - len(set(one.posts)) for one in seen),
        loss_before_hope=0,
    )  # fmt: skip
    for block in range(int(blocks.max()) + 1):
        lost = np.logical_or.accumulate(heavy & loss & (blocks == block), axis=1)
        found["loss_before_hope"] += int((heavy & hope & (blocks == block) & lost).sum())
    return found


def _table(rows: list[list[int]] | list[list[bool]], wide: int, empty: int) -> Table:
    return np.array([[*row, *[empty] * (wide - len(row))] for row in rows], np.int64)


def _in_last(which: npt.NDArray[np.bool_], places: int) -> Table:
    """For each place, how many of it and those just before it, so many in all."""
    so_far = np.cumsum(which, axis=1)
    before = np.zeros_like(so_far)
    before[:, places:] = so_far[:, :-places]
    return np.asarray(so_far - before, np.int64)


def sweep(many: int, posts: int, seed: int) -> Counter[str]:
    """Also counts what was seen, so that a sweep that saw nothing heavy cannot pass for one that did."""
    chance, found = np.random.default_rng(seed), Counter[str]()
    for begin in range(0, many, AT_ONCE):
        some = min(AT_ONCE, many - begin)
        made = shelves(chance, some, posts)
        seen = [walked(made, nth, asks) for nth, asks in enumerate(wanted(chance, some))]
        found.update(broken(made, seen))
        found["shelves"] += some
        found["shown"] += sum(len(one.posts) for one in seen)
        found["heavy_shown"] += sum(
            int((made.heaviness[nth, one.posts] > 1).sum()) for nth, one in enumerate(seen) if one.posts
        )
    return found
