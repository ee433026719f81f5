"""The public shelf in memory: what may be shown now, and nothing else."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import numpy as np

from hearten.edge.shelf.columns import FOREVER, Columns, Slots
from hearten.edge.shelf.files import FileIndex
from hearten.edge.shelf.order import TimeOrder, in_time
from hearten.edge.shelf.ready import Ready, unpacked
from hearten.engines.ranking import Block, Wishes
from hearten.features.feed.rules import Cursor


class Shelf:
    """`version` changes whenever what is on the shelf does."""

    def __init__(self) -> None:
        self.version = 0
        self._columns = Columns()
        self._everything = TimeOrder(self._columns)
        self._languages: dict[str, TimeOrder] = {}
        self._files = FileIndex(self._columns)
        self._bodies: list[bytes] = []
        self._wholes: list[bytes] = []
        self._slots: dict[int, int] = {}
        self._first_end = FOREVER  # before this moment nothing on the shelf has expired

    def __len__(self) -> int:
        return len(self._slots)

    def change(self, gone: Iterable[UUID], new: Sequence[Ready]) -> None:
        """Take these away and put those in, in one step no reader can see half of."""
        leaving = {*gone, *(post.post_id for post in new)}
        self._remove([slot for post in leaving if (slot := self._slots.pop(post.int, None)) is not None])
        self._add(new)
        self.version += 1

    def sweep(self, now: int) -> int:
        """Take away what has expired; says how many."""
        if now < self._first_end:
            return 0
        expired = self._columns.expired(now)
        for slot in expired:
            del self._slots[self._columns.id_of(slot)]
        self._remove(expired)
        self._first_end = self._columns.first_end()
        self.version += bool(expired)
        return len(expired)

    def post(self, post_id: UUID, now: int) -> bytes | None:
        """Everything it says, not only what the feed shows of it."""
        slot = self._slots.get(post_id.int)
        return unpacked(self._wholes[slot]) if slot is not None and self._columns.until[slot] > now else None

    def shows_file(self, sha: str, name: str, now: int) -> bool:
        """Whether a post that is public at this moment links to exactly this file."""
        link = f'"/media/{sha}/{name}"'.encode()
        return any(
            self._columns.until[slot] > now and link in unpacked(self._wholes[slot])
            for slot in self._files.holders(sha)
        )

    def after(self, cursor: Cursor | None, languages: Sequence[str], most: int, now: int) -> Slots:
        """The next slots by time, in any of the languages; in all where these have none, as on the first page."""
        orders = [self._languages[code] for code in languages if self._languages.get(code)]
        found = [order.after(cursor, most) for order in orders or [self._everything]]
        slots = found[0] if len(found) == 1 else in_time(self._columns, np.concatenate(found))[:most]
        return slots if now < self._first_end else slots[self._columns.until[slots] > now]

    def block(self, slots: Slots, wishes: Wishes) -> Block:
        of = self._columns
        makers = of.maker.take(slots).tolist()
        if wishes.are_plain:
            return Block(makers)
        return Block(makers, of.topics.take(slots).tolist(), of.published.take(slots).tolist())

    def body(self, slot: int) -> bytes:
        return self._bodies[slot]

    def cursor_at(self, slot: int, skip: int = 0) -> Cursor:
        return Cursor(int(self._columns.published[slot]), self._columns.id_of(slot), skip)

    def _add(self, new: Sequence[Ready]) -> None:
        by_language: dict[str, list[int]] = {}
        files: list[tuple[str, int]] = []
        for post in {post.post_id: post for post in new}.values():
            slot = self._columns.take(post)
            self._first_end = min(self._first_end, post.until)
            self._slots[post.post_id.int] = slot
            self._bodies[slot : slot + 1], self._wholes[slot : slot + 1] = [post.body], [post.whole]
            by_language.setdefault(post.language, []).append(slot)
            files += [(sha, slot) for sha in post.files]
        for code, slots in by_language.items():
            added = np.array(slots, np.int32)
            self._everything.add(added)
            self._languages.setdefault(code, TimeOrder(self._columns)).add(added)
        self._files.add(files)

    def _remove(self, slots: list[int]) -> None:
        if not slots:
            return
        self._columns.bury(slots)
        for order in (self._everything, *self._languages.values()):
            order.drop_the_dead()
        self._files.drop_the_dead()
        for slot in slots:
            self._bodies[slot] = self._wholes[slot] = b""
        self._columns.free(slots)
