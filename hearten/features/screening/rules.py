"""Where a screened revision goes. A machine may hold, never approve."""

from collections.abc import Sequence


def is_held(severities: Sequence[str]) -> bool:
    """One finding of the gravest kind is enough: a person looks before it goes on."""
    return "hold" in severities


def may_release(is_reviewer: bool, is_author: bool, stage: str) -> bool:
    return is_reviewer and not is_author and stage == "held"
