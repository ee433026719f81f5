"""What every page tells the browser to refuse, in the points of the HTTP Observatory.

Points: Mozilla, https://github.com/mdn/mdn-http-observatory (src/grader/charts.js), version 1.4.8, read 2026-11-23.
"""

from collections.abc import Mapping

import pytest
from django.http import HttpResponseBase

from tests.architecture.test_access import MAY, ROLES, Visit, addresses, place, table, undone, url  # noqa: F401
from tests.world.people import someone

pytestmark = pytest.mark.django_db
TARGET = 125
HALF_A_YEAR = 15_768_000  # seconds
MAY_BE_FRAMED = {"embed"}  # made to stand on other people's pages: it has no points for refusing that
NAMED = {  # directives without which a stranger's page could act in the reader's name
    "default-src": "'none'", "base-uri": "'none'", "form-action": "'self'",
}  # fmt: skip


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in headers.get("Content-Security-Policy", "").split(";")]
    return {name: value for name, _, value in parts if name}


def points(headers: Mapping[str, str]) -> int:
    said = policy(headers)
    is_strict = said.get("default-src") == "'none'" and "unsafe" not in headers["Content-Security-Policy"]
    age = headers.get("Strict-Transport-Security", "max-age=0").removeprefix("max-age=").partition(";")[0]
    is_private = headers.get("Referrer-Policy") in ("no-referrer", "same-origin", "strict-origin")
    return 100 + sum([
        10 if is_strict else 5 if said else -25,
        5 if said.get("frame-ancestors") == "'none'" or headers.get("X-Frame-Options") == "DENY" else -20,
        10 if headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site") else 0,
        5 if is_private else 0,
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        0 if int(age) >= HALF_A_YEAR else -20,
        -50 if headers.get("Access-Control-Allow-Origin") == "*" else 0,
    ])  # fmt: skip


def unsafe_cookies(response: HttpResponseBase) -> list[str]:
    """Cookies that a script or another site could use."""
    return [
        name for name, one in response.cookies.items()
        if one.value and not (one["secure"] and one["samesite"] and (one["httponly"] or name == "csrftoken"))
    ]  # fmt: skip


@pytest.fixture
def secure(settings) -> None:
    """As behind a proxy that speaks https."""
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"https": True})
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


@pytest.mark.usefixtures("secure")
def test_every_page_refuses_what_a_page_can_refuse(place):  # noqa: F811 - pytest hands it over by its name
    patterns = dict(addresses())
    visits = {role: Visit.by(someone(name) if name else None) for role, name in ROLES.items()}
    weak = {}
    for row in [one for one in table() if "GET" in one.methods and one.name not in MAY_BE_FRAMED]:
        with undone():
            response = visits[min(MAY[row.who] & set(ROLES))].answer("GET", url(row, patterns[row.name], place))
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        got, cookies = points(response.headers), unsafe_cookies(response)
        missing = [name for name, value in NAMED.items() if policy(response.headers).get(name) != value]
        if got < TARGET or cookies or missing:
            weak[row.name] = (got, cookies, missing)
    assert weak == {}


def test_a_page_without_these_headers_would_be_noticed():
    assert points({}) < 50
    assert points({"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}) < TARGET
