"""Shelves and wishes by chance, many at once: most are like a real one, some are nothing but grief."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hearten.engines.ranking.facts import IN_CAMPAIGN, NEW_MAKER, Facts, packed
from hearten.engines.ranking.order import Block
from hearten.engines.ranking.wishes import Wishes

Numbers = npt.NDArray[np.int64]
HEAVINESS = (0, 1, 2, None)
LEAVES = ("hope", "neither", "loss")
KINDS = ("coping", "explain")
SHARES = (0.0, 0.1, 0.3, 0.6, 1.0)  # of heavy posts on a shelf
SIZES = (1, 2, 5, 6, 6, 6, 10, 24)
# The facts of every kind of post there can be, by [heaviness, leaves, kind, new maker].
TABLE = np.array(
    [[[[packed(Facts(h, leaves, kind, 2)) | new * NEW_MAKER for new in (0, 1)] for kind in KINDS]
      for leaves in LEAVES] for h in HEAVINESS]
)  # fmt: skip


@dataclass(frozen=True)
class Shelves:
    """A row for each shelf, a column for each post. `heaviness` and the rest are places in the tuples above."""

    heaviness: Numbers
    leaves: Numbers
    kind: Numbers
    new: Numbers
    gathered: Numbers  # by a campaign that runs
    makers: Numbers
    topics: Numbers

    @cached_property
    def _rows(self) -> tuple[list[list[int]], ...]:
        facts = TABLE[self.heaviness, self.leaves, self.kind, self.new] | IN_CAMPAIGN * self.gathered
        return self.makers.tolist(), self.topics.tolist(), facts.tolist()

    def block(self, nth: int, begin: int, end: int) -> Block:
        makers, topics, facts = (column[nth][begin:end] for column in self._rows)
        return Block(makers, topics, facts, facts, makers, makers)

    @property
    def posts(self) -> int:
        return int(self.heaviness.shape[1])


@dataclass(frozen=True)
class Wanted:
    """What one reader asks for, and in blocks of how many posts their shelf is read."""

    wishes: Wishes
    size: int
    block: int
    later: Wishes  # from the second page on: a reader may change their mind


def shelves(chance: np.random.Generator, many: int, posts: int) -> Shelves:
    share = chance.choice(SHARES, (many, 1))
    is_heavy = chance.random((many, posts)) < share
    light = chance.integers(0, 2, (many, posts))
    heavy = np.where(chance.random((many, posts)) < 0.2, 3, 2)
    relief = chance.choice((0.1, 0.4, 0.8), (many, 1))
    leaves = np.where(chance.random((many, posts)) < relief, 0, chance.integers(0, 3, (many, posts)))
    kind = (chance.random((many, posts)) > relief).astype(np.int64)
    new = (chance.random((many, posts)) < chance.choice((0.0, 0.2, 1.0), (many, 1))).astype(np.int64)
    makers, topics = chance.integers(1, 9, (many, posts)), 1 << chance.integers(0, 6, (many, posts))
    gathered = (chance.random((many, posts)) < chance.choice((0.0, 0.3, 1.0), (many, 1))).astype(np.int64)
    return Shelves(np.where(is_heavy, heavy, light), leaves, kind, new, gathered, makers, topics)


def wanted(chance: np.random.Generator, many: int) -> list[Wanted]:
    bits = chance.integers(0, 64, (many, 2)) * chance.integers(0, 2, (many, 2))
    flags = (chance.random((many, 5)) < 0.25).tolist()
    seeds, sizes = chance.integers(0, 3, many).tolist(), chance.choice(SIZES, many).tolist()
    blocks = chance.integers(4, 31, many).tolist()
    found = []
    for (more, less), (gentler, night, by_time, near, changes), seed, size, block in zip(
        bits.tolist(), flags, seeds, sizes, blocks, strict=True
    ):
        wishes = Wishes(more, less, seed, 3 * near, (2, 5) if near else (), gentler, night, by_time, not by_time)
        later = Wishes(less, more, seed, 0, (), not gentler, not night, False, True) if changes else wishes
        found.append(Wanted(wishes, size, block, later))
    return found
