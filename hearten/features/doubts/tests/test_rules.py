"""What raises a post in the lane, and how much is taken."""

from datetime import UTC, datetime, timedelta

import pytest

from hearten.features.doubts import rules
from hearten.features.doubts.rules import Heard

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def on(days: float, is_separate: bool = True, by_professional: bool = False) -> Heard:
    return Heard(NOW + timedelta(days=days), is_separate, by_professional)


@pytest.mark.parametrize(
    ("doubts", "is_raised"),
    [
        ([], False), ([on(0), on(1)], False), ([on(0), on(1), on(13)], True), ([on(0), on(1), on(15)], False),
        ([on(0), on(20), on(21), on(33)], True), ([on(30), on(2), on(1)], False), ([on(3), on(2), on(1)], True),
        ([on(0), on(0, False), on(0, False), on(0, False)], False), ([on(0, False, True)], True),
    ],
)  # fmt: skip
def test_three_households_within_two_weeks_or_one_professional_raise_a_post(doubts, is_raised):
    assert rules.is_raised(doubts) is is_raised


def test_one_crowd_does_not_fill_the_place_of_all_the_others():
    assert rules.is_room(1999, 99) and not rules.is_room(1999, 100) and not rules.is_room(2000, 0)


@pytest.mark.parametrize(("marked", "text", "says"), [([], " \n", False), (["G001"], "", True), ([], "no", True)])
def test_a_doubt_marks_or_says_something(marked, text, says):
    assert rules.says_something(marked, text) is says
