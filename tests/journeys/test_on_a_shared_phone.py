"""A phone that others use too: it keeps no name of a film, and nothing of its owner's once they have gone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import write_post

pytestmark = pytest.mark.browser
TELLING = "my overdose diary - jane doe.mp4"
KEPT = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"
DRAFT = "captions:draft"
ELSEWHERE = "https://www.wikipedia.org/"


@pytest.fixture
def strangers():
    """Here, as in test_leaving.py, someone leaves for another site."""
    return []


@pytest.fixture
def diary(film: Path, tmp_path: Path) -> Path:
    kept = tmp_path / TELLING
    kept.write_bytes(film.read_bytes())
    return kept


def on_its_way(page: Page, diary: Path) -> None:
    """A film that has set off and does not arrive while we look."""
    page.route("**/uploads/*", lambda route: route.abort() if route.request.method == "PATCH" else route.continue_())
    write_post(page, "A diary", diary)
    for _ in range(100):
        if "tus::" in page.evaluate(KEPT):
            break
        page.wait_for_timeout(100)
    else:
        raise AssertionError("the film never set off")
    page.evaluate(f"sessionStorage.setItem('{DRAFT}', 'typed words')")


def test_a_film_on_its_way_is_remembered_without_its_name(device, diary):
    page = device("Amara")
    on_its_way(page, diary)
    kept = page.evaluate(KEPT)
    assert "diary" not in kept and "jane" not in kept
    assert re.search(r"tus::[0-9a-f]{64}::", kept)


def test_nothing_remembers_a_film_that_has_arrived(device, diary):
    page = device("Amara")
    write_post(page, "A diary", diary)
    expect(page.get_by_text("Your video is here.")).to_be_visible()
    assert "tus::" not in page.evaluate(KEPT)


def test_signing_out_takes_what_this_phone_kept_of_me_along(device, diary, sign_ins):
    page = device("Kofi")
    on_its_way(page, diary)
    page.evaluate("localStorage.setItem('hearten.captions', 'no')")
    page.on("dialog", lambda asked: asked.accept())
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(r"/$"))
    sign_ins.pop("Kofi")
    kept = page.evaluate(KEPT)
    assert "tus::" not in kept and "typed words" not in kept
    assert "hearten.captions" in kept  # how films play is the phone's own


def test_who_leaves_quickly_while_a_film_travels_is_asked_nothing_and_leaves_nothing(device, diary, hearten):
    page = device("Amara")
    asked: list[str] = []
    page.on("dialog", lambda said: (asked.append(said.type), said.accept()))
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    on_its_way(page, diary)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(ELSEWHERE)
    assert asked == []
    page.goto(hearten.url("/about"))
    assert "tus::" not in page.evaluate(KEPT) and "typed words" not in page.evaluate(KEPT)
