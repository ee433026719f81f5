"""What people outside can make us write down: one short line for each request, and no word of it."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What would stand in the log: our own handler, as the settings made it."""
    (console,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    stream = StringIO()
    before = console.setStream(stream)
    yield stream
    console.setStream(before)


@pytest.fixture
def stranger() -> Client:
    return Client(raise_request_exception=False, headers={"user-agent": "canary"})


def test_a_wrong_host_is_one_line_without_a_word_of_the_request(stranger: Client, written: StringIO) -> None:
    assert stranger.get("/canary", HTTP_HOST="canary.example").status_code == 400
    assert written.getvalue() == "W django.security.DisallowedHost: 400 DisallowedHost\n"


def test_a_form_of_three_thousand_questions_is_one_line(stranger: Client, written: StringIO) -> None:
    form = {f"canary{number}": "canary" for number in range(3000)}
    assert stranger.post("/account/login/", form).status_code == 400
    assert written.getvalue() == "W django.security.TooManyFieldsSent: 400 TooManyFieldsSent\n"


@pytest.mark.parametrize("path", ["/post/canary", "/canary"])
def test_nobody_can_read_in_the_log_what_was_looked_for(stranger: Client, written: StringIO, path: str) -> None:
    assert stranger.get(path).status_code == 404
    assert written.getvalue() == "W django.request: 404 Not Found\n"


def test_a_form_that_went_stale_is_one_line(written: StringIO) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/account/login/", {"login": "canary"}, headers={"origin": "http://canary"}).status_code == 403
    assert written.getvalue() == "W django.security.csrf: 403 Forbidden\n"


def test_a_fault_of_our_own_is_written_in_full(stranger: Client, written: StringIO, monkeypatch) -> None:
    monkeypatch.setattr("hearten.features.feed.queries.page", lambda *_: 1 / 0)
    assert stranger.get("/").status_code == 500
    assert "ZeroDivisionError" in written.getvalue() and "Traceback" in written.getvalue()
