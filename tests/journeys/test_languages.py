"""A browser that prefers another of our languages is offered it once, in that language's own name."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_browser_in_hindi_is_offered_the_hindi_page_once_and_not_sent_there(device):
    page = device(locale="hi-IN")
    page.goto("/topics/")
    offer = page.locator(".banner--language")
    expect(offer.get_by_role("link", name="हिंदी")).to_have_attribute("href", re.compile("/hi/topics/$"))
    assert page.url.endswith("/topics/") and "/hi/" not in page.url
    offer.get_by_role("button").click()
    expect(offer).to_be_hidden()
    page.goto("/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".banner--language")).to_be_hidden()


@pytest.mark.parametrize(("locale", "path"), [("en-GB", "/topics/"), ("de-DE", "/topics/"), ("hi-IN", "/hi/topics/")])
def test_nobody_is_offered_the_language_they_read_or_one_that_there_is_not(device, locale, path):
    page = device(locale=locale)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".banner--language")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_languages_are_one_tap_away_at_the_top(device, width):
    page = device(width=width)
    page.goto("/topics/")
    menu = page.locator(".top details:visible").filter(has=page.locator(".menu__languages"))
    menu.locator("summary").click()
    menu.get_by_role("link", name="Português").click()
    page.wait_for_url("**/pt/topics/")


def test_where_a_language_has_no_more_the_feed_goes_on_in_the_others_after_a_quiet_card(device, hearten):
    page = device()
    page.goto("/ar/")
    page.wait_for_load_state("networkidle")
    page.locator(".feed__end").scroll_into_view_if_needed()
    turn = page.locator(".feed__turn")
    expect(turn).to_have_count(1)
    order = page.locator(".feed > .short, .feed > .feed__turn")
    spoken = order.evaluate_all("all => all.map(one => one.querySelector('.short__title a')?.lang ?? 'turn')")
    at = spoken.index("turn")
    assert set(spoken[:at]) == {"ar"} and "en" in spoken[at:] and "ar" not in spoken[at:]


def test_without_script_the_end_of_a_language_leads_to_the_others(device):
    page = device(script=False)
    page.goto("/ar/")
    page.locator(".feed__end [data-part=others] a").click()
    assert "en" in page.locator(".short__title a").evaluate_all("all => all.map(one => one.lang)")
