"""Naughty strings and a megabyte in every form of the desks: answered in time, no fault, and no word lost."""

import html
import re
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearten.kit.words import readable
from tests.hostile.doors import DOORS, OPERATORS, REVIEWERS, TEAM, Door, Opened
from tests.hostile.words import MEGABYTE, MORE, NAUGHTY, NO_LETTERS, NONSENSE, pasted, without_a_stall
from tests.world.people import PEOPLE, at_the_desk, someone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
each_door = pytest.mark.parametrize("door", DOORS, ids=str)
each_that_takes_words = pytest.mark.parametrize("door", [door for door in DOORS if door.words], ids=str)
TAKEN, REFUSED = (200, 302), (400, 404, 409)


def send(browser: Client, door: Opened, **other: str):
    """Sent, answered in time, and everything put back as it was."""
    with transaction.atomic(), without_a_stall():
        answer = browser.post(door.path, door.fields | other)
        transaction.set_rollback(True)
    assert answer.status_code in TAKEN + REFUSED, answer.status_code
    assert b"<script>alert" not in answer.content and b"<img src=x" not in answer.content
    return answer


def is_there(written: str, answer) -> bool:
    shown = html.unescape(re.sub("<br>", "", answer.content.decode()))
    return any(words in shown for words in (written, readable(written, lines=True).strip()))


@each_that_takes_words
def test_strange_words_are_answered_and_come_back_when_they_are_not_taken(door: Door) -> None:
    browser, opened = at_the_desk(door.who), door.opens()
    for written in NAUGHTY:
        everywhere = dict.fromkeys(door.words, written)
        answer = send(browser, opened, **everywhere)
        assert answer.status_code in TAKEN or is_there(written, answer), written
        if door.unsaid:
            refused = send(browser, opened, **everywhere, **{door.unsaid: ""})
            assert refused.status_code == 400 and is_there(written, refused), written


@each_door
def test_nonsense_where_nobody_writes_is_refused_and_not_a_fault(door: Door) -> None:
    browser, opened = at_the_desk(door.who), door.opens()
    for field in opened.fields.keys() - set(door.words):
        for written in NONSENSE:
            answer = send(browser, opened, **{field: written})
            if answer.status_code == 400:
                assert all(is_there(str(opened.fields[words]), answer) for words in door.words)


@each_door
def test_what_is_no_text_at_all_is_no_fault(door: Door) -> None:
    browser, opened = at_the_desk(door.who), door.opens()
    for field in [*opened.fields, "csrfmiddlewaretoken"]:
        for raw in NO_LETTERS:
            kind = "application/x-www-form-urlencoded"
            with transaction.atomic():
                assert browser.post(opened.path, f"{field}={raw}", content_type=kind).status_code in TAKEN + REFUSED
                transaction.set_rollback(True)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x; charset=nonsense", "application/json", "x"):
        assert browser.generic("POST", opened.path, b"{" * 2000, kind).status_code in TAKEN + REFUSED
    assert browser.post(opened.path, {f"field{n}": "x" for n in range(2000)}).status_code in REFUSED


@each_that_takes_words
def test_a_megabyte_is_turned_away_in_time_and_stays_in_its_box(door: Door) -> None:
    browser, opened = at_the_desk(door.who), door.opens()
    for field in door.words:
        for words in ("I feel so tired. ", "a\u0301", "<"):
            written = pasted(MEGABYTE // (1 if words.isascii() else 6), words)
            answer = send(browser, opened, **{field: written})
            assert answer.status_code == 400 and is_there(written, answer), field
        over = send(browser, opened, **{field: pasted(MORE)})
        assert over.status_code == 400 and b"<h1" in over.content


@each_that_takes_words
def test_what_was_written_is_shown_again_when_somebody_else_was_quicker(door: Door) -> None:
    browser, opened = at_the_desk(door.who), door.opens()
    opened.shut()
    for field in door.words:
        for more in {door.unsaid: ""}, {}, {field: pasted(5000)}:
            written = {field: "Words that took an evening to find.", **more}
            written.pop("", None)
            answer = send(browser, opened, **written)
            assert answer.status_code in TAKEN or is_there(written[field], answer), (field, more)


def strangers() -> list[tuple[str, Door]]:
    return [
        (name, door)
        for doors, roles in ((REVIEWERS, {"reviewer"}), (TEAM, {"reviewer", "operator"}), (OPERATORS, {"operator"}))
        for door in doors
        for name, (_country, held, _title) in PEOPLE.items()
        if not roles & {role.value for role in held}
    ]


class Untouched:
    """A body that nobody may begin to read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("it was read")

    readline = read


def refusal(browser: Client, path: str) -> tuple[int, str]:
    body = {"wsgi.input": Untouched(), "CONTENT_LENGTH": str(MORE), "CONTENT_TYPE": "application/x-www-form-urlencoded"}
    with CaptureQueriesContext(connection) as asked:
        answer = browser.generic("POST", path, **body)
    tables = {table for query in asked for table in re.findall(r'(?:FROM|INTO|UPDATE) "(\w+)"', query["sql"])}
    assert all(table.startswith(("accounts_", "mfa_", "django_")) for table in tables), tables
    return answer.status_code, answer.headers.get("Location", "").partition("?")[0]


@each_door
def test_for_others_there_is_no_such_place_and_nothing_they_send_or_name_is_read(door: Door) -> None:
    opened = door.opens()
    elsewhere = re.sub(r"/\d+/", "/9/", re.sub(r"/[0-9a-f-]{36}/", f"/{uuid4()}/", opened.path))
    for name, theirs in strangers():
        if theirs is door:
            browser = at_the_desk(name)
            assert refusal(browser, opened.path) == refusal(browser, elsewhere) == (404, ""), name
    assert refusal(Client(), opened.path) == refusal(Client(), elsewhere) == (302, "/account/login/")
    without_a_key = Client()
    without_a_key.force_login(someone(door.who))
    assert refusal(without_a_key, opened.path) == refusal(without_a_key, elsewhere) == (403, "")


@each_door
def test_a_number_longer_than_any_of_ours_is_not_found(door: Door) -> None:
    browser, opened = at_the_desk(door.who), door.opens()
    path = re.sub(r"/\d+/", f"/{'9' * 40}/", opened.path)
    assert path == opened.path or send(browser, Opened(path, opened.fields)).status_code == 404


def test_strange_words_in_the_address_of_a_desk_change_nothing() -> None:
    browser = at_the_desk("Ravi")
    for written in NONSENSE:
        for path in ("/desk/", "/desk/public/", "/desk/claims/", "/desk/guidance/", "/desk/guidance/new/"):
            asked = browser.get(path, {"after": written, "machine": written})
            assert asked.status_code == 200 and b"<script>alert" not in asked.content
