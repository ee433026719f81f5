"""How a place in a feed is written down, so that a reader can go on from there: the whole memory of the feed.

    1767225600000000-<id>_1767139200000000-<id>-1f-22003

A block begins after these two posts (of the rest, and of the wanted topics where that is another); then in hexadecimal
a bit for each of its posts that was shown, and what the last nine places were.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from hearten.engines.ranking.gate import STRICTEST, Tail

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATEST = 253_402_300_799_999_999  # the last microsecond of the year 9999, past which there is no datetime
LAST_ID = (1 << 128) - 1
SPOT = r"(\d{1,18})-([0-9a-f]{32})"
WRITTEN = re.compile(rf"{SPOT}(?:_{SPOT})?(?:-([0-9a-f]{{1,8}})-([0-9a-f]{{1,6}}))?", re.ASCII)
NINE = (1 << 9) - 1


class BadCursor(Exception):
    """The reader's `after` was not one of ours."""


class Spot(NamedTuple):
    """Just after a post in the order of time: its microseconds, and its id as a number."""

    micros: int
    post: int

    def __str__(self) -> str:
        return f"{self.micros}-{self.post:032x}"

    @property
    def at(self) -> datetime:
        return EPOCH + self.micros * MICROSECOND

    @property
    def post_id(self) -> UUID:
        return UUID(int=self.post)


class Begin(NamedTuple):
    """Where a block begins: among the posts on wanted topics, and among the rest. None is above the newest."""

    rest: Spot | None = None
    wanted: Spot | None = None


class Cursor(NamedTuple):
    """A block, a bit for each of its posts that was shown, and what the last nine places were."""

    begin: Begin
    shown: int = 0
    tail: Tail = STRICTEST

    def __str__(self) -> str:
        rest, wanted = self.begin
        spots = f"{rest}_{wanted}" if wanted and wanted != rest else f"{rest}"
        return f"{spots}-{self.shown:x}-{written_tail(self.tail)}"


FRESH = Cursor(Begin(), 0, Tail())


def micros_of(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def read_cursor(written: str) -> Cursor:
    """One that does not say what was shown is taken to have shown too much already."""
    found = WRITTEN.fullmatch(written)
    if not found:
        raise BadCursor
    micros, post, micros_wanted, post_wanted, shown, tail = found.groups()
    rest = wanted = Spot(int(micros), int(post, 16))
    if micros_wanted:
        wanted = Spot(int(micros_wanted), int(post_wanted, 16))
    if rest.micros > LATEST or wanted.micros > LATEST:
        raise BadCursor
    begin = Begin(rest, wanted)
    return Cursor(begin) if shown is None else Cursor(begin, int(shown, 16), read_tail(tail))


def written_tail(tail: Tail) -> str:
    """Hexadecimal: nine bits for heavy ones, nine for serious ones, three for how long ago a new maker came."""
    return f"{tail.heavy << 12 | tail.serious << 3 | tail.since_new:x}"


def read_tail(written: str) -> Tail:
    """Of one to six hexadecimal digits."""
    tail = int(written, 16)
    return Tail(tail >> 12 & NINE, tail >> 3 & NINE, tail & 7)
