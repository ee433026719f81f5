"""Slots in the order of time, newest first, kept sorted as posts come and go: no request ever sorts a shelf."""

import bisect
from collections.abc import Sequence

import numpy as np

from hearten.edge.shelf.columns import Columns, Micros, Slots
from hearten.engines.ranking import Spot

NONE: Slots = np.empty(0, np.int32)


class TimeOrder:
    """`keys` are the times, negated so that they ascend; equal times go by id, the highest first, as in SQL."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.slots: Slots = NONE
        self._keys: Micros = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self.slots)

    def add(self, new: Slots) -> None:
        """`new` in the order of time."""
        of = self._columns
        keys = -of.published[new]
        at = self._keys.searchsorted(keys)
        for nth in np.flatnonzero(self._keys.take(at, mode="clip") == keys).tolist() if len(self._keys) else ():
            at[nth] = self._place(-int(keys[nth]), of.id_of(int(new[nth])))
        self.slots, self._keys = np.insert(self.slots, at, new), np.insert(self._keys, at, keys)

    def drop_the_dead(self) -> None:
        alive = self._columns.alive[self.slots]
        self.slots, self._keys = self.slots[alive], self._keys[alive]

    def after(self, spot: Spot | None, most: int) -> Slots:
        """The next slots in order: a slice, whatever the size of the shelf."""
        begin = self._place(spot[0], spot[1] - 1) if spot else 0  # where the next lower id would stand
        return self.slots[begin : begin + most]

    def _place(self, published: int, post_id: int) -> int:
        low = int(self._keys.searchsorted(-published))
        if low == len(self._keys) or self._keys[low] != -published:
            return low
        high = int(self._keys.searchsorted(-published, "right"))
        return bisect.bisect_left(range(high), -post_id, low, key=lambda at: -self._columns.id_of(int(self.slots[at])))


def in_time(of: Columns, slots: Slots) -> Slots:
    """The newest first."""
    upwards = np.lexsort((of.id_low[slots], of.id_high[slots], of.published[slots]))
    return slots[upwards[::-1]]


def merged(of: Columns, orders: Sequence[TimeOrder], spot: Spot | None, most: int) -> Slots:
    """The next slots of several orders as of one; a post that is in two of them comes once."""
    if len(orders) == 1:
        return orders[0].after(spot, most)
    slots = np.concatenate([order.after(spot, most) for order in orders]) if orders else NONE
    times = of.published.take(slots)
    at = times.argsort()[::-1]
    times = times[at]
    if not np.count_nonzero(times[1:] == times[:-1]):
        return slots[at[:most]]
    slots = in_time(of, slots)
    is_another = np.ones(len(slots), np.bool_)
    is_another[1:] = slots[1:] != slots[:-1]
    return slots[is_another][:most]
