"""Whoever writes such words is offered help first, in the same answer, and keeps what they wrote."""

import pytest
from django.test import Client

from hearten import ports
from hearten.features.claims import queries as known
from hearten.features.guidance import queries as guidance
from hearten.features.help import queries as helping
from hearten.features.questions import rules, views
from hearten.ports.embeddings import NotHere

pytestmark = pytest.mark.django_db
GRAVE, WORRIED = "You matter more than any answer", "Are you worried about someone?"
GRAVE_WORDS = {
    "en": "I want to kill myself tonight.", "es": "Quiero matarme esta noche.", "fr": "Je veux me tuer ce soir.",
    "pt": "Quero me matar hoje à noite.", "ar": "أريد أن أقتل نفسي الليلة.", "hi": "मैं आज रात मरना चाहता हूँ।",
}  # fmt: skip


def body(answer) -> str:
    return answer.content.decode()


def look_up(visitor: Client, text: str, language: str = "en"):
    return visitor.post("/is-it-true", {"text": text, "language": language})


@pytest.mark.parametrize("language", GRAVE_WORDS)
def test_help_comes_above_everything_and_the_words_stay_in_the_box(visitor: Client, language: str) -> None:
    shown = body(look_up(visitor, GRAVE_WORDS[language], language))
    main = shown.split('<main id="main"')[1]
    assert GRAVE in main and main.index(GRAVE) < main.index("<h1>") and 'href="/help/"' in main
    assert GRAVE_WORDS[language] in main.split("<textarea")[1] and "detected" not in shown


def test_nobody_in_danger_reads_that_we_do_not_know_whether_anyone_can_help(visitor: Client) -> None:
    shown = body(look_up(visitor, "I want to die tonight. Is it true that nobody can help?"))
    assert GRAVE in shown and "We do not know yet" not in shown
    assert "<summary>Ask a professional" in shown.split("<h1>")[1]  # the way to ask stays, folded


class Torn:
    """A model that is there by name and breaks when it is asked."""

    languages: frozenset[str] = frozenset()
    is_here = True

    def __init__(self, name: str) -> None:
        self.name = name

    def embed(self, texts):
        raise NotHere


@pytest.mark.parametrize("model", ["none", "torn"])
def test_help_comes_for_words_that_only_practice_hears_with_or_without_a_model(visitor, monkeypatch, model) -> None:
    if model == "torn":
        monkeypatch.setattr(ports.now, "embeddings", Torn(helping._weights().model))
    text = "i cannot keep carrying this, tonight i stop"
    assert helping.heard_in(text, "en").reasons == ("practice",) and GRAVE in body(look_up(visitor, text))


def test_nobody_in_danger_is_shown_claims_that_may_be_meant(visitor: Client, monkeypatch) -> None:
    near = known.Found((), [known.Told(myth=one) for one in guidance.myths()[:1]], ())
    monkeypatch.setattr(known, "find", lambda *_: near)
    assert "This may be what you mean" in body(look_up(visitor, "Herbs calm everyone."))
    shown = body(look_up(visitor, GRAVE_WORDS["en"]))
    assert GRAVE in shown and "This may be what you mean" not in shown and near.choices[0].claim not in shown


def test_what_was_asked_stands_above_what_is_said_to_it(visitor: Client) -> None:
    shown = body(look_up(visitor, "Listening to <whales> grows new kidneys."))
    assert shown.index("Listening to &lt;whales&gt; grows") < shown.index("We do not know yet")


def test_words_in_another_language_than_was_chosen_are_heard_too(visitor: Client) -> None:
    for chosen in ("en", "hi", "xx", ""):
        assert GRAVE in body(look_up(visitor, GRAVE_WORDS["es"], chosen))


def test_worry_about_someone_else_is_answered_with_how_to_be_there_for_them(visitor: Client) -> None:
    shown = body(look_up(visitor, "My friend says she wants to die. I am worried about her."))
    assert WORRIED in shown and GRAVE not in shown


