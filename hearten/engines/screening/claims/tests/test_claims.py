"""What is a claim about health that someone could check, and what is not."""

import pytest

from hearten.engines.screening.claims import claims_in
from hearten.engines.screening.finding import Passage


def kinds(text: str, language: str = "en") -> set[str]:
    return {kind for claim in claims_in([Passage("text", text)], language) for kind in claim.kinds}


@pytest.mark.parametrize("text", [
    "Good morning everyone!", "I felt so low last winter, and my anxiety was terrible.", "Is depression curable?",
    "Thank you for listening.", "The train was late.", "¿La ansiedad se cura?", "هل الاكتئاب مرض؟", "", "…", "\ud800",
])  # fmt: skip
def test_feelings_questions_greetings_and_stories_are_not_judged(text):
    assert claims_in([Passage("text", text)], "en") == ()


@pytest.mark.parametrize(("text", "language"), [
    ("Vaccines cause autism.", "en"), ("Las vacunas causan autismo.", "es"), ("La dépression est une faiblesse.", "fr"),
    ("A depressão tem tratamento.", "pt"), ("الاكتئاب مرض شائع.", "ar"), ("अवसाद का इलाज है।", "hi"),
    ("Demenz gehört nicht zum Altern.", "de"), ("Bunuh diri dapat dicegah.", "id"),
    ("I believe that vaccines cause autism.", "en"),
])  # fmt: skip
def test_a_sentence_about_health_is_a_claim_in_each_language(text, language):
    assert [claim.language for claim in claims_in([Passage("text", text)], language)] == [language]


@pytest.mark.parametrize(("text", "kind"), [
    ("Magnesium cures anxiety.", "cure"), ("This tea ends panic instantly.", "quick_fix"),
    ("Ashwagandha lifts depression.", "supplement"), ("Stop your medication today.", "stop_medication"),
    ("If you lose your keys you have ADHD.", "diagnosing"), ("Therapy helps with depression.", "treatment"),
    ("About 4% live with depression.", "figure"), ("Depression is common.", "fact"),
])  # fmt: skip
def test_the_kind_of_a_claim_is_named(text, kind):
    assert kind in kinds(text)


def test_a_story_that_promises_a_cure_is_still_a_claim():
    assert "cure" in kinds("I cured my depression with cold showers.")


def test_a_claim_cut_between_two_captions_is_read_as_one_and_keeps_its_time():
    cues = [Passage("transcript", "Hello. Vaccines", 1.0, 2.0), Passage("transcript", "cause autism.", 2.0, 3.0)]
    (claim,) = claims_in(cues, "en")
    assert (claim.text, claim.seconds, claim.start) == ("Vaccines cause autism.", 1.0, 7)


def test_a_very_long_text_does_not_stall():
    assert len(claims_in([Passage("text", "Depression is common. " * 5_000)], "en")) == 5_000
