"""Every part of the pages stands on one page, and is looked at: small and wide, light and dark, from the right."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.seeing import contrast_in

pytestmark = pytest.mark.browser
WEB = Path(__file__).resolve().parents[2] / "hearten" / "web"
# Parts that only live inside another, or that a script or a step of the way puts there; journeys meet each of them.
ELSEWHERE = {
    "live", "is-playing", "is-still", "has-feed", "night", "watching", "choices-menu", "code-picture", "messages",
    "page--narrow", "watch", "watch__film", "frame", "icon__on", "icon__off", "feed__end", "short__still",
    "field__label",
}  # fmt: skip
NAMED = re.compile(r"\.([a-z][\w-]*)(?=[^{}]*\{)")


def named_in(sheet: Path) -> set[str]:
    return set(NAMED.findall(re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet.read_text(), flags=re.S)))


def used_on(page: Page) -> set[str]:
    return set(page.evaluate("[...new Set([...document.querySelectorAll('*')].flatMap(one => [...one.classList]))]"))


def test_every_part_of_the_look_stands_on_its_page(device):
    page = device()
    page.goto("/style")
    sheets = [sheet for sheet in (WEB / "css").glob("*.css") if not sheet.name.startswith("feed")]
    parts = set[str]().union(*map(named_in, sheets))
    assert len(parts) > 50
    assert sorted(parts - used_on(page) - ELSEWHERE) == []


@pytest.mark.parametrize("language", ["", "/ar"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_look_fits_phone_and_desk_by_day_and_night_and_from_the_right(device, tmp_path, width, dark, language):
    page = device(width=width, dark=dark)
    page.goto(f"{language}/style")
    picture = tmp_path / "look.png"
    page.screenshot(path=picture, full_page=True)
    assert picture.stat().st_size > 50_000
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_whoever_walks_by_keyboard_sees_where_they_are_on_every_button(device):
    page = device()
    page.goto("/style")
    unseen = page.evaluate(
        """() => [...document.querySelectorAll('main button:enabled, main a[href], main input, main summary')]
          .filter(one => one.checkVisibility())
          .filter(one => { one.focus({focusVisible: true}); const look = getComputedStyle(one);
            return document.activeElement === one && look.outlineStyle === 'none' && look.boxShadow === 'none'; })
          .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert unseen == []


def test_letters_that_tired_eyes_can_tell_apart_are_ours_and_no_phone_waits_for_them_before_a_film(device):
    page = device(width=360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert [url for url in asked if ".woff2" in url] == []
    page.goto("/about", wait_until="networkidle")
    assert [url for url in asked if "atkinson" in url and "latin-wght" in url]


@pytest.mark.parametrize("width", [1056, 1280, 1536, 1760])
@pytest.mark.parametrize("person", ["", "Lucia"], ids=["visitor", "reviewer"])
def test_the_head_of_a_page_is_one_line_in_every_language(device, person, width):
    page = device(person, width=width)
    for language in ("", "/ar", "/es", "/fr", "/hi", "/pt"):
        page.goto(f"{language}/about")
        assert page.locator(".top").evaluate("top => top.getBoundingClientRect().height") <= 70, language


@pytest.mark.parametrize("width", [360, 1280, 1760])
def test_a_reviewer_finds_the_desk_at_any_width(device, width):
    page = device("Lucia", width=width)
    page.goto("/about")
    link = page.locator("header a", has_text="Desk").locator("visible=true")
    if not link.count():
        page.locator("header summary", has_text="Account").click()
    expect(link).to_have_count(1)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_signs_beside_a_film_are_seen_in_the_colours_someone_set_for_all_pages(device, dark):
    page = device(width=360, dark=dark)
    page.emulate_media(forced_colors="active")
    page.goto("/")
    card = page.locator(".short:has(video)").first
    card.locator("[data-press=sound]").wait_for()
    signs = card.locator(".rail__button svg").locator("visible=true")
    assert signs.count() >= 6
    found = {sign: round(contrast_in(signs.nth(sign).screenshot()), 1) for sign in range(signs.count())}
    assert {sign: ratio for sign, ratio in found.items() if ratio < 7} == {}
