from datetime import UTC, date, datetime

import pytest

from hearten.features.campaigns import rules
from hearten.features.campaigns.rules import Act

POST = "0b0e7a36-5b9c-4c55-9f0e-0d6d8a3f1c11"
EXERCISES = ("breathing", "grounding")


@pytest.mark.parametrize(("address", "act"), [
    ("", Act()), ("  ", Act()), (f"https://hearten.example/es/post/{POST}", Act(post=POST)), (POST.upper(), Act(POST)),
    ("https://hearten.example/exercises/breathing", Act(exercise="breathing")),
    ("/ar/exercises/grounding/", Act(exercise="grounding")),
])  # fmt: skip
def test_what_one_can_do_is_a_post_or_an_exercise_of_ours(address, act):
    assert rules.act_in(address, EXERCISES) == act


@pytest.mark.parametrize("address", [
    "https://elsewhere.example/sign-up", "call 0800 123456", "/exercises/safety-plan", "/exercises/../admin",
    f"{POST} 1{POST[1:]}", "javascript:alert(1)",
])  # fmt: skip
def test_what_one_can_do_is_nothing_else(address):
    assert rules.act_in(address, EXERCISES) is None


@pytest.mark.parametrize("runs", ["The youth centre of Leeds", "Ministry of Health, Norway", "Amara and friends"])
def test_a_campaign_says_who_runs_it(runs):
    assert rules.is_theirs(runs)


@pytest.mark.parametrize("runs", ["The youth centre, with WHO", "✅ Youth centre", "United Nations", "www.buy.example",
                                  "Ring 0800 1234567"])  # fmt: skip
def test_a_campaign_carries_nobodys_mark_and_no_address(runs):
    assert not rules.is_theirs(runs)


@pytest.mark.parametrize(("posts", "enough"), [(0, False), (1, True), (60, True), (61, False)])
def test_a_campaign_gathers_one_to_sixty_posts(posts, enough):
    assert rules.holds_enough(range(posts)) is enough


def test_nobody_signs_their_own_and_only_a_reviewer_whose_profession_stands_signs():
    assert rules.may_sign(True, True, is_own=False) and not rules.may_sign(True, True, is_own=True)
    assert not rules.may_sign(False, True, is_own=False) and not rules.may_sign(True, False, is_own=False)


def test_its_first_day_begins_at_midnight():
    assert rules.start_of(date(2026, 11, 23)) == datetime(2026, 11, 23, tzinfo=UTC)
