"""Handing a post on from its own page: its plain address and where help is, by whatever this device can do."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_nothing_in_the_way import barriers

pytestmark = pytest.mark.browser


def share(page: Page, hearten) -> Locator:
    page.goto(f"/post/{hearten.world['public 1']}")
    page.wait_for_load_state("networkidle")
    fold = page.locator("details[data-behavior='syndication/hand']")
    fold.locator("summary").click()
    return fold


def test_a_post_can_be_copied_or_handed_on_from_its_page(device, hearten):
    page = device(width=360, may_inject=True)
    page.add_init_script("navigator.share = said => (window.handed = said, Promise.resolve())")
    fold = share(page, hearten)
    fold.get_by_role("button", name="Share").click()
    said = page.evaluate("window.handed")
    assert said["url"] == page.url and "?" not in said["url"]
    assert said["text"].endswith("If it is a hard moment, help is here: " + hearten.url("/help/"))
    page.evaluate("() => { navigator.clipboard.writeText = words => (window.copied = words, Promise.resolve()) }")
    fold.get_by_role("button", name="Copy").click()
    expect(fold.get_by_text("Copied")).to_be_visible()
    assert page.url in page.evaluate("window.copied")
    assert barriers(page) == []


def test_without_script_the_address_stands_there_to_copy_and_the_film_comes_as_a_file(device, hearten):
    page = device(width=360, script=False)
    fold = share(page, hearten)
    expect(fold.get_by_text(page.url, exact=True)).to_be_visible()
    expect(fold.get_by_role("button", name="Copy")).to_be_hidden()
    with page.expect_download() as kept:
        fold.get_by_role("link", name="Keep the film as a file").click()
    assert kept.value.path().stat().st_size > 1000
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