def test_a_plain_claim_gets_no_card(visitor: Client) -> None:
    shown = body(look_up(visitor, "Walking helps against stress."))
    assert GRAVE not in shown and WORRIED not in shown


def test_help_is_there_also_when_the_form_is_wrong_or_the_words_are_far_too_long(visitor: Client) -> None:
    long = "Nothing works any more for me. " * 20_000 + GRAVE_WORDS["en"]
    for text in (GRAVE_WORDS["en"] + "\0", GRAVE_WORDS["en"] + " really" * 400, long):
        answer = look_up(visitor, text)
        assert answer.status_code == 400 and GRAVE in body(answer)


def test_help_is_there_also_for_who_asked_too_often_or_sends_to_the_queue(visitor: Client, monkeypatch) -> None:
    monkeypatch.setattr(rules, "MOST_WAITING", 0)
    sent = {"text": GRAVE_WORDS["en"], "language": "en", "once": "0" * 32}
    assert GRAVE in body(visitor.post("/is-it-true/send", sent))
    monkeypatch.setattr(views.LOOKED_UP, "amount", 2)
    asked = [look_up(visitor, GRAVE_WORDS["en"]) for _ in range(3)]
    assert [answer.status_code for answer in asked] == [200, 200, 429]
    assert all(GRAVE in body(answer) for answer in asked)


def test_every_receipt_shows_the_way_to_help_whatever_was_asked(visitor: Client) -> None:
    for n, text in enumerate((GRAVE_WORDS["en"], "Tea cures anxiety.")):
        sent = visitor.post("/is-it-true/send", {"text": text, "language": "en", "once": f"{n:032x}"})
        shown = body(visitor.get(sent.url))
        assert "Is it a hard moment?" in shown and GRAVE not in shown


def test_help_needs_no_model(visitor: Client) -> None:
    assert not ports.now.embeddings.is_here
    assert GRAVE in body(look_up(visitor, GRAVE_WORDS["en"]))


def test_the_number_of_this_sites_country_stands_on_the_card(visitor: Client, settings) -> None:
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"country": "NO"})
    assert 'href="tel:113"' in body(look_up(visitor, GRAVE_WORDS["en"]))


def test_strange_languages_fill_no_memory() -> None:
    before = helping._lexicon.cache_info().currsize
    for n in range(50):
        helping.heard_in("hello", f"x{n}")
    assert helping._lexicon.cache_info().currsize <= before + 1


NOT_HEARD = "We can only hear words of a crisis in these languages: English, Spanish"


@pytest.mark.parametrize("browser", ["de", "de-AT,de;q=0.9,en;q=0.8", "id", "ru-RU"])
def test_who_reads_in_a_language_nobody_hears_is_told_so_beside_the_way_to_help(visitor: Client, browser: str) -> None:
    for answer in (
        visitor.get("/is-it-true", headers={"accept-language": browser}),
        visitor.post("/is-it-true", {"text": "x y", "language": "en"}, headers={"accept-language": browser}),
    ):
        beside = body(answer).split("Its language")[1].split("</form>")[0]
        assert NOT_HEARD in beside and 'href="/help/"' in beside


def test_words_in_letters_nobody_hears_are_answered_with_the_same_whatever_the_browser_says(visitor: Client) -> None:
    assert NOT_HEARD in body(look_up(visitor, "Я больше не хочу жить"))


@pytest.mark.parametrize("browser", ["en", "hi-IN,hi;q=0.9", "pt-BR", "*", "", "x;;q=,", "-"])
def test_whoever_can_be_heard_is_not_told_about_other_languages(visitor: Client, browser: str) -> None:
    assert "only hear" not in body(visitor.get("/is-it-true", {}, headers={"accept-language": browser}))
    assert "only hear" not in body(look_up(visitor, "Walking helps against stress 😀 12."))
