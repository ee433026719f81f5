"""The words of a post come when someone opens them, and a post withdrawn in the meantime is gone for them too."""

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def later_card(page: Page, post: str) -> Locator:
    """A card that came after the first page: script brought it, without its words."""
    page.goto("/")
    page.wait_for_selector(".feed.live")
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
    expect(card.locator(".sources li")).to_be_visible()
    expect(card.locator(".sources a")).to_have_attribute(
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
