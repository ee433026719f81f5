"""What practice hears of distress that no phrase does, and what it may never do."""

import json

import pytest

from hearten.engines.screening.learned import load_trained
from hearten.engines.screening.risk import Level, Practised, level_of, load
from tests.world.packs import DATA

PACKS = DATA / "risk"
WEIGHTS = load_trained(PACKS / "practised.npz")
PRACTISED = Practised(WEIGHTS)
HELD = DATA.parent / "hearten/engines/screening/risk/eval/held_idioms_c.jsonl"
ROWS = [json.loads(line) for line in HELD.read_text(encoding="utf-8").splitlines()]
LEXICONS = {language: load(PACKS, language) for language in sorted({row["lang"] for row in ROWS})}


def alone(row):
    return level_of(row["text"], LEXICONS[row["lang"]])


def both(row):
    return level_of(row["text"], LEXICONS[row["lang"]], None, PRACTISED)


def test_more_people_in_need_are_heard_with_practice_and_hardly_more_quiet_ones_are_taken_for_them():
    need = [row for row in ROWS if row["level"] >= 2]
    quiet = [row for row in ROWS if row["level"] == 0]
    heard = [sum(ask(row).level >= Level.distress for row in need) / len(need) for ask in (alone, both)]
    raised = [sum(ask(row).level >= Level.distress for row in quiet) / len(quiet) for ask in (alone, both)]
    assert heard[1] >= max(heard[0] + 0.2, 0.80) and raised[1] <= raised[0] + 0.06


def test_practice_lowers_no_level_and_takes_no_reason_away():
    for row in ROWS:
        before, after = alone(row), both(row)
        assert after.level >= before.level and set(before.reasons) <= set(after.reasons)


def test_whoever_is_heard_by_practice_is_told_apart_for_those_who_look_after_the_words():
    raised = [row for row in ROWS if both(row).level > alone(row).level]
    assert raised and all(both(row).reasons[0] == "practice" for row in raised)


def test_a_long_text_is_left_to_the_rules_for_it_tells_of_many_people():
    (row, *_) = [row for row in ROWS if both(row).level > alone(row).level and row["lang"] == "en"]
    text = row["text"] + " We baked bread and walked along the river." * 12
    assert level_of(text, LEXICONS["en"], None, PRACTISED).level == level_of(text, LEXICONS["en"]).level


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "!!!", "a" * 100_000, "ا" * 5000, "😀" * 3000])
def test_no_text_upsets_practice(text):
    assert level_of(text, LEXICONS["en"], None, PRACTISED).level >= Level.none


def test_a_language_that_was_not_practised_is_named_as_without_an_estimate():
    assert "sw:estimate" in level_of("habari", load(PACKS, "sw"), None, PRACTISED).checks_missing
    assert "es:estimate" not in level_of("hola", load(PACKS, "es"), None, PRACTISED).checks_missing
