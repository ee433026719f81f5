"""How long what two people signed may stand, and what they can say of it."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


class Signs(StrEnum):
    """What a second person says of what waits for them."""

    sign = "sign"
    send_back = "send_back"


LONGEST_STANDING, USUAL_STANDING = timedelta(days=730), timedelta(days=365)
LONGEST_REASON, SHORTEST_REASON = 500, 3


def is_a_reason(because: str) -> bool:
    return len(because.strip()) >= SHORTEST_REASON


def may_stand_until(until: datetime, now: datetime) -> bool:
    return now < until <= now + LONGEST_STANDING


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)
