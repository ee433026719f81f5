"""Guidance is shown for what was looked for, and not because one word of every day stands in it too."""

import pytest

from hearten.engines.retrieval import firmly
from hearten.features.search import queries
from hearten.features.search.forms import Asked

pytestmark = pytest.mark.django_db


def said_for(typed: str, language: str = "en") -> list[str]:
    return [one.text for one in queries.find(Asked(typed, "", "", "", 1, False), language).statements]


@pytest.mark.parametrize("typed", ["people", "my cat likes people", "lantern day", "a zebra in the world", "health"])
def test_guidance_that_shares_one_common_word_with_a_search_is_not_shown(statements, twins, typed):
    assert said_for(typed) == []


def test_a_common_word_of_another_language_brings_no_guidance_in_english(statements, twins):
    assert said_for("social", "es") == [] and said_for("mental", "fr") == []


@pytest.mark.parametrize("typed", ["mental health", "people with dementia", "is depression common", "antidepressants",
                                   "loss of pleasure or interest", "effective treatments"])  # fmt: skip
def test_two_common_words_together_or_one_that_tells_still_bring_guidance(statements, twins, typed):
    assert said_for(typed)


def test_no_name_of_a_topic_is_a_common_word():
    for lexicon in queries._files().values():
        names = {name for _topic, called in lexicon.means for name in called}
        assert lexicon.common and not {(word,) for word in lexicon.common} & names, lexicon.language


def test_two_common_words_stand_together_and_nothing_typed_is_an_order():
    assert firmly(["panic"], ["people", "day"]) == '"panic" or "people" "day"'
    assert firmly([], ["people"]) == "" and firmly(["or"], []) == '"or"'
