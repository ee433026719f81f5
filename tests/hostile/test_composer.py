"""Naughty strings and a megabyte where authors have their words looked over, with script and without."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape

from hearten.features.composer import actions
from hearten.features.posts.models import Revision
from tests.hostile.words import MEGABYTE, MORE, NAUGHTY, NO_LETTERS, NONSENSE, pasted, without_a_stall
from tests.world.people import someone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
Made = Callable[..., Revision]
FORM = "application/x-www-form-urlencoded"
WORDS = {"kind": "coping", "language": "en", "title": "A title", "text": "Some words.", "topics": "sleep"}
ROWS = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-start": "0:01", "form-0-end": "0:02",
        "form-0-text": "Breathe in."}  # fmt: skip
# Where it goes, a whole form, and which of it people write.
LOOKS: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
    "with script": ("/mine/look", WORDS, ("title", "text")),
    "captions with script": ("/mine/look", WORDS | {"about": "captions", "cue": "Breathe in."}, ("cue",)),
    "a new post": ("/mine/new", WORDS | {"look": "yes", "once": str(uuid4())}, ("title", "text")),
    "a new version": ("/mine/{post}/edit", WORDS | {"look": "yes", "after": "1"}, ("title", "text")),
    "captions": ("/mine/{post}/captions", ROWS | {"look": "yes"}, ("form-0-text", "form-0-start")),
}
each_look = pytest.mark.parametrize("look", LOOKS)


@pytest.fixture
def at_home(amara: object) -> Iterator[Client]:
    browser = Client()
    browser.force_login(amara)
    yield browser
    assert Revision.objects.count() <= 1  # nothing was sent


@pytest.fixture
def send(at_home: Client, a_post: Made):
    post = a_post("playable").post_id

    def sent(look: str, **other: str):
        path, fields, _words = LOOKS[look]
        actions.RATE.forget()
        with without_a_stall():
            answer = at_home.post(path.format(post=post), fields | other)
        assert b"<script>alert" not in answer.content and b"<img src=x" not in answer.content
        return answer

    return sent


@each_look
def test_strange_words_are_looked_over_and_stay_in_their_box(look: str, send) -> None:
    words = LOOKS[look][2]
    for written in NAUGHTY:
        answer = send(look, **dict.fromkeys(words, written))
        assert answer.status_code == 200, written
        if "script" not in look:
            assert answer.content.decode().count(escape(written)) >= len(words), written


@each_look
def test_nonsense_where_nobody_writes_is_no_fault_and_loses_no_words(look: str, send) -> None:
    _path, fields, words = LOOKS[look]
    for field in fields.keys() - set(words) - {"look"}:
        for written in NONSENSE:
            answer = send(look, **{field: written})
            assert answer.status_code in (200, 400), (field, written)
            if "script" not in look and "TOTAL" not in field and "INITIAL" not in field:
                assert all(fields[name] in answer.content.decode() for name in words), (field, written)


@each_look
def test_a_megabyte_is_looked_at_in_time_and_none_of_it_is_lost(look: str, send) -> None:
    for field in LOOKS[look][2]:
        for words in ("Vaccines cause autism! ", "He committed suicide ", "<"):
            written = pasted(MEGABYTE // (3 if words == "<" else 1), words)
            answer = send(look, **{field: written})
            assert answer.status_code == 200
            assert "script" in look or escape(written) in answer.content.decode()
        assert send(look, **{field: pasted(MORE)}).status_code == 400


@pytest.mark.parametrize("look", ["with script", "captions with script"])
def test_more_rows_than_any_film_has_are_turned_away_or_left_out(look: str, send, at_home: Client) -> None:
    assert send(look, cue=["He committed suicide."] * 900).status_code == 200
    assert send(look, cue=["He committed suicide."] * 2000).status_code == 400


def test_rows_that_are_only_promised_cost_nothing(send) -> None:
    for rows in ("1000000000", "9" * 40, "-5", "x", ""):
        assert send("captions", **{"form-TOTAL_FORMS": rows}).status_code in (200, 400)


@each_look
def test_what_is_no_text_at_all_is_no_fault(look: str, at_home: Client, a_post: Made) -> None:
    path, fields, _words = LOOKS[look]
    at = path.format(post=a_post("playable").post_id)
    for field in fields:
        for raw in NO_LETTERS:
            actions.RATE.forget()
            assert at_home.generic("POST", at, f"look=yes&{field}={raw}".encode(), FORM).status_code in (200, 400, 422)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x; charset=nonsense", "application/json", "x"):
        assert at_home.generic("POST", at, b"{" * 2000, kind).status_code in (200, 400, 422)


def test_another_persons_post_is_not_there_to_be_looked_over(a_post: Made) -> None:
    post, stranger = a_post("playable").post_id, Client()
    stranger.force_login(someone("Mei"))
    for path, fields, _words in LOOKS.values():
        if "{post}" in path:
            answers = [stranger.post(path.format(post=one), fields) for one in (post, uuid4())]
            assert [one.status_code for one in answers] == [404, 404]
        assert Client().post(path.format(post=post), fields).status_code == 302
