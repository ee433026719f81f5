"""Campaigns that run: which posts on the shelf belong to one. A handful of short lists, put in order when asked for."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from hearten.edge.shelf.columns import FOREVER, Columns
from hearten.edge.shelf.order import TimeOrder, in_time
from hearten.edge.shelf.paths import Laid


class Campaigns:
    """`slots` says where a post stands on the shelf, by its id as a number."""

    def __init__(self, columns: Columns, slots: Mapping[int, int]) -> None:
        self._columns = columns
        self._slots = slots
        self._running: dict[str, Laid] = {}
        self._posts: frozenset[int] = frozenset()

    def run(self, running: Mapping[str, Laid]) -> bool:
        """These run now, and no others. Says whether that is news."""
        if running == self._running:
            return False
        self._running = dict(running)
        before, self._posts = self._posts, frozenset(post for one in running.values() for post in one.steps)
        self._mark(before - self._posts, False)
        self._mark(self._posts - before, True)
        return True

    def sweep(self, now: int) -> bool:
        """Leave out those that are over."""
        return self.run({slug: one for slug, one in self._running.items() if one.until > now})

    def found(self, posts: Iterable[int]) -> None:
        """These have come to the shelf."""
        self._mark(self._posts.intersection(posts), True)

    @property
    def first_end(self) -> int:
        return min((one.until for one in self._running.values()), default=FOREVER)

    def orders(self, slug: str, languages: Collection[int], now: int) -> list[TimeOrder]:
        """The posts of one; in these languages, if it has some."""
        one = self._running.get(slug)
        slots = [self._slots[post] for post in one.steps if post in self._slots] if one and one.until > now else []
        spoken = [slot for slot in slots if int(self._columns.language[slot]) in languages]
        if not slots:
            return []
        order = TimeOrder(self._columns)
        order.add(in_time(self._columns, np.array(spoken or slots, np.int32)))
        return [order]

    def _mark(self, posts: Iterable[int], belong: bool) -> None:
        slots = [self._slots[post] for post in posts if post in self._slots]
        self._columns.are_in_a_campaign(np.array(slots, np.int32), belong)
