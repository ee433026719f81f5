"""Something public was wrong: it goes at once, and what is right stands in its place when two people have signed it."""

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.journeys.test_changing_and_hiding import within_a_second
from tests.journeys.test_sheets import later_card, sheet

pytestmark = pytest.mark.browser
WRONG = "The film said that this ends every panic attack within a minute."
RIGHT = "It can help you through one. How long that takes differs from person to person."


def edge_says(hearten, post: str) -> dict[str, object]:
    try:
        with urlopen(hearten.url(f"/edge/post/{post}")) as answer:
            return json.load(answer)
    except HTTPError as refused:
        assert refused.code == 404
        return {}


def test_what_was_wrong_goes_at_once_and_what_is_right_takes_its_place(device, hearten):
    lucia, ravi, visitor = device("Lucia"), device("Ravi"), device()
    post = hearten.world["wrong"]
    card = later_card(device(), post)  # open on someone's phone the whole time
    visitor.goto(f"/post/{post}")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Breathe and it is over")

    lucia.goto(f"/desk/{post}/sight/")
    lucia.get_by_role("link", name="Correct it in public").click()
    lucia.get_by_label("What was wrong").fill(WRONG)
    lucia.get_by_role("button", name="Take it out of sight and send").click()
    expect(lucia.get_by_role("alert")).to_contain_text("What is right")
    expect(lucia.get_by_label("What was wrong")).to_have_value(WRONG)
    assert edge_says(hearten, post)["title"]
    lucia.get_by_label("What is right").fill(RIGHT)
    lucia.get_by_label("Statements of guidance").fill("G001")
    lucia.get_by_role("button", name="Take it out of sight and send").click()
    expect(lucia.get_by_text("Out of sight. Your words wait for another reviewer.")).to_be_visible()
    assert within_a_second(lambda: not edge_says(hearten, post))
    gone = visitor.reload()
    assert gone and gone.status == 404

    ravi.goto("/desk/")
    ravi.get_by_role("link", name="Corrections").first.click()
    ravi.get_by_role("link", name="Breathe and it is over").click()
    ravi.get_by_label("Sign it: everybody may read it").check()
    ravi.get_by_role("button", name="Send my answer").click()
    expect(ravi.get_by_text("Everybody can read it.")).to_be_visible()
    assert within_a_second(lambda: edge_says(hearten, post).keys() == {"corrected"})

    sheet(card, "Sources").locator("summary").click()
    expect(card.get_by_text("This post was corrected")).to_be_focused()
    expect(card.get_by_text(RIGHT)).to_be_visible()
    expect(card.get_by_role("link", name="All corrections")).to_have_attribute("href", "/corrections/")
    expect(card.locator("video")).to_have_count(0)

    found = visitor.reload()
    assert found and found.status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text("This post was corrected")
    for words in (WRONG, RIGHT):
        expect(visitor.get_by_text(words)).to_be_visible()
    visitor.get_by_role("link", name="All corrections").click()
    expect(visitor.get_by_role("article").filter(has_text=WRONG)).to_contain_text(RIGHT)


def test_a_correction_can_be_read_on_an_old_phone_in_arabic_and_leads_to_help(device, hearten):
    phone = device(script=False, width=360)
    answer = phone.goto(f"/ar/post/{hearten.world['corrected']}")
    assert answer and answer.status == 200
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.get_by_text("It takes time, and that is all right.")).to_be_visible()
    expect(phone.locator("main a[href*='help']").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
