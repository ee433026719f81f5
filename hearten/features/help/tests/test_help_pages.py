"""None of these tests may touch a database: the first query would fail them."""

import gzip
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.template import loader
from django.test import Client

from hearten.features.help import queries, rules

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture
def reader() -> Client:
    """Someone who is signed in, as far as their cookies say; nobody may look."""
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    return client


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/help/", "/help/in", "/help/GB", "/ar/help/eg", "/hi/help/in", "/fr/help/dz"])
def test_help_answers_without_asking_who_is_there(reader: Client, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_help_answers_while_the_database_is_dead() -> None:
    story = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(); client.cookies['sessionid'] = 'a' * 32\n"
        "print(client.get('/help/in').status_code, client.get('/help/').status_code, client.get('/').status_code)"
    )
    environment = os.environ | {
        "DATABASE_URL": "postgres://nobody:none@127.0.0.1:1/none", "HEARTEN_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "hearten.config.settings",
    }  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", story], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.split() == ["200", "200", "503"]


def test_a_number_is_one_tap_and_says_who_answers() -> None:
    page = text_of(Client().get("/help/in"))
    for number in queries.countries()["IN"].numbers:
        assert f'href="tel:{number.digits}"' in page
    assert 'href="tel:112"' in page


def test_where_sources_disagree_no_number_is_guessed_and_the_page_says_so() -> None:
    page = text_of(Client().get("/help/dz"))
    assert "we will not guess" in page
    shown = set(re.findall(r'href="tel:(\d+)"', page))
    assert shown <= {queries.countries()["DZ"].mobile_fallback}


def test_every_number_on_every_page_is_that_country_s_own() -> None:
    for code, country in queries.countries().items():
        may = {number.digits for number in country.numbers} | {country.mobile_fallback}
        shown = set(re.findall(r'href="tel:([^"]*)"', text_of(Client().get(f"/help/{code.lower()}"))))
        assert shown == may - {""}, code


def test_choosing_a_country_works_without_script() -> None:
    answer = Client().get("/help/", {"country": "BR"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/br")
    assert Client().get("/es/help/", {"country": "BR"}).headers["Location"] == "/es/help/br"


@pytest.mark.parametrize("asked", ["", "XX", "1", "<script>", "a" * 5000, "\x00", "İ", "%s", "br\r\nSet-Cookie: a=b"])
def test_a_country_nobody_knows_leads_to_the_page_of_help_itself(asked: str) -> None:
    answer = Client().get("/help/", {"country": asked})
    assert answer.status_code == 200 or answer.headers["Location"] == "/help/br"


def test_an_unknown_address_under_help_is_a_404_with_the_way_back() -> None:
    answer = Client().get("/help/zz")
    assert answer.status_code == 404
    assert "/help/" in text_of(answer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["help/", "help/in"])
def test_help_is_small_enough_for_the_weakest_network(language: str, path: str) -> None:
    prefix = "/" if language == "en" else f"/{language}/"
    answer = Client().get(prefix + path, headers={"accept-encoding": "gzip"})
    assert len(answer.content) <= 7_000
    if language == "en":
        assert len(gzip.decompress(answer.content)) <= 14_336


def test_the_words_for_danger_come_before_everything_else_and_grounding_has_four_steps() -> None:
    main = text_of(Client().get("/help/in")).partition("<main")[2]
    assert main.index("in danger now") < main.index("tel:112") < main.index("<ol>")
    assert main.partition("<ol>")[2].partition("</ol>")[0].count("<li>") == 4


def test_help_needs_no_script() -> None:
    main = text_of(Client().get("/help/")).partition("<main")[2].partition("</main")[0]
    assert "<script" not in main and "data-behavior" not in main


def test_countries_stand_where_a_reader_looks_for_them() -> None:
    english = [named.name for named in queries.names()]
    assert english.index("Åland Islands") < english.index("Albania") < english.index("Zimbabwe")
    assert english.index("Côte d’Ivoire") < english.index("Croatia")
    assert len(english) == len(set(english)) == len(queries.countries())


def test_one_number_for_several_services_is_shown_once() -> None:
    lines = (("119", "fire"), ("119", "police"), ("1", "ambulance"))
    shown = [{"number": number, "for": service} for number, service in lines]
    numbers = rules.country_of({"country": "AF", "mobile_fallback": None, "checked": None, "shown": shown}).numbers
    assert [(one.digits, list(one.services)) for one in numbers] == [("1", ["ambulance"]), ("119", ["police", "fire"])]


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_the_pages_of_trouble_are_pages_of_help(name: str) -> None:
    page = loader.get_template(name).render({})
    assert "emergency number" in page and 'href="/help/"' in page
    assert "<script" not in page and len(page.encode()) < 14_336
