"""Under another question no signed answer stands as the answer, a myth never stands alone, and no words are cut."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from hearten.features.claims.models import Answer
from hearten.features.claims.tests.test_nothing_added import BREATH, HUM, OTHER, SAME, SWIM
from hearten.features.guidance.models import Myth

pytestmark = pytest.mark.django_db
ANSWERED, PERHAPS = "This has been answered", "This may be what you mean"
FILLER = "The sea is wide and blue today. " * 59


def look_up(visitor: Client, text: str, language: str = "en") -> str:
    return visitor.post("/is-it-true", {"text": text, "language": language}).content.decode()


def test_no_question_with_a_word_more_shows_a_signed_answer_as_its_own(
    visitor: Client, an_answer: Callable[..., Answer]
) -> None:
    an_answer(SWIM, verdict="supported")
    an_answer(HUM)
    an_answer(BREATH, language="es")
    asked = [
        (code, text) for code, pairs in OTHER.items() for answered, text in pairs if answered in (SWIM, HUM, BREATH)
    ]
    shown = [look_up(visitor, text, code) for code, text in asked]
    assert len(shown) >= 49
    assert [text for (_code, text), page in zip(asked, shown, strict=True) if ANSWERED in page] == []
    assert PERHAPS in look_up(visitor, f"It is false that {SWIM}")
    for code, answered, text in SAME:
        assert (ANSWERED in look_up(visitor, text, code)) == (answered in (SWIM, HUM, BREATH)), text


def test_a_myth_is_never_shown_without_what_guidance_says(visitor: Client) -> None:
    shown = look_up(visitor, Myth.objects.get(code="M001").claim)
    folded = re.findall(r"<summary>(.*?)</summary>", shown.partition("<main")[2])
    assert PERHAPS in shown and folded and all('<b class="tag">' in one for one in folded)
    assert "uidance says otherwise" in folded[0]


def test_a_long_caption_is_not_cut_and_stays_in_the_box(visitor: Client) -> None:
    assert "maxlength" not in visitor.get("/is-it-true").content.decode()
    long = FILLER + FILLER + "The last words of it."
    answer = visitor.post("/is-it-true", {"text": long, "language": "en"})
    assert answer.status_code == 400 and "That is too long for us to read" in answer.content.decode()
    assert "The last words of it." in answer.content.decode()


def test_the_last_sentence_of_a_long_caption_is_looked_at_too(visitor: Client) -> None:
    myth = Myth.objects.get(code="M001").claim
    text = f"{FILLER}{myth}"
    assert 1900 < len(text) <= 2000 and myth in look_up(visitor, text).partition("<form")[0]
