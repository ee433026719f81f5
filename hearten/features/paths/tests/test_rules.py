import pytest

from hearten.features.paths import rules
from hearten.features.paths.rules import Step

LIGHT, HOPE, HEAVY, LOSS = (0, "neither"), (1, "hope"), (2, "hope"), (2, "loss")


def steps(*weights: tuple[int, str]) -> list[Step]:
    return [Step(str(at), "x", "en", "explain", 60.0, *weight) for at, weight in enumerate(weights)]


@pytest.mark.parametrize(("given", "kept"), [
    ([LIGHT, LIGHT], "01"), ([LIGHT, HEAVY, HOPE], "012"), ([LIGHT, HEAVY, LIGHT], "02"), ([HEAVY, LOSS, HOPE], "12"),
    ([HOPE, HEAVY], "0"), ([HEAVY], ""), ([HEAVY, HOPE, LOSS, HOPE], "0123"), ([], ""),
])  # fmt: skip
def test_a_heavy_step_stays_only_where_the_next_one_gives_relief(given, kept):
    assert "".join(step.post_id for step in rules.calmly(steps(*given))) == kept


def test_something_to_try_gives_relief_even_where_it_leaves_neither_hope_nor_loss():
    coping = Step("b", "x", "en", "coping", 60.0, 0, "neither")
    assert rules.calmly([*steps(HEAVY), coping]) == [*steps(HEAVY), coping]


def test_addresses_and_ids_of_posts_are_read_in_order_and_each_once():
    one, two = "0b0e7a36-5b9c-4c55-9f0e-0d6d8a3f1c11", "1b0e7a36-5b9c-4c55-9f0e-0d6d8a3f1c11"
    lines = f"https://hearten.example/es/post/{two}\n{one.upper()}\nnot a post\n/post/{two}"
    assert rules.posts_named_in(lines) == [two, one]


def test_words_take_time_too():
    manifest = {"video": None, "text": "word " * 260}
    assert rules.seconds_of(manifest) == 120
    assert rules.seconds_of({"video": {"duration": 31}, "text": "word " * 260}) == 31
    assert rules.minutes([]) == 1


@pytest.mark.parametrize(("reviewer", "professional", "credential", "may"), [
    (True, False, True, True), (False, True, True, True), (True, True, False, False), (False, False, True, False),
])  # fmt: skip
def test_only_someone_whose_profession_was_checked_proposes(reviewer, professional, credential, may):
    assert rules.may_propose(reviewer, professional, credential) is may


def test_nobody_signs_their_own():
    assert rules.may_sign(True, True, is_own=False)
    assert not rules.may_sign(True, True, is_own=True)
    assert not rules.may_sign(False, True, is_own=False) and not rules.may_sign(True, False, is_own=False)
