"""How a place in the feed is written down, so that a reader can go on from there."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATEST = 253_402_300_799_999_999  # the last microsecond of the year 9999, past which there is no datetime
WRITTEN = re.compile(r"(\d{1,18})-([0-9a-f]{32})(?:-(\d{1,3}))?", re.ASCII)


class BadCursor(Exception):
    """The reader's `after` was not one of ours."""


@dataclass(frozen=True)
class Cursor:
    """The place after a post (its id as a number); `skip` is how many of those that follow were already shown."""

    micros: int
    post: int
    skip: int = 0

    @property
    def at(self) -> datetime:
        return EPOCH + self.micros * MICROSECOND

    @property
    def post_id(self) -> UUID:
        return UUID(int=self.post)

    def __str__(self) -> str:
        written = f"{self.micros}-{self.post:032x}"
        return f"{written}-{self.skip}" if self.skip else written


def micros_of(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def read_cursor(written: str) -> Cursor:
    found = WRITTEN.fullmatch(written)
    if not found or int(found[1]) > LATEST:
        raise BadCursor
    return Cursor(int(found[1]), int(found[2], 16), int(found[3] or 0))
