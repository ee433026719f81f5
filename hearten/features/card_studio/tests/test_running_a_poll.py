"""A poll at the end of a post, as its author writes it, and as whoever signs the post sees it: without any script."""

import json

import pytest
from django.db import IntegrityError
from django.test import Client

from hearten.features.accounts.models import Person
from hearten.features.checks import actions as asks
from hearten.features.checks.models import Poll as Row
from hearten.features.checks.queries import asks_of, poll_of
from hearten.features.checks.rules import Poll
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import latest
from hearten.features.recheck import actions as recheck
from tests.hostile.words import NAUGHTY
from tests.world.asking import POLL, TWO, asking, fields, poll_fields
from tests.world.people import at_the_desk
from tests.world.posts import TINY, made, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
NEW = "/mine/cards/new"
CARDS = {f"card-{n}-{name}": words for n in (0, 1) for name, words in (("text", "Rest."), ("alt", ""), ("upload", ""))}
WORDS = {"kind": "coping", "language": "en", "title": "Slow down", "text": "", "topics": ["breathing"]}
FORM = {**WORDS, **CARDS, "cards": "2"}


@pytest.fixture
def at_work(amara: Person, client: Client) -> Client:
    client.force_login(amara)
    return client


def test_a_poll_is_never_asked_for_and_the_form_says_what_is_told_of_its_answers(at_work: Client) -> None:
    for page in (at_work.get(NEW), at_work.get("/mine/new")):
        said = page.content.decode()
        assert '<details class="fold" id="polls">' in said and "Ask what helps, not how bad it is." in said
    assert at_work.post(NEW, FORM).status_code == 302 and not Row.objects.exists()


def test_a_poll_goes_with_the_post_and_comes_back_in_the_form_and_on_its_page(at_work: Client) -> None:
    sent = at_work.post(NEW, FORM | fields(1, TWO[0]) | poll_fields())
    revision = Revision.objects.get()
    assert sent.status_code == 302 and asks_of(revision) == [TWO[0], POLL]
    page = at_work.get(sent.url).content.decode()
    assert POLL.question in page and "A quiet book" in page and page.count(">Right</b>") == 1
    again = at_work.get(f"/mine/{revision.post_id}/cards").content.decode()
    assert "A warm bath\nA quiet book\nSomething else</textarea>" in again and 'id="polls" open' in again


def test_a_film_may_have_one_too_and_the_same_form_sent_twice_is_one_post(at_work: Client) -> None:
    once = "6f2a3c1e-98b5-4a86-9a73-2d8b5c1f0e77"
    for _twice in range(2):
        with TINY.open("rb") as film:
            sent = at_work.post("/mine/new", {**FORM, "video": film, "once": once, **poll_fields()})
        assert sent.status_code == 302
    assert poll_of(Revision.objects.get()) == POLL


@pytest.mark.parametrize(("poll", "says"), [
    ({"poll_options": ""}, "Please fill this in too"), ({"poll_question": ""}, "Please fill this in too"),
    ({"poll_options": "One"}, "Please write two to four answers"), ({"poll_options": "One\nOne"}, "are the same"),
    ({"poll_options": "1\n2\n3\n4\n5"}, "Please write two to four answers"),
    ({"poll_options": f"One\n{'x' * 81}"}, "up to 80 letters each"),
    ({"poll_question": "x" * 201}, "at most 200 characters"),
])  # fmt: skip
def test_what_lacks_is_said_beside_the_field_and_all_that_was_typed_stays(at_work: Client, poll, says) -> None:
    answer = at_work.post(NEW, {**FORM, **poll_fields(), **poll})
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page and 'id="polls" open' in page
    assert not Row.objects.exists()


def test_hostile_words_are_only_words(at_work: Client) -> None:
    for n, bad in enumerate(NAUGHTY):
        sent = {"poll_question": bad[:200], "poll_options": f"{n}\n{bad[:60].replace(chr(10), ' ')}"}
        assert at_work.post(NEW, {**FORM, **sent}).status_code in (302, 400, 422)
    assert "<script>alert" not in at_work.get("/mine/").content.decode()


def test_the_bytes_that_are_signed_hold_the_poll_and_one_letter_more_is_another_digest(amara: Person) -> None:
    polls, other = asking(amara, "Slow down", (POLL,)), asking(amara, "Slow down", ())
    assert json.loads(polls.manifest or "")["poll"] == {"question": POLL.question, "options": list(POLL.options)}
    assert "poll" not in json.loads(other.manifest or "")
    facts = json.loads(polls.manifest or "")
    assert facts["poll"]["options"] and "checks" not in facts


def test_whoever_signs_sees_the_poll_that_no_answer_is_right_and_what_was_noticed_in_it(amara: Person) -> None:
    revision = asking(amara, "Slow down", (TWO[0], Poll(POLL.question, ("Rest", "He committed suicide"))))
    page = at_the_desk("Lucia").get(f"/desk/{revision.post_id}/{revision.number}/").content.decode()
    assert POLL.question in page and "A poll</span>" in page and "No answer is right." in page
    assert page.count(">Right</b>") == 1 and page.index(POLL.question) < page.index('id="mark-1"')


def test_a_version_made_again_asks_the_same(amara: Person) -> None:
    before = asking(amara, "Slow down", (*TWO, POLL))
    later = recheck.posts.revise(before.post, amara, words("Slow down"))
    recheck.checks.carry_over(before, later)
    assert asks_of(latest(before.post)) == [*TWO, POLL]


def test_a_second_poll_is_refused_by_the_room_and_by_the_table(amara: Person) -> None:
    revision = made(amara)
    with pytest.raises(asks.NotSo):
        asks.write(revision, (POLL, POLL))
    asks.write(revision, (POLL,))
    with pytest.raises(IntegrityError):
        Row.objects.create(revision=revision, question="Again?", options=["One", "Two"])
