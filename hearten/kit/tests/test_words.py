import unicodedata

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from hearten.engines.captions import plain
from hearten.kit.words import OVERRIDES, WordsField, readable


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("A quiet \u202elive\u0007 day", "A quiet live day"),
        ("\u202eedicius dettimmoc eH", "edicius dettimmoc eH"),
        ("\u2067right\u2069 \u202aleft\u202c", "right left"),
        ("a\x1b[31m\x85\x9fb", "a[31mb"),
        ("two\r\nlines\tand more", "two lines and more"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_words_are_shown_in_the_order_in_which_they_were_written(typed, shown):
    assert readable(typed) == shown


@pytest.mark.parametrize(
    "words",  # as they are written in Persian, Hindi, Arabic, Hebrew, as pictures and in Irish
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
        "\u200fعربي \u061c1\u200e",
        "שלום",
        "🫶🏽",
        "O’Brien",
    ],
)
def test_persian_hindi_arabic_and_families_of_emoji_keep_what_they_are_written_with(words):
    assert readable(words) == words


def test_a_longer_text_keeps_its_lines():
    assert readable("one\r\ntwo\rthree\n\tfour", lines=True) == "one\ntwo\nthree\n\tfour"


@given(st.text())
def test_cleaning_words_twice_is_cleaning_them_once(text):
    once = readable(text, lines=True)
    assert readable(once, lines=True) == once
    assert not OVERRIDES & set(once)
    assert not [c for c in once if unicodedata.category(c) == "Cc" and c not in "\n\t\0"]


def test_captions_and_forms_leave_out_the_same_signs():
    assert OVERRIDES == plain.OVERRIDES


class Asks(forms.Form):
    title = WordsField(max_length=5, error_messages={"required": "Please write a title."})
    text = WordsField(required=False, widget=forms.Textarea)


def test_a_form_hears_words_not_the_signs_between_them():
    form = Asks({"title": "\u202e hi\u2069\n", "text": "a\u202e\r\nb"})
    assert form.is_valid() and form.cleaned_data == {"title": "hi", "text": "a\nb"}


@pytest.mark.parametrize("nothing", ["", "\u202e\u202c", " \x07 ", "\u2066\n\u2069"])
def test_a_title_of_signs_that_nobody_sees_is_no_title(nothing):
    assert Asks({"title": nothing}).errors["title"] == ["Please write a title."]


def test_a_zero_byte_is_refused_with_a_sentence():
    assert "title" in Asks({"title": "a\0b"}).errors


def test_the_words_are_counted_as_they_will_be_shown():
    assert Asks({"title": "\u202e12345\u202c"}).is_valid()
    assert not Asks({"title": "123456"}).is_valid()
