"""What may come in, and when a video is ready for the next stage."""

from dataclasses import dataclass
from enum import StrEnum


class MayNotSend(StrEnum):
    too_big = "too_big"
    empty = "empty"
    too_many_today = "too_many_today"
    too_many_open = "too_many_open"


MOST_OPEN_UPLOADS = 5


@dataclass(frozen=True)
class Quota:
    """Bytes a file may have, and files a person may send in a day."""

    most_bytes: int
    most_a_day: int


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
