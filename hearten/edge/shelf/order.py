"""Slots in the order of time, newest first, kept sorted as posts come and go: no request ever sorts a shelf."""

import bisect

import numpy as np

from hearten.edge.shelf.columns import Columns, Micros, Slots
from hearten.features.feed.rules import Cursor


class TimeOrder:
    """`keys` are the times, negated so that they ascend; equal times go by id, the highest first, as in SQL."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._slots: Slots = np.empty(0, np.int32)
        self._keys: Micros = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, slots: Slots) -> None:
        new = in_time(self._columns, slots)
        of = self._columns
        at = [self._place(int(of.published[slot]), of.id_of(slot)) for slot in new.tolist()]
        self._slots, self._keys = np.insert(self._slots, at, new), np.insert(self._keys, at, -of.published[new])

    def drop_the_dead(self) -> None:
        alive = self._columns.alive[self._slots]
        self._slots, self._keys = self._slots[alive], self._keys[alive]

    def after(self, cursor: Cursor | None, most: int) -> Slots:
        """The next slots in order: a slice, whatever the size of the shelf."""
        begin = self._place(cursor.micros, cursor.post) if cursor else 0
        if cursor and begin < len(self._slots) and self._is_at(begin, cursor):
            begin += 1
        return self._slots[begin : begin + most]

    def _is_at(self, place: int, cursor: Cursor) -> bool:
        return -int(self._keys[place]) == cursor.micros and self._columns.id_of(int(self._slots[place])) == (
            cursor.post
        )

    def _place(self, published: int, post_id: int) -> int:
        low = int(self._keys.searchsorted(-published))
        if low == len(self._keys) or self._keys[low] != -published:
            return low
        high = int(self._keys.searchsorted(-published, "right"))
        return bisect.bisect_left(range(high), -post_id, low, key=lambda at: -self._columns.id_of(int(self._slots[at])))


def in_time(of: Columns, slots: Slots) -> Slots:
    """The newest first."""
    upwards = np.lexsort((of.id_low[slots], of.id_high[slots], of.published[slots]))
    return slots[upwards[::-1]]
