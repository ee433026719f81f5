"""A poll at the end of a post: answered where it stands, told in words, and kept nowhere but on the device."""

import os
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_asking import empty_feed, in_the_feed
from tests.journeys.test_offline import save, settled
from tests.world.asking import POLL, TWO

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")
THANKS, NO_LINE = "Thank you. Your answer was counted", "This needs a connection. Your answer was not sent."
TOLD = "About 6 in 10 people here said: A quiet book"
SEND = "Send my answer"


def shot(page: Page, name: str, at: Locator | None = None) -> None:
    if SHOTS:
        if at:
            at.scroll_into_view_if_needed()
        page.wait_for_timeout(400)
        page.screenshot(path=f"{SHOTS}/poll-{name}.png", full_page=at is None)


def choose(polled: Locator, words: str) -> None:
    polled.get_by_role("radio", name=words).check()
    polled.get_by_role("button").click()


def test_on_a_phone_an_answer_is_counted_without_a_cookie_and_stays_on_the_device_alone(device, hearten):
    page, sent = device(width=360), []
    page.goto(f"/post/{hearten.world['polls']}")
    polled = page.locator("form[data-part=poll]")
    expect(polled.get_by_text(TOLD)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: sent.append((request.method, request.post_data, request.headers.get("cookie"))))
    choose(polled, "A warm bath")
    expect(polled.get_by_text(THANKS)).to_be_visible()
    expect(polled.get_by_text(TOLD)).to_be_visible()
    assert sent[0] == ("POST", "poll=0", None) and page.context.cookies() == []
    page.reload()
    expect(polled.get_by_role("radio", name="A warm bath")).to_be_checked()
    sent.clear()
    choose(polled, "A quiet book")
    expect(polled.get_by_text(TOLD)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert "POST" not in [method for method, *_ in sent]
    shot(page, "360-post")


def test_without_script_a_page_of_its_own_thanks_and_tells_the_same(device, hearten):
    page = device(script=False, width=360)
    page.goto(f"/post/{hearten.world['polls']}")
    choose(page.locator("form[data-part=poll]"), "Something else")
    page.wait_for_url(re.compile(r"/poll\?thanks$"))
    expect(page.get_by_text(THANKS)).to_be_visible()
    expect(page.get_by_text(TOLD)).to_be_visible()
    shot(page, "360-plain")


@pytest.mark.parametrize(("path", "by_script"), [("/", False), ("/", True), ("/ar/?lang=en", False)])
def test_a_card_in_the_feed_tells_what_others_said_where_it_stands(device, hearten, path, by_script):
    page = device(width=360)
    if by_script:
        page.add_init_script("localStorage.setItem('hearten.wishes', '{\"gentler\":true}')")
        page.route(re.compile(r"/$"), empty_feed)
    page.goto(path)
    card = in_the_feed(page, hearten.world["polls"])
    card.locator("details[data-part=asks] > summary").click()
    polled = card.locator("form[data-part=poll]")
    expect(polled.get_by_text(POLL.question)).to_be_visible()
    expect(card.locator("form[data-part=checks]").get_by_text(TWO[0].question)).to_be_visible()
    expect(polled).to_have_attribute("action", re.compile(f"/post/{hearten.world['polls']}/poll$"))
    polled.locator("[data-part=others]").click()
    expect(polled.locator("[data-part=shares] li")).to_have_count(3)
    expect(polled.locator("[data-part=shares] b").nth(1)).to_have_text("A quiet book")
    shot(page, f"360-feed{'-ar' if 'ar' in path else ''}{'-script' if by_script else ''}", polled)


def test_a_card_that_only_teaches_shows_no_poll_and_the_other_way_round(device, hearten):
    page = device(width=360)
    page.add_init_script("localStorage.setItem('hearten.wishes', '{\"gentler\":true}')")
    page.route(re.compile(r"/$"), empty_feed)
    page.goto("/")
    card = in_the_feed(page, hearten.world["cards"])
    card.locator("details[data-part=asks] > summary").click()
    expect(card.get_by_text(TWO[0].question)).to_be_visible()
    expect(card.locator("form[data-part=poll]")).to_have_count(0)


def test_without_a_line_it_says_kindly_that_nothing_was_sent(device, hearten):
    page = device(width=360)
    page.goto(f"/post/{hearten.world['polls']}")
    polled = page.locator("form[data-part=poll]")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    choose(polled, "A quiet book")
    expect(polled.get_by_text(NO_LINE)).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('poll'))") == []
    shot(page, "360-offline", polled)


