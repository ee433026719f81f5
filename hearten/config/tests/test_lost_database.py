"""The real database goes away in the middle of a page; whoever waits is told so, and help is beside it."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.test import Client

from hearten.features.accounts.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
MOMENTS: list[str] = []


class CutsTheLine:
    """Stands between the session and the page; ends the database's side of our connection when it is told to."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "before" in MOMENTS:
            cut()
            request.session.get("last")
        response = self.answer(request)
        if "after" in MOMENTS:
            request.session["last"] = "words"
            cut()
        if "signed out" in MOMENTS:
            request.session["last"] = "words"
            request.user.devices.all().delete()
        if "fault" in MOMENTS:
            raise ZeroDivisionError
        return response


def cut() -> None:
    connection.ensure_connection()
    at = connection.get_connection_params()
    words = {name: at[name] for name in ("host", "port", "user", "password", "dbname") if at.get(name)}
    with psycopg.connect(**words, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])


@pytest.fixture
def phone(settings, amara: Person) -> Iterator[Client]:
    place = settings.MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware") + 1
    cuts = f"{__name__}.CutsTheLine"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:place], cuts, *settings.MIDDLEWARE[place:]]
    client = Client(raise_request_exception=False)
    client.force_login(amara)
    yield client
    MOMENTS.clear()
    connection.close()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_database_lost_before_or_after_the_page_is_told_as_such(phone: Client, moment: str) -> None:
    assert phone.get("/mine/").status_code == 200
    MOMENTS.append(moment)
    answer = phone.get("/mine/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.headers["Cache-Control"] == "no-store" and "Content-Security-Policy" in answer.headers
    assert 'href="/help/"' in answer.content.decode()
    MOMENTS.clear()
    connection.close()
    assert phone.get("/mine/").status_code == 200  # nobody was signed out


def test_a_database_lost_before_a_visitors_first_session_is_kept_is_told_as_such(phone: Client) -> None:
    phone.cookies.clear()
    MOMENTS.append("after")
    assert phone.get("/help/").status_code == 503


def test_a_fault_of_our_own_is_not_called_a_passing_one(phone: Client) -> None:
    MOMENTS.append("fault")
    answer = phone.get("/mine/")
    assert answer.status_code == 500 and "Retry-After" not in answer.headers
    assert 'href="/help/"' in answer.content.decode()


def test_someone_who_signed_out_on_another_page_meanwhile_is_not_told_to_come_back_later(phone: Client) -> None:
    MOMENTS.append("signed out")
    answer = phone.get("/mine/")
    assert answer.status_code == 400 and "Retry-After" not in answer.headers
