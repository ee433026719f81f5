"""What was withdrawn stops wherever it plays, and who goes on to a post comes back to where they were."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_playing import opened, plays_as_public, sheet
from tests.journeys.walking import AWAKE

pytestmark = pytest.mark.browser


def test_a_film_withdrawn_while_it_plays_stops_and_one_fetched_ahead_stops_as_it_begins(device):
    page = device(width=360)
    card = opened(page)
    plays_as_public(page, card)
    following = page.locator(".short").nth(1)
    page.route("**/edge/post/*", lambda route: route.fulfill(status=404, json={"error": "gone"}))
    expect(card.get_by_text("This post is no longer shown.")).to_be_visible()
    expect(card.locator("video")).to_have_count(0)
    page.keyboard.press("j")
    expect(following).to_be_in_viewport(ratio=0.6)
    following.locator(".short__play").click()
    expect(following.get_by_text("This post is no longer shown.")).to_be_visible()


def test_a_film_withdrawn_while_its_own_page_is_open_stops_and_the_page_says_so(device, hearten):
    page, author, post = device(width=360), device("Amara"), hearten.world["public"]
    page.goto(f"/post/{post}")
    author.goto(f"/mine/{post}/")
    author.get_by_role("button", name="Hide now").click()
    expect(author.get_by_role("button", name="Show again")).to_be_visible()
    page.locator("video").evaluate("film => { film.muted = true; film.loop = true; return film.play() }")
    expect(page.locator("video")).to_have_count(0)
    expect(page.get_by_role("link", name="Get help now").first).to_be_visible()
    author.get_by_role("button", name="Show again").click()


def test_who_follows_a_link_far_down_the_feed_comes_back_to_the_same_card(device):
    page = device(width=360)
    opened(page)
    for _ in range(7):
        page.keyboard.press("j")
        page.wait_for_timeout(500)
    seen = page.evaluate(
        "[...document.querySelectorAll('.short')].find(one => one.getBoundingClientRect().bottom > innerHeight / 2).id"
    )
    assert page.locator(".short").evaluate_all("all => all.map(one => one.id)").index(seen) > 5
    page.locator(f"#{seen} .short__title a").click()
    page.wait_for_url("**/post/*")
    page.go_back()
    page.wait_for_selector(AWAKE)
    expect(page.locator(f"#{seen}")).to_be_in_viewport(ratio=0.6)


def test_a_sheet_opened_on_a_wide_screen_comes_into_view(device):
    page = device(width=1280)
    card = opened(page)
    more = sheet(card, "More")
    expect(more.get_by_label("Speed")).to_be_in_viewport()


def test_a_very_long_word_in_a_title_widens_no_page(device):
    page = device(width=360)
    card = opened(page)
    card.locator(".short__title a").evaluate(
        "one => { one.textContent = 'Donaudampfschiffahrtsgesellschaft'.repeat(3) }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
