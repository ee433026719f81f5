"""What may come in, when a video is ready for the next stage, and which part of a file was asked for."""

import re
from dataclasses import dataclass
from enum import StrEnum


class MayNotDrop(Exception):
    """It arrived whole, and counts for the day."""


class NotComplete(Exception):
    """Some of the file is still on its way."""


class CannotChange(Exception):
    """The revision is sealed: a change needs a new revision."""


class MayNotSend(StrEnum):
    too_big = "too_big"
    empty = "empty"
    too_many_today = "too_many_today"
    too_many_open = "too_many_open"


MOST_OPEN_UPLOADS = 5
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class NotThere(Exception):
    """A part was asked for that lies outside the file."""


@dataclass(frozen=True)
class Quota:
    """Bytes a file may have, and files a person may send in a day."""

    most_bytes: int
    most_a_day: int


@dataclass(frozen=True)
class Part:
    """Bytes `first` to `last` of a file, both included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def why_not_send(length: int, sent_today: int, still_open: int, quota: Quota) -> MayNotSend | None:
    """Asked before a single byte is stored or decoded."""
    if length <= 0:
        return MayNotSend.empty
    if length > quota.most_bytes:
        return MayNotSend.too_big
    if sent_today >= quota.most_a_day:
        return MayNotSend.too_many_today
    if still_open >= MOST_OPEN_UPLOADS:
        return MayNotSend.too_many_open
    return None


def may_be_confirmed(cues: int) -> bool:
    """Captions say something, or a silent video says so in one cue, such as [soft music]."""
    return cues > 0


def may_see_file(is_author: bool, is_reviewer: bool, is_on_the_shelf: bool) -> bool:
    return is_on_the_shelf or is_author or is_reviewer


def may_be_dropped(is_whole: bool) -> bool:
    """What arrived whole counts for the day: dropping it would make the daily limit no limit."""
    return not is_whole


def part_of(asked: str, size: int) -> Part | None:
    """The part a Range header asks for; none where the whole file is the right answer (RFC 9110, 14.2)."""
    found = RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        part = Part(max(size - int(last), 0), size - 1)
    else:
        part = Part(int(first), min(int(last or size), size - 1))
        if last and int(last) < int(first):
            return None
    if part.first > part.last:
        raise NotThere
    return part
