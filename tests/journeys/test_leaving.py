"""Leaving quickly: nothing stays on the screen, and the page one was on is no longer in the way back."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import AWAKE

pytestmark = pytest.mark.browser
ELSEWHERE = "https://www.wikipedia.org/"


@pytest.fixture
def strangers():
    """Here, and only here, someone asks for another site: by leaving for it."""
    return []


def press_the_button(page: Page) -> None:
    page.get_by_role("link", name="Leave quickly").click()


def press_escape_three_times(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")


@pytest.mark.parametrize("leave", [press_the_button, press_escape_three_times], ids=lambda way: way.__name__)
@pytest.mark.parametrize("where", ["/", "/help/", "/about"])
def test_someone_who_must_leave_quickly_leaves_no_way_back_to_the_page_they_were_on(device, hearten, leave, where):
    page = device()
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    page.goto("about:blank")
    page.goto(where)
    page.wait_for_load_state()
    leave(page)
    page.wait_for_url(ELSEWHERE)
    assert page.evaluate("document.referrer") == ""
    page.go_back()
    expect(page).not_to_have_url(hearten.url(where))


def test_pressing_escape_twice_is_not_yet_leaving(device, hearten):
    page = device()
    page.goto("/about")
    for _ in range(2):
        page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    expect(page).to_have_url(hearten.url("/about"))


def test_someone_who_leaves_in_the_middle_of_a_film_leaves_no_trace_of_it_in_the_tab(device):
    page = device(may_inject=True)
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    page.goto("/")
    page.wait_for_selector(AWAKE)
    page.locator(".short video").first.evaluate("film => { film.loop = true }")
    page.locator(".short__play").first.click()
    page.wait_for_function("sessionStorage['hearten.at']")
    press_the_button(page)
    page.wait_for_url(ELSEWHERE)
    page.unroute(ELSEWHERE)
    page.goto("/about")
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_someone_who_leaves_quickly_leaves_no_answer_to_a_poll_behind(device):
    page = device()
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    page.goto("/about")
    page.evaluate("localStorage.setItem('hearten.poll.x', 'A warm bath')")
    press_the_button(page)
    page.wait_for_url(ELSEWHERE)
    page.unroute(ELSEWHERE)
    page.goto("/about")
    assert page.evaluate("localStorage.getItem('hearten.poll.x')") is None
