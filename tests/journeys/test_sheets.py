"""The words of a post come when someone opens them, and a post withdrawn in the meantime is gone for them too."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.walking import AWAKE

pytestmark = pytest.mark.browser


def later_card(page: Page, post: str) -> Locator:
    """A card that came after the first page: script brought it, without its words."""
    page.goto("/")
    page.wait_for_selector(AWAKE)
    card = page.locator(f"#post-{post}")
    expect(card).to_have_count(0)
    page.locator(".feed__end").scroll_into_view_if_needed()
    card.scroll_into_view_if_needed()
    return card


def sheet(card: Locator, name: str) -> Locator:
    return card.locator("details.sheet").filter(has=card.page.locator("summary", has_text=name))


def test_the_sources_and_the_words_of_a_later_card_come_when_they_are_opened(device, hearten):
    page = device()
    card = later_card(page, hearten.world["public 1"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/edge/post/" in request.url else None)
    sheet(card, "Sources").locator("summary").click()
    expect(card.locator("[data-fill=sources] li")).to_be_visible()
    expect(card.locator("[data-fill=sources] a")).to_have_attribute(
        "href", "https://www.who.int/news-room/fact-sheets/detail/depression"
    )
    sheet(card, "Sources").locator("summary").click(position={"x": 5, "y": 5})
    sheet(card, "In words").locator("summary").click(position={"x": 5, "y": 5})
    expect(card.get_by_text("Two minutes to settle.")).to_be_visible()
    expect(card.locator(".transcript li")).to_have_text(["0 sBreathe in slowly.", "1 sAnd out again."])
    assert len(asked) == 1


def test_words_that_do_not_arrive_leave_a_way_to_them_and_come_when_asked_again(device, hearten):
    page, post = device(), hearten.world["public 1"]
    card = later_card(page, post)
    page.route("**/edge/post/*", lambda route: route.abort())
    words = sheet(card, "In words")
    words.locator("summary").click()
    expect(words.get_by_text("These words did not arrive.")).to_be_visible()
    expect(words.get_by_role("link")).to_have_attribute("href", hearten.url(f"/post/{post}"))
    page.unroute("**/edge/post/*")
    words.evaluate("sheet => { sheet.open = false }")
    words.locator("summary").click()
    expect(words.get_by_text("Breathe in slowly.")).to_be_visible()
    expect(words.get_by_text("These words did not arrive.")).to_be_hidden()


def test_opening_the_words_of_a_post_withdrawn_in_the_meantime_takes_it_off_the_card(device, hearten):
    author, visitor, post = device("Tom"), device(), hearten.world["public 1"]
    card = later_card(visitor, post)
    author.goto(f"/mine/{post}/")
    author.get_by_role("button", name="Hide now").click()
    expect(author.get_by_text("Hidden. Only you and the people who check posts here can see it now.")).to_be_visible()
    sheet(card, "Sources").locator("summary").click()
    expect(card.get_by_text("This post is no longer shown.")).to_be_focused()
    expect(card.get_by_text("A slow breath")).to_have_count(0)
    expect(card.locator("video")).to_have_count(0)
    author.get_by_role("button", name="Show again").click()
    expect(author.get_by_text("No longer hidden")).to_be_visible()


NAMES = ("Sources", "In words", "Not for me", "Share", "More", "Why this?")


@pytest.mark.parametrize("name", NAMES)
def test_on_a_phone_every_sheet_shows_how_to_close_it_and_leads_back_to_what_opened_it(device, name):
    page = device(width=360)
    page.goto("/")
    page.wait_for_selector(AWAKE)
    opened = sheet(page.locator(".short:has(video)").first, name)
    opened.locator("summary").first.click()
    close = opened.get_by_role("button", name="Close")
    expect(close).to_be_visible()
    page.wait_for_timeout(100)  # what a sheet is filled with may move it
    box = close.bounding_box()
    assert box and min(box["width"], box["height"]) >= 44
    page.keyboard.press("Tab")
    expect(close).to_be_focused()
    page.keyboard.press("Enter")
    expect(opened).not_to_have_attribute("open", "")
    expect(opened.locator("summary").first).to_be_focused()
    opened.locator("summary").first.click()
    close.click()
    expect(opened).not_to_have_attribute("open", "")
    opened.locator("summary").first.click()
    page.keyboard.press("Escape")
    expect(opened.locator("summary").first).to_be_focused()


def test_a_tap_beside_a_sheet_closes_it(device):
    page = device(width=360)
    page.goto("/")
    page.wait_for_selector(AWAKE)
    opened = sheet(page.locator(".short").first, "Share")
    opened.locator("summary").click()
    expect(opened.get_by_role("button", name="Close")).to_be_visible()
    page.mouse.click(180, 120)
    expect(opened).not_to_have_attribute("open", "")


def test_the_way_out_of_a_long_sheet_stays_in_sight_and_nothing_lies_on_it(device):
    """In Arabic there is one more line above the film, which pushed the choices of how films play down onto it."""
    page = device(width=360)
    page.goto("/ar/")
    page.wait_for_selector(AWAKE)
    card = page.locator(".short").first
    card.locator("[data-part=in-words] > summary").click()
    body = card.locator("[data-part=in-words] .sheet__body")
    expect(body.locator(".sheet__close")).to_be_visible()
    body.evaluate("one => { one.append(...Array.from({length: 40}, () => document.createElement('hr'))) }")
    body.evaluate("one => { one.scrollTop = one.scrollHeight }")
    body.locator(".sheet__close").click(timeout=3000)
    expect(body).to_be_hidden()
