"""Screening costs as much as the text is long, whatever the text is. Steps are counted: no busy machine blurs them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearten.engines.screening import Passage, screen
from hearten.engines.screening.words import places_of, words_of
from tests.world.packs import rules
from tests.world.steps import LINEAR, growth

PACK = rules("en")
NASTY = [
    "commit ",
    "committed to suicide prevention ",
    "s u i c i d e ",
    "a@",
    "0770 090 ",
    "if you ",
    "do not say suicide ",
    "1 million 280 ",
    "'\"",
    "\u200b",
]
SHORT = 800  # characters


@pytest.mark.parametrize("text", NASTY)
def test_twice_the_text_takes_twice_the_work_even_when_it_is_made_to_hurt(text):
    assert growth(lambda said: screen([Passage("text", said)], PACK), text * (SHORT // len(text))) <= LINEAR


def looks(text, patterns):
    """Words looked at while matching one rule."""
    words = words_of(text)
    looked = 0

    class Counted(list):
        def __getitem__(self, place):
            nonlocal looked
            looked += 1
            return super().__getitem__(place)

    patterns.spans(Counted(words), places_of(words))
    return looked


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc ", min_size=1, max_size=20) | st.sampled_from(NASTY), st.sampled_from(PACK.rules))
def test_matching_twice_the_text_never_looks_at_more_than_twice_the_words(text, rule):
    once, twice = looks(text * 40 + ".", rule.phrases), looks(text * 80 + ".", rule.phrases)
    assert twice <= 2 * once + 400
