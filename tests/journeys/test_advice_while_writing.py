"""An author writes, hears what is worth another look beside the words, follows it in one tap, and loses nothing."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.test_nothing_in_the_way import barriers

pytestmark = pytest.mark.browser
RESTING = "The check is resting. Your words are safe; they are checked again when you send them."
SAID = "🌿 Last year my uncle committed suicide. Help is there: talk to someone."


def write(page: Page, words: str, address: str = "/mine/new") -> None:
    page.goto(address)
    page.locator("[name=text]").press_sequentially(words, delay=2)


def test_a_phrase_is_noticed_while_someone_writes_and_one_tap_rewords_it(device):
    page = device("Amara")
    write(page, SAID)
    advice = page.get_by_role("list", name="Advice on: Words beside the video")
    expect(advice.get_by_role("listitem")).to_contain_text("still carries blame")
    expect(advice.get_by_role("link").first).to_have_attribute("rel", "noreferrer noopener")
    expect(page.locator("[role=status][data-part=said]")).to_have_text(re.compile("^1 place to look at"))
    advice.get_by_role("button", name="Use these words: died by suicide").click()
    expect(page.locator("[name=text]")).to_have_value(SAID.replace("committed", "died by"))
    expect(page.locator("[data-part=said]")).to_have_text("We found nothing to change so far.")
    expect(advice).to_be_hidden()
    page.get_by_role("button", name="Undo: committed suicide").click()
    expect(page.locator("[name=text]")).to_have_value(SAID)
    expect(advice.get_by_role("listitem")).to_have_count(1)


def test_by_keyboard_the_words_are_shown_and_changed_and_changed_back(device):
    page = device("Amara")
    write(page, SAID)
    show = page.get_by_role("button", name="Show me committed suicide")
    expect(show).to_be_visible()
    show.focus()
    page.keyboard.press("Enter")
    field = page.locator("[name=text]")
    expect(field).to_be_focused()
    chosen = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == "committed suicide"
    for part in (page.locator("[data-part=help-first] summary"), page.get_by_role("button", name="Use these words")):
        page.keyboard.press("Tab")
        expect(part).to_be_focused()
    page.keyboard.press("Space")
    expect(field).to_have_value(SAID.replace("committed", "died by"))
    page.keyboard.press("Control+z")
    expect(field).to_have_value(SAID)


def test_words_moved_by_more_typing_are_still_the_ones_that_change(device):
    page = device("Amara")
    write(page, SAID)
    use = page.get_by_role("button", name="Use these words")
    expect(use).to_be_visible()
    page.locator("[name=text]").evaluate("field => { field.value = 'Before. ' + field.value }")  # no event: no new look
    use.click()
    expect(page.locator("[name=text]")).to_have_value("Before. " + SAID.replace("committed", "died by"))


@pytest.mark.parametrize("trouble", ["no line", "broken", "signed out"])
def test_when_the_check_rests_the_words_stay_and_can_be_sent(device, trouble):
    page = device("Amara")

    def answered(route: Route) -> None:
        if trouble == "no line":
            route.abort()
        elif trouble == "broken":
            route.fulfill(status=500, body="<h1>Trouble</h1><p data-part='said'>no</p>")
        else:
            route.fulfill(status=302, headers={"Location": "/account/login/"})

    page.route("**/mine/look", answered)
    write(page, SAID)
    expect(page.locator("[data-part=said]")).to_have_text(RESTING)
    expect(page.locator("[name=text]")).to_have_value(SAID)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Please look again at:")).to_be_visible()  # it went off: the video is missing
    expect(page.locator("[name=text]")).to_have_value(SAID)


def test_only_a_pause_sends_words_and_later_words_overtake_earlier_ones(device):
    page = device("Amara")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.post_data or "") if asked.url.endswith("/mine/look") else None)
    write(page, "He committed suicide and help is there")
    expect(page.locator("[data-part=said]")).to_have_text(re.compile("1 place"))
    assert len(sent) <= 2  # the pauses of a busy machine; never one a key
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "suicide" not in kept


def test_help_comes_beside_heavy_words_and_the_draft_stays(device):
    page = device("Amara", width=360)
    heavy = "I want to kill myself tonight"
    write(page, heavy)
    card = page.get_by_role("heading", name="You matter more than any answer")
    expect(card).to_be_visible()
    field, help_ = page.locator("[name=text]"), page.locator("[data-part=help-first]")
    assert field.bounding_box()["y"] < help_.bounding_box()["y"]  # beside the words, where the eyes are
    with page.context.expect_page() as opened:
        help_.get_by_role("link", name="Get help now").click()
    assert "/help/" in opened.value.url
    expect(field).to_have_value(heavy)
    help_.get_by_role("link", name="Go on writing").click()
    expect(card).to_be_hidden()
    expect(field).to_be_focused()
    with page.expect_response("**/mine/look"):
        field.press_sequentially(" and always")
    expect(page.locator(".advice")).to_have_count(0)  # nobody mends the style of such words
    expect(card).to_be_hidden()  # once is enough


def test_markup_in_words_makes_nothing_in_the_page(device):
    page = device("Amara")
    write(page, 'He committed suicide <img src=x onerror=alert(1)> "><b id=planted> as he committed suicide </ul>')
    expect(page.locator(".advice q", has_text="committed suicide").first).to_be_visible()
    assert page.locator("main img, #planted, main script").count() == 0


@pytest.mark.parametrize("width,dark", [(360, True), (1280, False)])
def test_advice_stands_under_the_field_on_a_phone_and_beside_it_where_there_is_room(device, width, dark):
    page = device("Amara", width=width, dark=dark)
    write(page, SAID)
    expect(page.locator(".advice")).to_be_visible()
    field, advice = page.locator("[name=text]").bounding_box(), page.locator(".advice").bounding_box()
    if width == 360:
        assert advice["y"] >= field["y"] + field["height"]
    else:
        assert advice["x"] >= field["x"] + field["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_advice_and_help_put_no_barrier_in_anyones_way(device, dark):
    page = device("Amara", dark=dark, may_inject=True)
    write(page, SAID)
    expect(page.locator(".advice").first).to_be_visible()
    assert barriers(page) == []
    page.locator("[name=text]").fill(SAID + " I want to kill myself tonight.")
    expect(page.get_by_role("heading", name="You matter more than any answer")).to_be_visible()
    assert barriers(page) == []


def test_in_arabic_advice_stands_on_the_left_of_words_that_read_from_the_right(device):
    page = device("Amara")
    words = "عمي ارتكب الانتحار العام الماضي، والمساعدة موجودة."
    write(page, words, "/ar/mine/new")
    expect(page.locator(".advice")).to_be_visible()
    field, advice = page.locator("[name=text]").bounding_box(), page.locator(".advice").bounding_box()
    assert advice["x"] + advice["width"] <= field["x"]
    quoted = page.locator(".advice q").first
    assert quoted.inner_text() == "ارتكب الانتحار"
    assert quoted.evaluate("part => [part.lang, getComputedStyle(part).direction]") == ["ar", "rtl"]
    page.locator("[data-advice=show]").click()
    chosen = page.locator("[name=text]").evaluate(
        "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    )
    assert chosen == "ارتكب الانتحار"


def test_captions_hear_advice_in_their_own_row_and_the_film_goes_there(device, hearten):
    page = device("Amara")
    page.goto(f"/mine/{hearten.world['playable']}/captions")
    row = page.locator(".cue-rows > li").first
    row.locator("[name$=start]").fill("0:01")
    row.locator("[name$=end]").fill("0:02")
    row.locator("[name$=text]").fill("She committed suicide.")
    advice = row.locator(".advice")
    expect(advice).to_be_visible()
    advice.get_by_role("button", name="Show me").click()
    expect(row.locator("[name$=text]")).to_be_focused()
    assert page.locator("#preview").evaluate("film => film.currentTime") == pytest.approx(1, abs=0.6)
    advice.get_by_role("button", name="Use these words").click()
    expect(row.locator("[name$=text]")).to_have_value("She died by suicide.")


def test_without_script_a_button_looks_over_the_words(device):
    page = device("Amara", script=False, width=360)
    page.goto("/mine/new")
    page.locator("[name=text]").fill(SAID)
    page.get_by_role("button", name="Look over my words").click()
    expect(page.get_by_role("heading", name="We looked over your words")).to_be_visible()
    expect(page.locator(".advice")).to_contain_text("You could write instead:")
    expect(page.locator("[name=text]")).to_have_value(SAID)
    expect(page.get_by_role("button", name="Use these words")).to_have_count(0)
