"""No mouse, no touch: every step has its key, and the way out comes first."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import AWAKE
from tests.world.people import PASSWORD

pytestmark = pytest.mark.browser
MOST_TABS = 120


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.name || ''").strip()


def tab_to(page: Page, selector: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The Tab key never came to {selector}")


@pytest.mark.parametrize("path", ["/", "/post/{public 1}", "/help/", "/about", "/account/login/", "/ar/"])
def test_the_way_out_and_the_way_to_help_come_first(device, hearten, path):
    page = device()
    page.goto(path.format(**hearten.world))
    order = []
    for _ in range(3):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.className").split()[-1])
    assert order == ["skip", "button--help", "safety__leave"]
    page.goto(path.format(**hearten.world))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_feed_is_led_by_keys(device):
    page = device()
    page.goto("/")
    page.wait_for_selector(AWAKE)
    cards = page.locator(".short")
    expect(cards.nth(0)).to_be_in_viewport(ratio=0.5)
    page.keyboard.press("j")
    expect(cards.nth(1)).to_be_in_viewport(ratio=0.5)
    page.keyboard.press("ArrowDown")
    expect(cards.nth(2)).to_be_in_viewport(ratio=0.5)
    page.keyboard.press("k")
    expect(cards.nth(1)).to_be_in_viewport(ratio=0.5)
    captions = cards.nth(1).locator("[data-press=captions]")
    before = captions.get_attribute("aria-pressed")
    page.keyboard.press("c")
    expect(captions).not_to_have_attribute("aria-pressed", before or "")


def test_a_reviewer_signs_in_and_answers_a_post_with_the_keyboard_alone(device, hearten):
    page = device()
    page.goto("/account/login/?next=/desk/")
    tab_to(page, "[name=login]")
    page.keyboard.type("ravi@example.org")
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(hearten.url("/desk/"))

    tab_to(page, f"a[href='/desk/{hearten.world['waiting']}/1/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/*/1/")
    tab_to(page, "[name=says]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Ask for changes")).to_be_checked()
    tab_to(page, "[name=because]")
    page.keyboard.type("Warm and clear. Please say once where help is.")
    tab_to(page, "main form button:not([type=button])")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Thank you. The person who made it will see what you wrote.")).to_be_visible()
