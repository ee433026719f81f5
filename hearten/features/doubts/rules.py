"""When a doubt is raised in the lane, how many are taken, and where one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_DOUBT = 1000
# Ours: what two professionals can read in the time words are kept; and one crowd does not fill it for all the others.
MOST_WAITING, MOST_OF_ONE_POST = 2000, 100
SEPARATE, WITHIN = 3, timedelta(days=14)  # households, and the time in which they wrote: decisions/0041


@dataclass(frozen=True)
class Heard:
    """One doubt, as far as it can raise a post. `is_separate`: the first of its household about it that we know of."""

    at: datetime
    is_separate: bool
    by_professional: bool


def is_raised(doubts: Iterable[Heard]) -> bool:
    """Three from separate households within two weeks, or one from a professional. It orders the lane, nothing else."""
    heard = list(doubts)
    times = sorted(one.at for one in heard if one.is_separate)
    together = any(last - first <= WITHIN for first, last in zip(times, times[SEPARATE - 1 :], strict=False))
    return together or any(one.by_professional for one in heard)


def is_room(waiting: int, of_this_post: int) -> bool:
    return waiting < MOST_WAITING and of_this_post < MOST_OF_ONE_POST


def says_something(marked: Iterable[str], text: str) -> bool:
    return bool(text.strip()) or any(marked)
