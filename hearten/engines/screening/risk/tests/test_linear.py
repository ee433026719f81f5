"""Listening costs as much as the text is long, whatever the text is. Steps are counted: no busy machine blurs them."""

import sys
from pathlib import Path

import pytest

from hearten.engines.screening.risk import level_of, load

LEXICON = load(Path(__file__).parents[5] / "data/risk", "en")
NASTY = [
    "i want to ",
    "k i l l m y s e l f ",
    "my friend he she they die ",
    "want want want to to to ",
    "i cant i dont ",
    "suicide ",
    "took 3 ",
]
SHORT = 600  # characters
GROWTH = 2.1  # from one doubling to the next: 2 is linear, 4 is quadratic


def steps(text):
    """Lines of Python run while this text is heard."""
    ran = 0

    def count(_frame, _event, _what):
        nonlocal ran
        ran += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        level_of(text, LEXICON)
    finally:
        sys.settrace(before)
    return ran


@pytest.mark.parametrize("text", NASTY)
def test_twice_the_words_take_twice_the_work_even_when_they_are_made_to_hurt(text):
    short = text * (SHORT // len(text))
    steps(short)  # letters are remembered after the first time
    once, twice, four_times = steps(short), steps(short * 2), steps(short * 4)
    assert four_times - twice <= GROWTH * (twice - once) + 100
