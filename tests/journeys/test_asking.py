"""Questions at the end of a post: written by its author, signed with it, and answered where they are asked."""

import os
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.world.asking import TWO

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")
SHOW = "Show me the answers"
OTHER, RIGHT = "Many people think so. It is this:", "Yes, that is so."


def shot(page: Page, name: str, at: Locator | None = None) -> None:
    if SHOTS:
        if at:
            at.scroll_into_view_if_needed()
        page.wait_for_timeout(400)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=at is None)


def answer(asked: Locator) -> None:
    """The first wrongly, the second rightly."""
    asked.get_by_role("radio", name="It never ends").check()
    asked.get_by_role("radio", name="To tell someone").check()
    asked.get_by_role("button", name=SHOW).click()


def test_on_a_phone_the_answers_come_at_once_and_nothing_is_sent(device, hearten):
    page = device(width=360)
    page.goto(f"/post/{hearten.world['cards']}")
    asked, sent = page.locator("form[data-part=checks]"), []
    expect(asked.get_by_text(TWO[0].why)).to_be_hidden()
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: sent.append(request.url))
    answer(asked)
    expect(asked.get_by_text(OTHER)).to_be_visible()
    expect(asked.get_by_text(RIGHT)).to_be_visible()
    expect(asked.get_by_text(TWO[0].why)).to_be_visible()
    expect(asked.get_by_role("status").filter(has_text=TWO[1].why)).to_be_visible()
    assert sent == [] and page.url.endswith(f"/post/{hearten.world['cards']}")
    assert not page.evaluate("document.cookie + JSON.stringify({...localStorage})").count("answer")
    shot(page, "360-post")


def test_without_script_a_page_of_its_own_says_the_same(device, hearten):
    page = device(script=False, width=360)
    page.goto(f"/post/{hearten.world['cards']}")
    asked = page.locator("form[data-part=checks]")
    expect(asked.get_by_text(TWO[0].why)).to_be_hidden()
    answer(asked)
    page.wait_for_url(re.compile("/check$"))
    expect(page.get_by_text(OTHER)).to_be_visible()
    expect(page.get_by_text(TWO[1].why)).to_be_visible()
    shot(page, "360-plain-check")


def test_by_keyboard_alone_a_question_is_answered(device, hearten):
    page = device()
    page.goto(f"/post/{hearten.world['cards']}")
    page.locator("form[data-part=checks] input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text(RIGHT)).to_be_visible()


def in_the_feed(page: Page, post: str) -> Locator:
    """The card of a post, however far down it stands: whether the server drew it or the script did."""
    card = page.locator(f"#post-{post}")
    for _ in range(30):
        if card.count():
            break
        page.locator(".feed__end").scroll_into_view_if_needed()
        page.wait_for_timeout(300)
    card.scroll_into_view_if_needed()
    return card


def empty_feed(route: Route) -> None:
    """The page as the server draws it, without its cards: the script then draws all of them."""
    page = route.fetch()
    drawn, mould, rest = page.text().partition("<template")
    body = re.sub(r'<article class="short.*?</article>', "", drawn, flags=re.DOTALL) + mould + rest
    route.fulfill(response=page, body=body)


@pytest.mark.parametrize(("path", "by_script"), [("/", False), ("/", True), ("/ar/?lang=en", False)])
def test_a_card_in_the_feed_asks_where_it_stands(device, hearten, path, by_script):
    page = device(width=360)
    if by_script:
        page.add_init_script("localStorage.setItem('hearten.wishes', '{\"gentler\":true}')")
        page.route(re.compile(r"/$"), empty_feed)
    page.goto(path)
    card = in_the_feed(page, hearten.world["cards"])
    card.locator("details[data-part=asks] > summary").click()
    asked = card.locator("form[data-part=checks]")
    expect(asked.get_by_text(TWO[0].question)).to_be_visible()
    asked.get_by_role("radio", name="It never ends").check()
    shot(page, f"360-feed{'-ar' if 'ar' in path else ''}{'-script' if by_script else ''}", card)
    expect(asked).to_have_attribute("action", re.compile(f"/post/{hearten.world['cards']}/check$"))
    asked.locator("button").click()
    expect(asked.get_by_text(TWO[0].why)).to_be_visible()
    expect(asked.locator("[data-part=right]").first).to_have_text("It passes")
    expect(asked.locator("[data-part=source] a").first).to_have_attribute("href", re.compile("^https://"))
    shot(page, f"360-feed{'-ar' if 'ar' in path else ''}{'-script' if by_script else ''}-answer", card)


def test_a_card_that_asks_nothing_says_nothing_of_it(device, hearten):
    page = device(width=360)
    page.goto("/")
    card = in_the_feed(page, hearten.world["public 1"])
    expect(card.locator("details[data-part=asks]")).to_have_count(0)


def test_grave_words_in_a_question_bring_help_to_their_author_while_they_write(device, hearten):
    page = device("Amara", width=360)
    page.goto("/mine/cards/new")
    page.get_by_text("A question at the end").click()
    page.get_by_role("textbox", name="Question 1").fill("I want to kill myself tonight")
    expect(page.locator('[data-part="help-first"]')).to_be_visible(timeout=20_000)
    expect(page.get_by_role("textbox", name="Question 1")).to_have_value("I want to kill myself tonight")


def test_the_author_and_the_reviewer_each_see_the_questions_of_their_post(device, hearten):
    waiting = hearten.world["cards waiting"]
    for width, dark in ((360, False), (1280, True)):
        author = device("Amara", width=width, dark=dark)
        author.goto(f"/mine/{waiting}/cards")
        expect(author.get_by_role("textbox", name="Question 2")).to_have_value(TWO[1].question)
        shot(author, f"{width}-write", author.locator("#asks"))
        author.goto(f"/mine/{waiting}/")
        expect(author.get_by_text(TWO[0].why)).to_be_visible()
        shot(author, f"{width}-status")
        desk = device("Lucia", width=width, dark=dark)
        desk.goto(f"/desk/{waiting}/1/")
        expect(desk.get_by_role("heading", name="What it asks")).to_be_visible()
        shot(desk, f"{width}-desk")


@pytest.mark.parametrize("path", ["/post/{}", "/ar/post/{}", "/ar/post/{}/check"])
def test_nothing_is_wider_than_the_page_at_any_width(device, hearten, path):
    for width, dark in ((360, True), (1280, False)):
        page = device(width=width, dark=dark)
        page.goto(path.format(hearten.world["cards"]))
        page.get_by_role("radio").last.check()
        page.locator("form:has(input[name=answer-0]) button").click()
        expect(page.get_by_text(TWO[1].why)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shot(page, f"{width}{path.replace('/', '-').format('')}{'-dark' if dark else ''}")
