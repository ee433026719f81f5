"""Sentences that teach about suicide and self-harm, and those of people in need in nearly the same words."""

from dataclasses import replace

import pytest

from hearten.engines.screening.eval.sets import sets
from hearten.engines.screening.risk import level_of
from hearten.engines.screening.risk.eval.alarms import SETS, read
from hearten.engines.screening.risk.lexicon import NO_WORDS
from tests.world.packs import crisis

ALL = sets(SETS, "tsv") | sets(SETS)


def level(text, language="en"):
    return level_of(text, crisis(language)).level


@pytest.mark.parametrize(
    "text",
    ["Do not say committed suicide.", "People who self-harm want attention.",
     "Suicidal thoughts are common and treatable.", "Say died by suicide, not committed suicide."],
)  # fmt: skip
def test_a_sentence_about_words_or_about_people_in_general_is_nobodys_crisis(text):
    assert level(text) <= 1


@pytest.mark.parametrize(("name", "left"), [("dev_taught", 4), ("held_taught", 8)])
def test_most_teaching_sentences_are_taken_for_no_crisis(name, left):
    quiet = [one for one in read(ALL[name]) if one.level == 0]
    assert len(quiet) >= 30 and sum(level(one.text) >= 2 for one in quiet) <= left


@pytest.mark.parametrize("name", ALL)
def test_nobody_in_need_is_heard_less_for_what_is_taught_in_the_same_words(name):
    for one in read(ALL[name]):
        lexicon = crisis(one.language)
        untaught = replace(lexicon, turning=replace(lexicon.turning, taught=NO_WORDS))
        assert one.level < 2 or level_of(one.text, lexicon) == level_of(one.text, untaught), one.text


@pytest.mark.parametrize(
    "text",
    ["I am one of the people who self-harm want attention or not", "People who self-harm want attention. quiero morir",
     "You people who self-harm want attention", "Suicidal thoughts are common and treatable?",
     "Suicidal thoughts are common and treatable, tonight they win", "Suicidal thoughts are treatable. noose"],
)  # fmt: skip
def test_one_word_of_somebody_in_particular_is_enough_to_be_heard(text):
    assert level(text) == 3
