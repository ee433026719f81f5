"""Help before advice, and advice that does not crowd: what a person in a crisis, or on a small phone, is shown."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from hearten.features.composer.rules import once, together
from hearten.features.composer.tests.test_looking import Look, at_home, look, unhurried

__all__ = ["at_home", "look", "unhurried"]
pytestmark = pytest.mark.django_db
NOW = "I want to kill myself tonight. Goodbye everyone."
SURVIVED, WORRIED = "What you lived through matters", "Are you worried about someone?"


@pytest.mark.parametrize(
    "words", [NOW, "I want to kill myself by hanging tonight", f"{NOW} Magnesium cures depression."]
)
@pytest.mark.parametrize("place", ["title", "text", "cue"])
def test_nobody_who_writes_of_dying_is_corrected(look: Look, words: str, place: str) -> None:
    page = look(**{"about": "captions", "cue": ["Hello.", words]} if place == "cue" else {place: words})
    assert "You matter more than any answer" in page and 'data-grave="yes"' in page
    assert 'data-part="advice"' not in page and "Better to change" not in page
    assert "nothing to change" not in page and "place to look at" not in page and "Not looked at" not in page


def test_words_beside_those_of_a_crisis_are_advised_on_as_ever(look: Look) -> None:
    page = look("My uncle committed suicide.", title="I want to kill myself tonight")
    assert 'data-grave="yes"' in page and "died by suicide" in page and 'data-place="title"' not in page


def test_a_crisis_told_across_two_fields_is_not_corrected_in_either(look: Look) -> None:
    page = look("Goodbye everyone.", title="I want to kill myself")
    assert 'data-grave="yes"' in page and 'data-place="title"' not in page


@pytest.mark.parametrize(
    "words",
    ["I failed at suicide last year.", "I attempted suicide last year.", "My suicide attempt was ten years ago.",
     "I used to self-harm."],
)  # fmt: skip
def test_who_came_through_it_is_spoken_to_as_such(look: Look, words: str) -> None:
    page = look(words)
    assert 'data-grave="no"' in page and SURVIVED in page and WORRIED not in page
    assert "tell someone you trust" in page and "Get help now" in page and "emergency number" in page


@pytest.mark.parametrize(
    "words",
    ["My friend wants to kill herself.", "My brother died by suicide in 2019.",
     "Last year there was a suicide in our street.", "I used to self-harm. Now my son wants to die."],
)  # fmt: skip
def test_who_speaks_of_another_hears_how_to_be_there_for_them(look: Look, words: str) -> None:
    page = look(words)
    assert 'data-grave="no"' in page and WORRIED in page and SURVIVED not in page


@pytest.mark.parametrize(
    "words",
    ["Magnesium cures depression.", "He committed suicide because he lost his job.", "He commits suicide, an addict."],
)
def test_no_two_cards_are_on_the_same_words(look: Look, words: str) -> None:
    page = look(words)
    cards = [part.split("</li>")[0] for part in page.split("<li ")[1:]]
    stretches = [card.split('data-start="')[1].split('"')[0] for card in cards]
    assert cards and len(stretches) == len(set(stretches))
    for card in cards:
        links = [part.split('"')[0] for part in card.split('href="')[1:]]
        assert len(links) == len(set(links)), strip_tags(card)


def test_what_else_is_said_of_the_same_words_is_folded_into_one_card(look: Look) -> None:
    page = look("He committed suicide because he lost his job.")
    assert page.count("<li ") == 1 and page.count("<details") >= 1
    assert 'data-instead="died by suicide"' in page.split("<li ")[1]


def test_words_that_only_stand_near_each_other_keep_a_card_each() -> None:
    here, there = ("text", 0, 0, 9), ("text", 0, 9, 12)
    assert [*together([here, there, ("text", 0, 10, 20), ("cue", 0, 10, 20)])] == [[0], [1, 2], [3]]
    assert [*together([])] == []


def test_a_source_is_named_at_its_first_place_only() -> None:
    named = {"b"}
    assert once(["a", "b", "a", "c"], named) == [0, 3] and once(["c"], named) == []


@pytest.mark.parametrize(
    "facts", [{"text": "Я больше не хочу жить"}, {"text": "Ich will nicht mehr", "language": "de"}]
)
def test_an_author_whose_language_nobody_hears_is_told_so(look: Look, facts: dict[str, str]) -> None:
    assert "We can only hear words of a crisis in these languages: English" in look(**facts)
    assert "only hear" not in look("Walking helps against stress.")


@pytest.mark.parametrize(("browser", "is_told"), [("de", True), ("en-GB,de;q=0.5", False)])
def test_the_page_to_write_on_says_so_beside_a_way_to_help(at_home: Client, browser: str, is_told: bool) -> None:
    page = at_home.get("/mine/new", headers={"accept-language": browser}).content.decode()
    bench = page.split('data-part="unread"')[1].split("<details")[0]
    assert ("only hear words of a crisis" in bench) is is_told
    assert ("Get help now" in bench) is is_told
