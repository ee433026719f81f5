"""An address that only takes what a form sends is no empty page: it says so, and leads to the page with the form."""

from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import translation

from hearten.config.pages.page import page
from hearten.config.pages.siblings import FORMS_OF

TABLE = Path(__file__).parents[3] / "tests/architecture/access.txt"
ROWS = [line.split(" | ") for line in TABLE.read_text().splitlines() if " | " in line]
ONLY_FORMS = {row[0] for row in ROWS if row[1] == "POST" and not row[0].startswith(("api:", "account_", "mfa_"))}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "back"),
    [("/is-it-true/send", "/is-it-true"), ("/es/is-it-true/send", "/es/is-it-true"),
     ("/desk/claims/2/answer/", "/desk/claims/2/"), ("/ar/desk/claims/2/decline/", "/ar/desk/claims/2/")],
)  # fmt: skip
def test_a_page_that_does_not_open_says_so_with_a_way_back_and_help(path: str, back: str) -> None:
    answer = Client().get(path)
    shown = answer.content.decode()
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    assert f'href="{back}"' in shown and "/help/" in shown and "<h1>" in shown


def test_the_page_is_in_the_language_of_its_address() -> None:
    assert '<html lang="fr"' in Client().get("/fr/is-it-true/send").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_for_reading_says_so_too_and_keeps_what_it_allows(method: str) -> None:
    answer = getattr(Client(), method)("/is-it-true/answers")
    assert answer.status_code == 405 and "GET" in answer.headers["Allow"] and "<h1>" in answer.content.decode()
    assert 'href="/is-it-true/answers"' in answer.content.decode()


def test_programs_are_answered_as_before() -> None:
    answer = Client().get("/api/v1/lint")
    assert answer.status_code == 405 and b"<h1>" not in answer.content


def test_every_address_for_forms_has_a_page_beside_it_that_opens() -> None:
    assert set(FORMS_OF) == ONLY_FORMS
    opens = {row[0] for row in ROWS if "GET" in row[1].split()}
    assert set(FORMS_OF.values()) <= opens


@pytest.mark.parametrize("path", ["/desk/claims/2/answer/", "/account/people/credentials/4/", "/is-it-true/send"])
def test_languages_lead_to_a_page_that_opens(path: str) -> None:
    request = RequestFactory().post(path)
    request.resolver_match = resolve(path)
    for language in page(request)["languages"]:
        with translation.override(language["code"]):
            name = resolve(language["url"]).url_name
        assert name == FORMS_OF[resolve(path).url_name] and name not in FORMS_OF
