"""When one claim may be answered as another: this may only ever say no."""

from datetime import UTC, datetime, timedelta

import pytest

from hearten.features.claims import rules

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SAME = [
    ("Tea cures anxiety.", "tea CURES anxiety"), ("Exercise helps with low mood", "Exercise helps with low mood!"),
    ("One in seven people has a disorder", "One in seven people has a disorder."),
    ("Hablar del suicidio no lo provoca", "hablar del suicidio NO lo provoca"),
]  # fmt: skip
OTHER = [
    ("Tea cures anxiety.", "Tea does not cure anxiety."), ("Tea helps.", "Tea never helps."),
    ("Tea helps 7 of 10 people.", "Tea helps 9 of 10 people."), ("Tea helps everyone.", "Tea helps."),
    ("Stress causes asthma.", "Asthma causes stress."), ("Hablar lo provoca", "Hablar no lo provoca"),
    ("Le sport aide", "Le sport n'aide pas"), ("O chá ajuda", "O chá não ajuda"),
    ("चाय मदद करती है", "चाय मदद नहीं करती है"), ("الشاي يساعد", "الشاي لا يساعد"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "answered"), SAME)
def test_the_same_words_may_be_answered_alike(asked: str, answered: str) -> None:
    assert rules.says_the_same(asked, answered)


@pytest.mark.parametrize(("asked", "answered"), OTHER)
def test_a_denial_a_figure_a_bold_word_or_a_turned_order_makes_it_another_claim(asked: str, answered: str) -> None:
    assert not rules.says_the_same(asked, answered) and not rules.says_the_same(answered, asked)


def test_asking_whether_it_is_true_is_no_part_of_the_claim() -> None:
    assert rules.without_asking("Is it true that tea helps?") == "tea helps?"
    assert rules.without_asking(" ¿Es verdad que el té ayuda?") == "el té ayuda?"
    assert rules.without_asking("Tea helps.") == "Tea helps."


def test_an_answer_stands_for_two_years_at_most() -> None:
    assert rules.may_stand_until(NOW + timedelta(days=730), NOW)
    assert not rules.may_stand_until(NOW + timedelta(days=731), NOW) and not rules.may_stand_until(NOW, NOW)


def test_only_that_nothing_supports_it_may_be_said_without_a_statement() -> None:
    assert [verdict for verdict in rules.Verdict if not rules.needs_statements(verdict)] == ["unsupported"]
    assert set(rules.TRUTH) == set(rules.Verdict)
