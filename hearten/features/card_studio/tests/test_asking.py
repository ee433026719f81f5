"""A question or two at the end of a post, as its author writes them: without any script."""

import json
import re

import pytest
from django.test import Client

from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions
from hearten.features.cards.actions import Written
from hearten.features.checks import actions as checks
from hearten.features.checks.models import Check as Row
from hearten.features.checks.queries import checks_of
from hearten.features.guidance.models import Basis
from hearten.features.posts.models import Post, Revision
from hearten.features.posts.queries import latest
from tests.hostile.words import NAUGHTY
from tests.world.asking import TWO, asking, fields
from tests.world.posts import TINY, made, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
NEW = "/mine/cards/new"
CARDS = {f"card-{n}-{name}": words for n in (0, 1) for name, words in (("text", "Rest."), ("alt", ""), ("upload", ""))}
WORDS = {"kind": "coping", "language": "en", "title": "Slow down", "text": "", "topics": ["breathing"]}
FORM = {**WORDS, **CARDS, "cards": "2"}
BOTH = fields(1, TWO[0]) | fields(2, TWO[1])


@pytest.fixture
def at_work(amara: Person, client: Client) -> Client:
    client.force_login(amara)
    return client


def test_a_question_is_never_asked_for_and_the_form_says_what_it_is(at_work: Client) -> None:
    for page in (at_work.get(NEW), at_work.get("/mine/new")):
        said = page.content.decode()
        assert "A question at the end" in said and "Nobody’s answers are kept or counted." in said
        assert '<details class="fold" id="asks">' in said and "</optgroup>" in said
    assert at_work.post(NEW, FORM).status_code == 302
    assert not Row.objects.exists()


def test_two_questions_go_with_the_post_and_come_back_in_the_form_and_on_its_page(at_work: Client) -> None:
    sent = at_work.post(NEW, FORM | BOTH)
    revision = Revision.objects.get()
    assert sent.status_code == 302 and checks_of(revision) == list(TWO)
    page = at_work.get(sent.url).content.decode()
    assert "Your questions" in page and "Talking makes it lighter." in page
    again = at_work.get(f"/mine/{revision.post_id}/cards").content.decode()
    assert "To be alone\nTo tell someone\nTo wait</textarea>" in again and 'id="asks" open' in again
    assert re.search(r'<option value="G004" selected>', again)


def test_a_film_may_ask_too(at_work: Client, amara: Person) -> None:
    with TINY.open("rb") as film:
        sent = at_work.post("/mine/new", {**FORM, "video": film, **BOTH})
    assert sent.status_code == 302 and checks_of(Revision.objects.get()) == list(TWO)


@pytest.mark.parametrize(("wrong", "says"), [
    ({"question": ""}, "fill this in too"), ({"why": ""}, "fill this in too"), ({"source": ""}, "fill this in too"),
    ({"options": ""}, "fill this in too"), ({"options": "One"}, "two to four answers"),
    ({"options": "1\n2\n3\n4\n5"}, "two to four answers"), ({"options": "One\n One "}, "are the same"),
    ({"right": 4}, "There is no such answer."), ({"right": "x"}, "Select a valid choice"),
    ({"source": "G99999"}, "Select a valid choice"), ({"options": "a\n" + "b" * 201}, "shorter answers"),
    ({"question": "?" * 10_000}, "at most 200 characters"), ({"why": "a\0b"}, "Null characters"),
])  # fmt: skip
def test_half_a_question_is_answered_with_what_lacks_and_no_word_is_lost(at_work, wrong, says) -> None:
    answer = at_work.post(NEW, FORM | fields(1, TWO[1], **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page and 'id="asks" open' in page
    assert "Slow down" in page and ("makes it lighter" if "question" in wrong else "What can help?") in page
    assert not Post.objects.exists()


@pytest.mark.parametrize("typed", NAUGHTY)
def test_whatever_is_typed_is_kept_as_words_or_refused(at_work: Client, typed: str) -> None:
    asked = fields(1, TWO[0], question=typed[:200], options=f"{typed[:90]}\nNo", why=typed[:600])
    answer = at_work.post(NEW, FORM | asked)
    assert answer.status_code in (302, 422)
    page = at_work.get(answer.url).content.decode() if answer.status_code == 302 else answer.content.decode()
    assert "<script>alert" not in page and "onerror=alert(1)>" not in page


def test_a_wish_for_another_card_keeps_the_question_and_asks_nothing_of_it_yet(at_work: Client) -> None:
    page = at_work.post(NEW, FORM | fields(1, TWO[0], why="", source="") | {"do": "add"}).content.decode()
    assert "How long does a strong feeling stay?" in page and "fill this in too" not in page


def test_words_of_someone_in_danger_in_a_question_bring_help_first_and_keep_the_draft(at_work: Client) -> None:
    grave = fields(1, TWO[0], why="I want to kill myself tonight.", source="")
    page = at_work.post(NEW, FORM | grave | {"look": "yes"}).content.decode()
    assert ('data-part="help-first"' in page and "findahelpline" in page.lower()) or "988" in page or "/help" in page
    assert re.search(r'data-part="help-first" aria-live="polite">', page)
    assert "I want to kill myself tonight." in page
    heard = at_work.post("/mine/look", {"title": "", **grave}).content.decode()
    assert 'data-grave="yes"' in heard


def test_who_changes_a_question_makes_a_version_of_its_own_and_twice_is_once(at_work: Client, amara: Person) -> None:
    before = asking(amara, "Slow down")
    form = {**FORM, "after": "1", **BOTH, "why_1": "They come and go."}
    for _twice in range(2):
        assert at_work.post(f"/mine/{before.post_id}/cards", form).status_code == 302
    later = latest(before.post)
    assert (later.number, checks_of(later)[0].why) == (2, "They come and go.")
    assert later.digest is None or later.digest != before.digest


def test_a_question_that_is_emptied_is_gone_from_the_next_version(at_work: Client, amara: Person) -> None:
    before = asking(amara, "Slow down")
    assert at_work.post(f"/mine/{before.post_id}/cards", {**FORM, "after": "1"}).status_code == 302
    assert checks_of(latest(before.post)) == [] and checks_of(before) == list(TWO)


def test_the_bytes_that_are_signed_hold_the_questions_and_what_they_rest_on(amara: Person) -> None:
    asks, silent = asking(amara, "Slow down"), asking(amara, "Slow down", ())
    manifest = json.loads(asks.manifest or "")
    assert [(one["question"], one["right"], one["source"]) for one in manifest["checks"]] == [
        (TWO[0].question, 0, "G001"), (TWO[1].question, 1, "G004"),
    ]  # fmt: skip
    assert [source["id"] for source in manifest["sources"]] == ["G001", "G004"]
    assert Basis.objects.get(revision=asks).statements == ["G001", "G004"]
    assert "checks" not in json.loads(silent.manifest or "") and asks.digest != silent.digest


def test_naming_a_source_for_a_question_does_not_answer_for_the_rest_of_the_post(amara: Person) -> None:
    slides = (Written("Rest."), Written("Breathe."))
    revision = actions.make(amara, words(), slides, asks=TWO)
    assert not Basis.objects.filter(revision=revision).exists()


def test_a_question_in_three_is_refused_by_the_room_and_by_the_table(amara: Person) -> None:
    revision = made(amara)
    with pytest.raises(checks.NotSo):
        checks.write(revision, (*TWO, TWO[0]))
    with pytest.raises(checks.NotSo):
        checks.write(revision, [TWO[0].__class__("Which?", ("One",), 0, "So.", "G001")])
