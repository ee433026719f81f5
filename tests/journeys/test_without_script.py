"""Old phones, careful browsers and bad lines: the whole road with plain pages and forms."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import (
    approve,
    look_again_until,
    send_a_film_to_review,
)

pytestmark = pytest.mark.browser
TITLE = "A film from an old phone"


def test_the_whole_road_can_be_walked_without_script(device, other_film):
    author, reviewer, visitor = (device(name, script=False, width=360) for name in ("Kofi", "Ravi", ""))
    status = send_a_film_to_review(author, TITLE, other_film, look=look_again_until)
    approve(reviewer, TITLE)
    author.goto(status)
    look_again_until(author, "This post is public")
    visitor.goto("/")
    card = visitor.locator(".short", has=visitor.get_by_role("link", name=TITLE))
    film = card.locator("video")
    expect(film).to_have_attribute("controls", "")
    card.locator("summary", has_text="In words").click()
    expect(card.get_by_text("Breathe in slowly.").last).to_be_visible()
    card.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert visitor.request.get(visitor.locator("video source").first.get_attribute("src")).ok
    assert visitor.context.cookies() == []


def test_the_feed_goes_on_by_a_plain_link_and_no_film_is_shown_twice(device):
    visitor = device(script=False)
    visitor.goto("/")
    titles = visitor.locator(".short__title").all_inner_texts()
    visitor.get_by_role("link", name="Show more").click()
    expect(visitor).to_have_url(re.compile(r"\?after="))
    more = visitor.locator(".short__title").all_inner_texts()
    assert titles and more and not set(titles) & set(more)


def test_help_needs_no_script_and_says_whom_to_call(device):
    visitor = device(script=False, width=360)
    visitor.goto("/")
    visitor.get_by_role("link", name="Get help now").first.click()
    expect(visitor).to_have_url(re.compile("/help/"))
    visitor.goto("/help/in")
    expect(visitor.locator("a[href^='tel:']").first).to_be_visible()
