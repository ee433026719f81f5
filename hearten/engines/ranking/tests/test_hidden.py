import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.engines.ranking import folded, needles


def hides(word: str, text: str) -> bool:
    return any(needle in folded(text) for needle in needles([word]))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("weight", "Weights and measures"), ("WEIGHT", "your weight"), ("Größe", "GRÖSSE zählt nicht"),
        ("ed", "My ED and me"), ("self harm", "Talking about self-harm"), ("قلق", "عن القلق"), ("痩せ", "もう痩せたい"),
        ("वज़न", "मेरा वज़न"), ("diät", "Die Dia\u0308t"), ("fi", "\ufb01"),
    ],
)  # fmt: skip
def test_a_hidden_word_is_found_where_a_word_begins_in_any_script(word: str, text: str) -> None:
    assert hides(word, text)


@pytest.mark.parametrize(("word", "text"), [("weight", "overweight"), ("ed", "education"), ("ed", "I needed this")])
def test_a_hidden_word_does_not_hide_others_that_only_contain_it(word: str, text: str) -> None:
    assert not hides(word, text)


@given(st.text(max_size=40), st.text(max_size=200))
def test_no_word_and_no_text_is_too_strange(word: str, text: str) -> None:
    assert all(needle.strip() for needle in needles([word]))
    assert folded(text).startswith(b" ")
