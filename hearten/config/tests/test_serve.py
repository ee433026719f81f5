"""What every answer carries, whoever gives it: the edge, the pages, or the one who turns people away."""

import asyncio

import pytest
from django.db import connections

from hearten.config.serve import edge_app, embedded_app
from hearten.edge.tests.conftest import Answer, aask

pytestmark = pytest.mark.django_db(transaction=True)
STRICT = "strict-transport-security"
TOO_BIG = {"content_length": "2000000", "host": "testserver"}


@pytest.fixture
def over_https(settings, monkeypatch):
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"https": True})
    settings.SECURE_HSTS_SECONDS = 63_072_000
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)


def asked(path: str, **headers: str) -> Answer:
    async def ask() -> Answer:
        return await aask(embedded_app(), path, **headers)

    return asyncio.run(ask())


@pytest.mark.parametrize(("path", "status"), [("/healthz", 503), ("/edge/feed", 503), ("/edge/nothing", 503)])
def test_over_https_the_edge_s_own_answers_say_to_come_back_only_so(over_https, path: str, status: int) -> None:
    for answer in (asked(path), asyncio.run(aask(edge_app(), path))):
        assert (answer.status, answer.headers[STRICT]) == (status, "max-age=63072000")


def test_over_https_whoever_is_turned_away_hears_it_too(over_https) -> None:
    answer = asked("/account/login/", **TOO_BIG)
    assert (answer.status, answer.headers[STRICT]) == (413, "max-age=63072000")


def test_a_page_says_it_once(over_https) -> None:
    answer = asked("/help/", host="testserver")
    assert (answer.status, answer.headers[STRICT]) == (200, "max-age=63072000")
    assert answer.names.count(STRICT) == 1


def test_without_https_nobody_says_it() -> None:
    assert STRICT not in asked("/healthz").headers
    assert STRICT not in asked("/account/login/", **TOO_BIG).headers
