"""What two people signed stands for two years at most, and nobody sends anything back without a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hearten.features.signing import rules

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_it_stands_for_two_years_at_most_and_not_in_the_past():
    assert rules.may_stand_until(NOW + timedelta(days=730), NOW)
    assert not rules.may_stand_until(NOW + timedelta(days=731), NOW) and not rules.may_stand_until(NOW, NOW)


def test_the_last_day_is_a_whole_one():
    assert rules.end_of(date(2026, 11, 23)) > datetime(2026, 11, 23, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(("because", "is_one"), [("", False), (" x ", False), ("no.", True)])
def test_a_reason_is_more_than_a_letter(because, is_one):
    assert rules.is_a_reason(because) is is_one
