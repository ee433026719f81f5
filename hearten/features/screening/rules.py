"""Where a screened revision goes. A machine may hold, never approve."""

from collections.abc import Sequence


def is_held(severities: Sequence[str], checks_missing: Sequence[str]) -> bool:
    """One finding of the gravest kind, or one check that could not run, is enough: a person looks first."""
    return "hold" in severities or bool(checks_missing)


def asks_for_change(severities: Sequence[str]) -> bool:
    return "fix" in severities or "hold" in severities


def may_release(is_reviewer: bool, is_author: bool, stage: str) -> bool:
    return is_reviewer and not is_author and stage == "held"
