from dataclasses import replace

import pytest

from hearten.features.checks import rules
from hearten.features.checks.rules import Check

CHECK = {"question": "?", "options": ["One", "Two", "Three"], "right": 2, "why": "So it is.", "source": {}}
SOUND = Check("Which?", ("One", "Two"), 1, "So it is.", "G001")


@pytest.mark.parametrize("written", ["", "9", "-1", "3", "٢", "2.0", "01", "x" * 999])
def test_what_is_no_answer_was_not_chosen(written):
    assert rules.answered([CHECK], {"answer-0": written})[0].chosen is None


def test_an_answer_is_right_or_not_and_both_say_what_is_right():
    right, wrong = rules.answered([CHECK, CHECK], {"answer-0": "2", "answer-1": "0"})
    assert right.is_right and not wrong.is_right
    assert right.right == wrong.right == "Three"


@pytest.mark.parametrize("change", [
    {"options": ("One",)}, {"options": ("1", "2", "3", "4", "5")}, {"options": ("One", " One ")},
    {"options": ("One", " ")},
    {"right": 2}, {"right": -1}, {"why": " "}, {"source": ""}, {"question": "\n"},
])  # fmt: skip
def test_a_question_says_what_is_right_why_and_where_it_stands_or_it_is_not_asked(change):
    assert rules.may_be_asked(SOUND)
    assert not rules.may_be_asked(replace(SOUND, **change))


def test_a_question_whose_source_is_not_among_those_of_its_post_is_not_shown():
    source = {"id": "G001", "statement": "So it is."}
    manifest = {"sources": [source], "checks": [CHECK | {"source": "G001"}, CHECK | {"source": "G002"}]}
    assert [one["source"] for one in rules.shown(manifest)["checks"]] == [source]
    assert rules.shown({"sources": []}) == {}


def test_each_thing_offered_beside_a_right_answer_has_a_number_of_its_own():
    said = [one for n in (1, 2) for one in rules.in_words(replace(SOUND, options=("A", "B", "C", "D")), n)]
    places = [(where, at) for where, _words, at in said]
    assert len(set(places)) == len(places) == 12
