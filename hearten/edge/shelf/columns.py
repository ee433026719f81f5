"""The facts of every post on the shelf, a numpy column each; a post keeps one slot while it is there."""

from typing import Any

import numpy as np
import numpy.typing as npt

from hearten.edge.shelf.ready import Ready
from hearten.engines.ranking import IN_CAMPAIGN, NEW_MAKER, code_of

Slots = npt.NDArray[np.int32]
Micros = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
FIRST = 1024
KINDS = {
    "published": np.int64, "until": np.int64, "topics": np.uint64, "maker": np.uint64, "alive": np.bool_,
    "id_high": np.uint64, "id_low": np.uint64, "facts": np.int32, "country": np.uint16, "language": np.uint64,
}  # fmt: skip
LOW = (1 << 64) - 1
FOREVER = (1 << 63) - 1


class Columns:
    """Grows by doubling; a freed slot is used again."""

    def __init__(self) -> None:
        self.used = 0
        self._free: list[int] = []
        self._make(FIRST)

    def _make(self, room: int) -> None:
        for name, kind in KINDS.items():
            column: npt.NDArray[Any] = np.zeros(room, kind)
            if self.used:
                column[: self.used] = getattr(self, name)[: self.used]
            setattr(self, name, column)

    published: Micros
    until: Micros
    topics: Bits
    maker: Bits
    alive: npt.NDArray[np.bool_]
    id_high: Bits
    id_low: Bits
    facts: npt.NDArray[np.int32]
    country: npt.NDArray[np.uint16]
    language: Bits

    def take(self, post: Ready) -> int:
        slot = self._free.pop() if self._free else self.used
        if slot == len(self.alive):
            self._make(2 * slot)
        self.used = max(self.used, slot + 1)
        self.published[slot], self.until[slot] = post.published, post.until
        self.topics[slot], self.maker[slot], self.alive[slot] = post.topics, post.maker, True
        self.id_high[slot], self.id_low[slot] = post.post_id.int >> 64, post.post_id.int & LOW
        self.facts[slot], self.country[slot], self.language[slot] = post.facts, post.country, code_of(post.language)
        return slot

    def is_by_a_new_maker(self, slots: Slots, is_new: bool) -> None:
        self._set(slots, NEW_MAKER, is_new)

    def are_in_a_campaign(self, slots: Slots, belong: bool) -> None:
        self._set(slots, IN_CAMPAIGN, belong)

    def _set(self, slots: Slots, fact: int, is_so: bool) -> None:
        if is_so:
            self.facts[slots] |= fact
        else:
            self.facts[slots] &= ~fact

    def bury(self, slots: list[int]) -> None:
        """Out of sight at once; the slots are used again only after `free`, when no order names them any more."""
        self.alive[slots] = False

    def free(self, slots: list[int]) -> None:
        self._free.extend(slots)

    def expired(self, now: int) -> list[int]:
        used = slice(self.used)
        found: list[int] = np.flatnonzero(self.alive[used] & (self.until[used] <= now)).tolist()
        return found

    def first_end(self) -> int:
        used = slice(self.used)
        return int(np.min(self.until[used], where=self.alive[used], initial=FOREVER))

    def id_of(self, slot: int) -> int:
        return int(self.id_high[slot]) << 64 | int(self.id_low[slot])
