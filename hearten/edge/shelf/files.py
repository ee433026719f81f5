"""Which post a file belongs to: eight bytes of its name and a slot, sorted. Millions of files stay small."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from hearten.edge.shelf.columns import Columns, Slots


class FileIndex:
    """Answers which slots may hold a file. Two names can share eight bytes, so the caller looks at the card itself."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._keys: npt.NDArray[np.uint64] = np.empty(0, np.uint64)
        self._slots: Slots = np.empty(0, np.int32)

    def add(self, files: Iterable[tuple[str, int]]) -> None:
        """Pairs of a SHA-256 and the slot of the post that shows it."""
        found = sorted((_key(sha), slot) for sha, slot in files)
        keys = np.array([key for key, _ in found], np.uint64)
        slots = np.array([slot for _, slot in found], np.int32)
        at = np.searchsorted(self._keys, keys)
        self._keys, self._slots = np.insert(self._keys, at, keys), np.insert(self._slots, at, slots)

    def drop_the_dead(self) -> None:
        alive = self._columns.alive[self._slots]
        self._keys, self._slots = self._keys[alive], self._slots[alive]

    def holders(self, sha: str) -> Sequence[int]:
        key = np.uint64(_key(sha))
        low, high = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
        found: list[int] = self._slots[low:high].tolist()
        return found


def _key(sha: str) -> int:
    return int(sha[:16], 16)
