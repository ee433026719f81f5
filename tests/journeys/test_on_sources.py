"""What a film claims stands on Sources beside guidance, and its second is one tap away."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_nothing_in_the_way import barriers
from tests.journeys.walking import AWAKE

pytestmark = pytest.mark.browser
CLAIM = "Slow breathing can help people manage anxiety."


def card_of(page, post):
    page.goto("/")
    page.wait_for_selector(AWAKE)
    card = page.locator(f"#post-{post}")
    for _ in range(9):
        if card.count():
            break
        page.locator(".feed__end").scroll_into_view_if_needed()
        page.wait_for_timeout(300)
    card.scroll_into_view_if_needed()
    return card


@pytest.mark.parametrize("width", [360, 1280])
def test_a_claim_on_the_sheet_leads_to_its_second_of_the_film(device, hearten, width):
    page = device(width=width, may_inject=True)
    card = card_of(page, hearten.world["claims"])
    sheet = card.locator("details.sheet").filter(has=page.locator("summary", has_text="Sources"))
    sheet.locator("summary").click()
    expect(sheet.get_by_role("heading", name=CLAIM)).to_be_visible()
    expect(sheet.locator(".claimed .sources li")).to_contain_text("Slow breathing, progressive muscle relaxation")
    expect(sheet.get_by_role("heading", name="More of what guidance says")).to_be_visible()
    expect(sheet.locator(".sources li")).to_have_count(2)
    second = sheet.get_by_role("link", name="In the film, at 0:01")
    expect(second).to_have_attribute("href", f"/post/{hearten.world['claims']}?t=1")
    assert barriers(page) == []
    address = page.url
    second.focus()
    page.keyboard.press("Enter")
    assert card.locator("video").evaluate("film => film.currentTime") >= 1 and page.url == address


def test_a_sheet_without_claims_shows_the_statements_as_ever(device, hearten):
    page = device()
    card = card_of(page, hearten.world["public 1"])
    sheet = card.locator("details.sheet").filter(has=page.locator("summary", has_text="Sources"))
    sheet.locator("summary").click()
    expect(sheet.locator(".sources li")).to_have_count(1)  # the mould of claims goes as the sheet is filled
    expect(sheet.locator(".sources li")).to_be_visible()
    expect(sheet.get_by_role("heading")).to_have_text(["What this rests on"])


def test_on_the_page_of_a_post_the_second_is_reached_without_going_anywhere(device, hearten):
    page = device(width=360)
    page.goto(f"/ar/post/{hearten.world['claims']}")
    page.wait_for_load_state("networkidle")
    second = page.locator(".claimed a[data-second]")
    second.click()
    expect(page.locator("video.short__video")).to_be_in_viewport()
    assert page.locator("video.short__video").evaluate("film => film.currentTime") >= 1
    assert "?t=" not in page.url and page.evaluate("scrollX") == 0


def test_without_script_the_second_opens_the_film_there(device, hearten):
    page = device(script=False, width=360)
    page.goto(f"/post/{hearten.world['claims']}")
    page.get_by_role("link", name="In the film, at 0:01").click()
    expect(page).to_have_url(re.compile(r"\?t=1$"))
    assert re.search(r"#t=1$", page.locator("video source").first.get_attribute("src"))


def test_a_reviewer_sees_before_signing_what_everyone_will_see(device, hearten):
    page = device("Lucia")
    page.goto(f"/desk/{hearten.world['in_review']}/1/")
    shown = page.get_by_role("region", name="This will be public on Sources")
    expect(shown.locator(".sources li")).to_have_count(1)
