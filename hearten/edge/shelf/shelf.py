"""The public shelf in memory: what may be shown now, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from uuid import UUID

import numpy as np

from hearten.edge.shelf.campaigns import Campaigns
from hearten.edge.shelf.columns import FOREVER, Columns, Slots
from hearten.edge.shelf.feeds import Feeds
from hearten.edge.shelf.files import FileIndex
from hearten.edge.shelf.order import NONE, TimeOrder, merged
from hearten.edge.shelf.paths import Laid, Step
from hearten.edge.shelf.ready import Ready, unpacked
from hearten.engines.ranking import BLOCK, HEAVY, LAST_ID, RELIEF, WANTED, Begin, Block, Spot, Stretch, Wishes
from hearten.features.feed.forms import Asked
from hearten.features.paths.rules import HEAVY as HEAVIEST
from hearten.features.paths.rules import calmly, is_a_path

LOOK = 120  # of the rest, at most, are looked at to fill it


class Shelf:
    """`version` changes whenever what is on the shelf does."""

    def __init__(self) -> None:
        self.version = 0
        self._columns = Columns()
        self._feeds = Feeds(self._columns)
        self._files = FileIndex(self._columns)
        self._bodies: list[bytes] = []
        self._wholes: list[bytes] = []
        self._words: list[bytes] = []
        self._languages: list[str] = []
        self._slots: dict[int, int] = {}
        self._paths: dict[str, Laid] = {}
        self._campaigns = Campaigns(self._columns, self._slots)
        self._first_end = FOREVER  # before this moment nothing on the shelf has expired

    def __len__(self) -> int:
        return len(self._slots)

    def change(self, gone: Iterable[UUID], new: Sequence[Ready]) -> None:
        """Take these away and put those in, in one step no reader can see half of."""
        leaving = {*gone, *(post.post_id for post in new)}
        self._remove([slot for post in leaving if (slot := self._slots.pop(post.int, None)) is not None])
        self._add(new)
        self.version += 1

    def lay(self, paths: Mapping[str, Laid]) -> None:
        """These are the learning paths now, and no others."""
        if paths == self._paths:
            return
        self._paths = dict(paths)
        self._first_end = self._look_when_one_ends()
        self.version += 1

    def run(self, campaigns: Mapping[str, Laid]) -> None:
        """These campaigns run now, and no others."""
        if self._campaigns.run(campaigns):
            self._first_end = self._look_when_one_ends()
            self.version += 1

    def path(self, slug: str, now: int) -> list[int]:
        """The slots of a path's posts, in its order and calm; none where too little of it is left."""
        path = self._paths.get(slug)
        slots = [self._slots.get(post) for post in path.steps] if path and path.until > now else []
        steps = calmly([self._step(slot) for slot in slots if slot is not None and self._columns.until[slot] > now])
        return [step.slot for step in steps] if is_a_path(steps) else []

    def sweep(self, now: int) -> int:
        """Take away what has expired; says how many."""
        if self.is_fresh(now):
            return 0
        expired = self._columns.expired(now)
        for slot in expired:
            del self._slots[self._columns.id_of(slot)]
        self._remove(expired)
        over = {slug for slug, path in self._paths.items() if path.until <= now}
        self._paths = {slug: path for slug, path in self._paths.items() if slug not in over}
        ended = self._campaigns.sweep(now)
        self._first_end = self._look_when_one_ends()
        self.version += bool(expired or over or ended)
        return len(expired)

    def is_fresh(self, now: int) -> bool:
        """Nothing on it has expired."""
        return now < self._first_end

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

    def stretch(self, asked: Asked, now: int, begin: Begin) -> Stretch[Begin, int]:
        """The next block of the feed that was asked for. Without a beginning it begins just above the newest post."""
        rest = begin.rest or Spot(*self._newest())
        begin = Begin(rest, begin.wanted or rest)
        wanted, others = self._feeds.asked_for(asked)
        if asked.of.kind == "campaign":
            others = self._campaigns.orders(asked.of.code, asked.wishes.languages, now)
        if wanted:
            first, last_wanted, is_more = self._next(wanted, begin.wanted, WANTED)
            then, last, are_more = self._next(others, rest, BLOCK - len(first), asked.wishes.more)
            slots, is_more = np.concatenate((first, then)), is_more or are_more
        else:
            last_wanted = NONE
            slots, last, is_more = self._next(others, rest, BLOCK)
        if not self.is_fresh(now):
            slots = slots[self._columns.until[slots] > now]
        keys = slots.tolist()
        hidden = 0
        for word in asked.hidden:
            for at, slot in enumerate(keys):
                if word in self._words[slot]:
                    hidden |= 1 << at
        end = partial(self._end, begin, last, last_wanted)
        return Stretch(self._block(slots, asked.wishes), keys, hidden, begin, end, is_more)

    def _next(
        self, orders: Sequence[TimeOrder], spot: Spot | None, most: int, without: int = 0
    ) -> tuple[Slots, Slots, bool]:
        """At most so many of the next slots, none on a topic `without`, where they end, and whether there are more."""
        found = merged(self._columns, orders, spot, (LOOK if without else most) + 1)
        kept = found[self._columns.topics.take(found) & np.uint64(without) == 0] if without else found
        if len(kept) > most:
            shown = kept[:most]
            return shown, shown, True
        return kept, found, bool(without) and len(found) > LOOK

    def _end(self, begin: Begin, last: Slots, last_wanted: Slots) -> Begin:
        rest = self._spot(last[-1]) if len(last) else begin.rest
        return Begin(rest, self._spot(last_wanted[-1]) if len(last_wanted) else begin.wanted)

    def _block(self, slots: Slots, wishes: Wishes) -> Block:
        of = self._columns
        return Block(
            of.maker.take(slots).tolist(), of.topics.take(slots).tolist(), of.facts.take(slots).tolist(),
            of.published.take(slots).tolist() if wishes.seed else (),
            of.country.take(slots).tolist() if wishes.country else (),
            of.language.take(slots).tolist() if len(wishes.languages) > 1 else (),
        )  # fmt: skip

    def _step(self, slot: int) -> Step:
        facts = int(self._columns.facts[slot])
        return Step(slot, HEAVIEST if facts & HEAVY else 0, bool(facts & RELIEF))

    def _look_when_one_ends(self) -> int:
        paths = min((path.until for path in self._paths.values()), default=FOREVER)
        return min(self._columns.first_end(), paths, self._campaigns.first_end)

    def body(self, slot: int) -> bytes:
        return self._bodies[slot]

    def _newest(self) -> tuple[int, int]:
        newest = self._feeds.everything.slots[:1].tolist()
        return (int(self._columns.published[newest[0]]), LAST_ID) if newest else (0, 0)

    def _spot(self, slot: int) -> Spot:
        return Spot(int(self._columns.published[slot]), self._columns.id_of(slot))

    def _add(self, new: Sequence[Ready]) -> None:
        placed = []
        for post in {post.post_id: post for post in new}.values():
            slot = self._columns.take(post)
            self._first_end = min(self._first_end, post.until)
            self._slots[post.post_id.int] = slot
            here = slice(slot, slot + 1)
            self._bodies[here], self._wholes[here] = [post.body], [post.whole]
            self._words[here], self._languages[here] = [post.words], [post.language]
            placed.append((slot, post))
        self._campaigns.found(post.post_id.int for _, post in placed)
        self._feeds.add(placed)
        self._files.add((sha, slot) for slot, post in placed for sha in post.files)

    def _remove(self, slots: list[int]) -> None:
        if not slots:
            return
        of = self._columns
        of.bury(slots)
        self._feeds.drop_the_dead([(self._languages[s], int(of.topics[s]), int(of.maker[s])) for s in slots])
        self._files.drop_the_dead()
        for slot in slots:
            self._bodies[slot] = self._wholes[slot] = self._words[slot] = b""
        of.free(slots)
