"""Screening costs as much as the text is long, whatever the text is."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearten.engines.screening import Passage, load, screen
from hearten.engines.screening.words import words_of

PACK = load(Path(__file__).parents[4] / "data/rules", "en")
NASTY = [
    "commit " * 40,
    "committed to suicide prevention " * 20,
    "s u i c i d e " * 20,
    "a@" * 100,
    "0770 090 " * 25,
    "if you " * 40,
    "do not say suicide " * 20,
    "1 million 280 " * 20,
    "'\"" * 100,
]
TWICE_THE_TEXT = 2.6  # allowed ratio for doubled text: 2 is linear, 4 is quadratic


def seconds(text):
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        screen([Passage("text", text)], PACK)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("text", NASTY)
def test_twice_the_text_takes_twice_the_time_even_when_it_is_made_to_hurt(text):
    assert any(seconds(text * 8) <= TWICE_THE_TEXT * seconds(text * 4) for _ in range(4))


def steps(text, patterns):
    """Words looked at while matching: counted, so that no busy machine can blur the answer."""
    words = words_of(text)
    looked = 0

    class Counted(list):
        def __getitem__(self, place):
            nonlocal looked
            looked += 1
            return super().__getitem__(place)

    patterns.spans(Counted(words))
    return looked


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc ", min_size=1, max_size=20) | st.sampled_from(NASTY), st.sampled_from(PACK.rules))
def test_matching_twice_the_text_never_looks_at_more_than_twice_the_words(text, rule):
    once, twice = steps(text * 4 + ".", rule.phrases), steps(text * 8 + ".", rule.phrases)
    assert twice <= TWICE_THE_TEXT * once + 400
