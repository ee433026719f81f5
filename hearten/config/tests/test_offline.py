"""What a device is given to keep: public pages only, the same for everyone, and a way to end it."""

import json

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from hearten.config.pages import offline

LANGUAGES = [code for code, _ in settings.LANGUAGES]


def house() -> dict:
    first = Client().get("/sw.js").content.decode().partition("\n")[0]
    return json.loads(first.removeprefix("self.HEARTEN = ").removesuffix(";"))


def is_there(address: str) -> bool:
    if address.startswith(settings.STATIC_URL):
        return staticfiles_storage.exists(address.removeprefix(settings.STATIC_URL))
    return Client().get(address).status_code == 200


def test_the_worker_may_speak_for_the_whole_site_and_is_asked_for_anew_each_time() -> None:
    answer = Client().get("/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "manifest-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_that_devices_keep_asks_who_is_there_or_needs_a_database(language: str) -> None:
    """The first query would fail this test."""
    reader = Client()
    reader.cookies["sessionid"] = "a" * 32
    pages = house()["pages"][language]["all"]
    assert len(pages) > 8
    for path in pages:
        answer = reader.get(path)
        assert answer.status_code == 200, path
        assert not answer.cookies and "Cookie" not in answer.headers.get("Vary", ""), path
        assert "public" in answer.headers["Cache-Control"], path


def test_every_file_that_devices_keep_is_there() -> None:
    shell = house()["shell"]
    assert any("main." in address for address in shell) and any("saved-" in address for address in shell)
    assert [address for address in shell if not is_there(address)] == []


def test_all_that_a_device_keeps_of_one_language_is_light() -> None:
    asked = {"accept-encoding": "gzip"}
    pages = [Client().get(path, headers=asked).content for path in house()["pages"]["en"]["all"]]
    assert sum(map(len, pages)) <= 80_000


def test_a_new_program_is_a_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = house()["version"]
    built = offline.built
    offline._worker.cache_clear()
    monkeypatch.setattr(offline, "built", lambda name: built(name) + ("//" if name == "worker.js" else ""))
    assert house()["version"] != before
    offline._worker.cache_clear()


def test_an_operator_can_end_it_and_then_no_page_asks_for_it(settings) -> None:
    assert 'data-worker="/sw.js"' in Client().get("/help/").content.decode()
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"offline": False})
    answer = Client().get("/sw.js").content.decode()
    assert "unregister" in answer and "HEARTEN" not in answer
    assert "data-worker" not in Client().get("/help/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_app_says_its_name_and_its_ways_in_the_language_of_its_reader(language: str) -> None:
    prefix = "" if language == "en" else f"/{language}"
    answer = Client().get(f"{prefix}/manifest.webmanifest")
    says = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (says["lang"], says["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert {(icon["sizes"], icon["purpose"]) for icon in says["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for address in (*(icon["src"] for icon in says["icons"]), says["shortcuts"][0]["url"], says["shortcuts"][1]["url"]):
        assert is_there(address)
