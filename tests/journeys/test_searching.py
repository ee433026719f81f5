"""Searching: arrows go through what is offered, and what someone asked to be spared stands behind a line, at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.test_nothing_in_the_way import barriers

pytestmark = pytest.mark.browser
HEAVY = 'data-heaviness="2" data-leaves="hope" data-kind="story"'
RESULT = re.compile(r'data-heaviness="\d" data-leaves="\w*" data-kind="\w+"')
OPTION = ".search__offers [role=option]"
FITS = "part => [...part.querySelectorAll('*')].every(one => one.getBoundingClientRect().right <= innerWidth + 1)"


def with_heavy_ones(page: Page, *places: int) -> None:
    """The same results, but the posts at these places are heavy."""

    def answer(route: Route) -> None:
        came = route.fetch()
        nth = iter(range(1000))
        body = RESULT.sub(lambda found: HEAVY if next(nth) in places else found[0], came.text())
        route.fulfill(response=came, body=body)

    page.route("**/search?q=*", answer)


def titles(page: Page) -> Locator:
    return page.locator("[data-part=shown] h3")


def offered(page: Page, typed: str, path: str = "/search") -> Locator:
    page.goto(path)
    field, options = page.locator("[name=q]"), page.locator(OPTION)
    with page.expect_response(re.compile(r"/suggest\?")) as came:
        field.press_sequentially(typed)
    if came.value.status == 503:  # a busy database offers nothing for one letter; whoever types on asks anew
        field.press("Backspace")
        field.press(typed[-1])
    expect(options.first).to_be_visible()
    return options


def test_what_was_typed_before_the_script_came_is_offered_for_when_it_comes(device):
    page, held = device(), list[Route]()
    page.route("**/suggest-*.js", lambda route: held.append(route))
    page.goto("/search", wait_until="domcontentloaded")
    page.locator("[name=q]").press_sequentially("slee")
    page.wait_for_timeout(400)
    expect(page.locator(OPTION)).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(OPTION).first).to_be_visible()


def test_arrow_keys_go_from_the_field_through_what_is_offered_and_enter_takes_it(device):
    page = device()
    options = offered(page, "slee")
    field = page.get_by_role("combobox", name="What are you looking for?")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None, "the field itself is one of the places"
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    words, href = options.first.inner_text(), options.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")
    assert words


def test_escape_shuts_what_is_offered_and_keeps_what_was_typed(device):
    page = device()
    options = offered(page, "slee")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    field = page.locator("[name=q]")
    expect(field).to_have_value("slee")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*q=slee*")


def test_without_pointing_at_one_enter_searches_for_what_was_typed(device):
    page = device()
    offered(page, "slee")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*q=slee*")


def test_a_wish_made_in_another_tab_reaches_what_was_found_at_once_and_can_be_taken_back(device):
    page = device()
    with_heavy_ones(page, 0)
    page.goto("/search?q=breath")
    before = titles(page).all_inner_texts()
    other = page.context.new_page()
    other.goto("/wishes")
    other.wait_for_selector(".is-awake")  # a tick before its script listens is no wish yet
    other.get_by_role("checkbox", name="Gentler films").check()
    line = page.get_by_text("More about hard things (1)")
    expect(line).to_be_visible()
    expect(titles(page)).to_have_text(before[1:])
    line.click()
    expect(page.locator("[data-part=hard] h3")).to_have_text(before[:1])
    other.get_by_role("checkbox", name="Gentler films").uncheck()
    expect(titles(page)).to_have_text(before)
    expect(line).to_be_hidden()


def test_a_word_hidden_in_another_tab_takes_posts_behind_a_line_that_names_it(device):
    page = device()
    page.goto("/search?q=breath")
    before = titles(page).all_inner_texts()
    assert "When worry comes back" in before
    other = page.context.new_page()
    other.goto("/wishes")
    other.wait_for_selector(".is-awake")  # a tick before its script listens is no wish yet
    other.get_by_label("Words to hide").fill("worry")
    other.get_by_label("Words to hide").blur()
    expect(titles(page)).to_have_text([title for title in before if title != "When worry comes back"])
    page.get_by_text("Hidden: “worry”").click()
    expect(page.locator("[data-part=hidden] h3")).to_have_text(["When worry comes back"])


def test_what_was_asked_for_before_holds_when_the_page_comes_and_for_what_is_offered(device):
    page = device()
    page.add_init_script("localStorage['hearten.wishes'] = JSON.stringify({hide: ['sleep'], gentler: true})")
    with_heavy_ones(page, 1)
    page.goto("/search?q=breath")
    expect(page.get_by_text("More about hard things (1)")).to_be_visible()
    page.locator("[name=q]").fill("")
    page.locator("[name=q]").press_sequentially("slee")
    page.wait_for_timeout(700)
    expect(page.locator(OPTION)).to_have_count(0)


def test_without_script_what_was_found_stands_in_its_order_and_an_empty_line_is_not_there(device):
    page = device(script=False, width=360)
    page.goto("/search?q=breath")
    expect(titles(page).first).to_be_visible()
    expect(page.get_by_text("More about hard things")).to_be_hidden()


@pytest.mark.parametrize("path", ["/search", "/ar/search"])
@pytest.mark.parametrize("kind", [{"width": 360}, {"dark": True}], ids=["narrow", "dark"])
def test_what_is_offered_and_the_open_line_put_nothing_in_anyones_way(device, path: str, kind: dict[str, Any]):
    page = device(may_inject=True, **kind)
    with_heavy_ones(page, 0, 1, 2)
    page.goto(f"{path}?q=breath")
    page.locator("[data-part=hard] > summary").click()
    assert barriers(page) == []
    assert page.locator("main").evaluate(FITS)
    offered(page, "نف" if path.startswith("/ar") else "slee", path)
    page.keyboard.press("ArrowDown")
    assert barriers(page) == []
    assert page.locator("main").evaluate(FITS)