def test_a_saved_post_asks_without_a_line_what_it_asked_with_one(device, hearten):
    page = device(width=360)
    page.goto(f"/post/{hearten.world['polls']}")
    settled(page)
    save(page)
    page.context.set_offline(True)
    page.goto(f"/post/{hearten.world['polls']}")
    post = page.locator(".saved__post")
    post.get_by_text("A question for you").click()
    asked, polled = post.locator("form[data-part=checks]"), post.locator("form[data-part=poll]")
    asked.get_by_role("radio", name="It never ends").check()
    asked.get_by_role("button").click()
    expect(asked.get_by_text(TWO[0].why)).to_be_visible()
    choose(polled, "A quiet book")
    expect(polled.get_by_text(NO_LINE)).to_be_visible()
    shot(page, "360-saved")
    page.context.set_offline(False)
    polled.get_by_role("button").click()
    expect(polled.get_by_text(THANKS)).to_be_visible()


def test_a_saved_post_that_asks_nothing_says_nothing_of_it(device, hearten):
    page = device(width=360)
    page.goto("/about")
    settled(page)
    page.goto(f"/post/{hearten.world['cards']}")
    save(page)
    page.goto("/saved")
    expect(page.locator(".saved__post form[data-part=poll]")).to_have_count(0)


def test_a_page_of_cards_that_asks_brings_no_more_script_than_that_takes(device, hearten):
    page, scripts = device(width=360), []
    page.on("response", lambda answer: scripts.append(answer.url) if answer.url.endswith(".js") else None)
    page.goto(f"/post/{hearten.world['polls']}")
    page.wait_for_load_state("networkidle")
    names = {re.sub(r"-\w{8}\.js$", "", url.rsplit("/", 1)[1]) for url in scripts}
    assert {"answer", "poll", "carousel"} <= names and "hearten_watching" not in names


def test_the_feed_brings_what_asks_only_when_someone_wants_to_be_asked(device, hearten):
    page, scripts = device(width=360), []
    page.on("response", lambda answer: scripts.append(answer.url) if answer.url.endswith(".js") else None)
    page.route(re.compile(r"/$"), empty_feed)
    page.add_init_script("localStorage.setItem('hearten.wishes', '{\"gentler\":true}')")
    page.goto("/")
    card = in_the_feed(page, hearten.world["polls"])
    assert not [url for url in scripts if "/fill-" in url]
    card.locator("details[data-part=asks] > summary").click()
    expect(card.get_by_text(POLL.question)).to_be_visible()
    assert [url for url in scripts if "/fill-" in url]


@pytest.mark.parametrize("path", ["/post/{}", "/ar/post/{}", "/ar/post/{}/poll"])
def test_nothing_is_wider_than_the_page_at_any_width(device, hearten, path):
    for width, dark in ((360, True), (1280, False)):
        page = device(width=width, dark=dark)
        page.goto(path.format(hearten.world["polls"]))
        expect(page.locator("[data-part=shares]")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shot(page, f"{width}{path.replace('/', '-').format('')}{'-dark' if dark else ''}")


def test_advice_comes_to_the_poll_while_it_is_written(device, hearten):
    page = device("Amara", width=360)
    page.goto("/mine/cards/new")
    page.locator("#polls > summary").click()
    page.get_by_role("textbox", name="What people can answer").fill("Rest\nHe committed suicide.")
    advice = page.locator("#polls [data-part=advice]")
    expect(advice).to_be_visible(timeout=20_000)
    shot(page, "360-write", page.locator("#polls"))
    advice.get_by_role("button", name="Use these words").click()
    expect(page.get_by_role("textbox", name="What people can answer")).to_have_value("Rest\nHe died by suicide.")


@pytest.mark.parametrize("field", ["question_1", "options_1", "why_1"])
def test_advice_comes_to_each_field_of_a_question(device, hearten, field):
    page = device("Amara")
    page.goto("/mine/new")
    page.locator("#asks > summary").click()
    page.locator(f"[name={field}]").fill("He committed suicide.")
    expect(page.locator(f"[data-place={field}] [data-part=advice]")).to_be_visible(timeout=20_000)
    shot(page, f"1280-write-{field}", page.locator(f"[name={field}]"))
