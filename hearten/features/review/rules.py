"""What a reviewer may say, and for how long an approval may stand."""

from datetime import datetime, timedelta
from enum import StrEnum


class Says(StrEnum):
    approve = "approve"
    ask_changes = "ask_changes"
    reject = "reject"


LONGEST_APPROVAL = timedelta(days=730)
USUAL_APPROVAL = timedelta(days=365)
SHORTEST_REASON = 3


def is_a_reason(because: str) -> bool:
    return len(because.strip()) >= SHORTEST_REASON


def may_decide(is_reviewer: bool, is_author: bool, stage: str) -> bool:
    """A reviewer, never of their own post, and only while it is in review."""
    return is_reviewer and not is_author and stage == "in_review"


def may_stand_until(until: datetime, now: datetime) -> bool:
    return now < until <= now + LONGEST_APPROVAL
