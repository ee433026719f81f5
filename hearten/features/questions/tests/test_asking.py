"""Someone pastes a claim: what people signed is said, what is only near is called near, and nothing is kept."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from hearten.features.claims import actions as claims
from hearten.features.claims.models import Answer
from hearten.features.claims.tests.conftest import CLAIM
from hearten.features.guidance.models import Myth
from hearten.features.journal.models import Entry
from hearten.features.questions import actions, rules
from hearten.features.questions.models import Question
from hearten.features.questions.tests.conftest import walk
from tests.hostile.words import NAUGHTY
from tests.world.people import someone

pytestmark = pytest.mark.django_db
AnAnswer = Callable[..., Answer]
ANSWERED, PERHAPS, UNKNOWN = "This has been answered", "This may be what you mean", "We do not know yet"


def look_up(visitor: Client, text: str, language: str = "en", **other: str):
    return visitor.post("/is-it-true", {"text": text, "language": language} | other)


def body(answer) -> str:
    return answer.content.decode()


def send(visitor: Client, text: str, once: str = "0" * 32, language: str = "en"):
    return visitor.post("/is-it-true/send", {"text": text, "language": language, "once": once})


def test_what_two_people_signed_is_said_with_its_guidance_and_their_names(visitor: Client, an_answer: AnAnswer) -> None:
    an_answer()
    for asked in (CLAIM, "warm milk CURES depression", "Is it true that warm milk cures depression?"):
        shown = body(look_up(visitor, asked))
        assert ANSWERED in shown and "No. Talking and treatment help." in shown
        assert "No: guidance says otherwise" in shown and "Lucia" in shown and "Ravi" in shown
        assert "Depression is a common mental disorder" in shown and "https://www.who.int/" in shown


@pytest.mark.parametrize(
    "other",
    ["Warm milk does not cure depression.", "Warm milk never cures depression.", "Depression cures warm milk.",
     "Warm milk cures depression in 9 of 10 people.", "Only warm milk cures depression."],
)  # fmt: skip
def test_a_claim_that_says_another_thing_never_gets_that_answer(visitor: Client, an_answer: AnAnswer, other) -> None:
    an_answer()
    shown = body(look_up(visitor, other))
    assert ANSWERED not in shown and (PERHAPS in shown or UNKNOWN in shown)


def test_an_answer_in_another_language_is_only_offered(visitor: Client, an_answer: AnAnswer) -> None:
    an_answer()
    assert ANSWERED not in body(look_up(visitor, CLAIM, "es"))


def test_a_drafted_answer_is_not_said(visitor: Client, a_draft: AnAnswer) -> None:
    a_draft(text="Nobody has signed these words.")
    shown = body(look_up(visitor, CLAIM))
    assert ANSWERED not in shown and "Nobody has signed these words" not in shown


def test_an_answer_taken_back_is_not_said_any_more(visitor: Client, an_answer: AnAnswer) -> None:
    answer = an_answer()
    assert ANSWERED in body(look_up(visitor, CLAIM))
    claims.retract(answer, someone("Ravi"), "It was too short.")
    assert ANSWERED not in body(look_up(visitor, CLAIM))


def test_a_myth_nobody_has_checked_is_only_offered_and_says_so(visitor: Client) -> None:
    myth = Myth.objects.get(code="M001")
    shown = body(look_up(visitor, myth.claim))
    assert PERHAPS in shown and ANSWERED not in shown and "Awaiting a check by a clinician" in shown
    Myth.objects.filter(code="M001").update(checked_on="2026-11-02", checked_by="Dr Ada")
    shown = body(look_up(visitor, myth.claim))
    assert ANSWERED in shown and escape(myth.correction) in shown and "Checked by Dr Ada" in shown


def test_a_machine_alone_calls_nothing_true(visitor: Client) -> None:
    """The engine holds this for supported; nobody has signed it, so the page only says that it is near."""
    shown = body(look_up(visitor, "Suicides can be prevented."))
    assert "They may not answer what you asked" in shown and "Yes, guidance says so" not in shown


def test_what_is_far_from_everything_is_not_known(visitor: Client) -> None:
    shown = body(look_up(visitor, "Zyxwv qponm lkjih."))
    assert UNKNOWN in shown and "Guidance that is near" not in shown and "Ask a professional" in shown


def test_in_a_longer_text_each_claim_is_looked_up_for_itself(visitor: Client, an_answer: AnAnswer) -> None:
    an_answer()
    assert ANSWERED in body(look_up(visitor, f"Depression is very common in many countries. {CLAIM} Stress is bad."))


def test_looking_something_up_keeps_nothing_and_sets_no_cookie(visitor: Client) -> None:
    answer = look_up(visitor, "A sentence that sings like no other canary.")
    assert not Question.objects.exists() and not Entry.objects.filter(did__startswith="question").exists()
    assert not answer.cookies and "no-store" in answer.headers["Cache-Control"]
    assert "canary" not in str(answer.headers)
    assert not visitor.get("/is-it-true").cookies


def test_asking_gives_a_receipt_and_the_same_form_twice_the_same_one(visitor: Client) -> None:
    first, again = send(visitor, "Tea cures anxiety."), send(visitor, "Tea cures anxiety.")
    assert first.status_code == 302 and first.url == again.url and Question.objects.count() == 1
    assert re.fullmatch(r"/is-it-true/([a-z]{4}-){2}[a-z]{4}", first.url) and not first.cookies
    shown = visitor.get(first.url)
    assert "It waits for a professional" in body(shown) and "noindex" in shown.headers["X-Robots-Tag"]
    assert "no-store" in shown.headers["Cache-Control"]
    assert send(visitor, "Tea cures anxiety.", "1" * 32).url != first.url


def test_a_receipt_never_shows_what_was_asked(visitor: Client) -> None:
    receipt = send(visitor, "My tea with honey cures anxiety.").url
    assert "honey" not in body(visitor.get(receipt))


@pytest.mark.parametrize("wrong", ["aaaa-bbbb-cccc", "x", "../answers", "%00", "a" * 3000, "' or 1=1", "ﬃ" * 4])
def test_a_receipt_that_was_never_given_is_not_found_in_plain_words(visitor: Client, wrong: str) -> None:
    answer = visitor.get(f"/is-it-true/{wrong}", follow=False)
    assert answer.status_code == 404


def test_a_receipt_may_be_typed_with_or_without_its_marks(visitor: Client) -> None:
    receipt = send(visitor, "Tea cures anxiety.").url.rpartition("/")[2]
    for typed in (receipt.replace("-", ""), receipt.upper(), receipt.replace("-", " ")):
        assert visitor.get(f"/is-it-true/{typed}").status_code == 200


@pytest.mark.parametrize("words", [words for words in NAUGHTY if "\0" not in words])  # that one is refused, below
def test_strange_words_are_shown_as_words_and_change_nothing(visitor: Client, words: str) -> None:
    answer = look_up(visitor, words)
    assert answer.status_code == 200 and "<script>alert" not in body(answer)
    sent = send(visitor, words)
    assert sent.status_code == 302 and visitor.get(sent.url).status_code == 200


@pytest.mark.parametrize(
    ("text", "language"), [("", "en"), ("   ", "en"), ("x" * 2001, "en"), ("a\0b", "en"), ("Tea.", "xx"), ("Tea.", "")]
)
def test_what_we_cannot_read_is_said_and_stays_in_the_box(visitor: Client, text: str, language: str) -> None:
    answer = look_up(visitor, text, language)
    assert answer.status_code == 400 and "Please look again at:" in body(answer)
    assert send(visitor, text, language=language).status_code == 400 and not Question.objects.exists()


def test_a_megabyte_is_turned_away_quickly_and_in_plain_words(visitor: Client) -> None:
    for size in (900_000, 1_100_000):
        answer = look_up(visitor, "I feel so tired. " * (size // 17))
        assert answer.status_code in (400, 413) and "<h1>" in body(answer)


def test_who_asks_very_often_is_told_to_wait_and_loses_nothing(visitor: Client) -> None:
    for n in range(20):
        assert send(visitor, f"Tea number {n} cures anxiety.", f"{n:032x}").status_code == 302
    answer = send(visitor, "One more tea cures anxiety.", "f" * 32)
    assert answer.status_code == 429 and "Please wait an hour" in body(answer) and "One more tea" in body(answer)


def test_when_too_many_wait_nobody_is_promised_an_answer(visitor: Client, monkeypatch) -> None:
    monkeypatch.setattr(rules, "MOST_WAITING", 0)
    answer = send(visitor, "Tea cures anxiety.")
    assert answer.status_code == 503 and "Very many questions wait" in body(answer) and "Tea cures" in body(answer)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "hi"])
def test_the_page_is_there_in_every_language_and_begins_with_that_language(visitor: Client, language: str) -> None:
    prefix = "" if language == "en" else f"/{language}"
    shown = body(visitor.get(f"{prefix}/is-it-true"))
    assert re.search(rf'<option value="{language}" selected', shown)


def test_a_question_that_names_someone_is_marked_for_those_who_read_it(a_question) -> None:
    assert a_question("My neighbour Anna Berg at Hill School, 555 014 2277, says tea cures anxiety.").has_details
    assert not a_question("Tea cures anxiety.").has_details


def test_what_was_asked_is_erased_after_ninety_days_and_the_answer_stays(a_question, an_answer: AnAnswer) -> None:
    rested, old, new = a_question(CLAIM), a_question("Tea cures anxiety."), a_question("Sleep cures anxiety.")
    answer, rested = an_answer(), walk(rested)
    assert rested.stage == "answered" and rested.answer_id == answer.pk
    long_ago = timezone.now() - timedelta(days=91)
    Question.objects.filter(pk__in=[old.pk, rested.pk]).update(asked_at=long_ago)
    assert actions.forget(timezone.now() - rules.KEPT) == 1
    Question.objects.filter(pk=rested.pk).update(stage_since=long_ago)
    assert actions.forget(timezone.now() - rules.KEPT) == 1
    assert list(Question.objects.all()) == [new] and Answer.objects.count() == 1
