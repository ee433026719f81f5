"""A post of cards: made on a phone, also without script; signed; and read one card at a time, or as a list."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_offline import save, settled
from tests.journeys.test_on_a_slow_line import MOST_MOVED, moved
from tests.journeys.walking import SLOW, approve, look_again_until, name_a_source, wait_for_stage
from tests.world import pictures

pytestmark = pytest.mark.browser
WORDS = ("Put both feet on the floor.", "Breathe out for as long as you can.", "Look for one blue thing.")
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "holiday.jpg"
    path.write_bytes(pictures.from_a_phone())
    return path


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.wait_for_timeout(400)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page="feed" not in name)


def write(page: Page, title: str, picture: Path) -> None:
    page.goto("/mine/new")
    page.get_by_role("link", name="Cards instead of a film").click()
    page.get_by_label("A coping skill").check()
    page.get_by_role("textbox", name="Title").fill(title)
    for place, words in enumerate(WORDS[:2]):
        page.locator(".slide textarea").nth(place).fill(words)
    page.get_by_role("button", name="Add a card").click()
    expect(page.locator(".slide")).to_have_count(3)
    page.locator(".slide textarea").nth(2).fill(WORDS[2])
    page.locator(".slide input[type=file]").nth(1).set_input_files(picture)
    page.get_by_label("What is in the picture, in words").nth(1).fill("Two soft colours side by side.")
    page.get_by_role("button", name="Move up 2").click()
    expect(page.locator(".slide textarea").first).to_have_value(WORDS[1])
    page.get_by_label("Breathing", exact=True).check()
    page.get_by_role("textbox", name="Words beside the cards").fill("For a loud day.")


def made_public(device, page: Page, title: str, picture: Path, look) -> str:
    write(page, title, picture)
    shot(page, "form")
    page.get_by_role("button", name="Send", exact=True).last.click()
    page.wait_for_url(re.compile(r"/mine/[0-9a-f-]{36}/$"), timeout=SLOW)
    look(page, "Words are ready")
    shot(page, "status")
    expect(page.get_by_text("where it was taken")).to_be_visible()
    name_a_source(page)
    look(page, "With a reviewer")
    desk = device("Lucia")
    desk.goto("/desk/")
    desk.get_by_role("link", name=title).click()
    expect(desk.get_by_text(WORDS[0])).to_be_visible()
    shot(desk, "desk")
    approve(desk, title)
    return page.url.split("/mine/")[1].strip("/").split("/")[0]


def put_away(device, post: str) -> None:
    """The journeys that follow begin with a film."""
    author = device("Amara")
    author.goto(f"/mine/{post}/")
    author.get_by_role("button", name="Hide now").click()
    expect(author.get_by_role("button", name="Show again")).to_be_visible()


def keeps_it_without_a_line(page: Page, post: str) -> None:
    """All of it: each card with its picture, who made it, and what it rests on."""
    page.goto(f"/post/{post}")
    settled(page)
    save(page)
    page.context.set_offline(True)
    page.goto("/saved")
    kept = page.locator(".saved__post")
    expect(kept.locator("[data-part=cards] > li")).to_have_text([WORDS[1], WORDS[0], WORDS[2]])
    picture = kept.get_by_role("img", name="Two soft colours side by side.")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("one => one.naturalWidth") > 0
    expect(kept.get_by_text("Amara")).to_be_visible()
    kept.get_by_text("What this rests on").click()
    expect(kept.locator("[data-part=sources] li")).to_be_visible()
    shot(page, "saved")
    page.context.set_offline(False)


def test_on_a_phone_someone_makes_a_post_of_cards_and_others_leaf_through_it(device, hearten, picture):
    post = made_public(device, device("Amara", width=360), "Slow down in cards", picture, wait_for_stage)
    page = device(width=360)
    page.goto(f"/post/{post}")
    deck = page.locator(".deck")
    expect(deck.get_by_role("status")).to_have_text("Card 1 of 3")
    expect(page.get_by_role("img", name="Two soft colours side by side.")).to_be_visible()
    deck.get_by_role("button", name="Next").click()
    expect(deck.get_by_role("status")).to_have_text("Card 2 of 3")
    expect(deck.get_by_text(WORDS[0])).to_be_in_viewport()
    deck.locator(".deck__row").focus()
    page.keyboard.press("ArrowRight")
    expect(deck.get_by_role("status")).to_have_text("Card 3 of 3")
    page.keyboard.press("ArrowRight")
    expect(deck.get_by_role("status")).to_have_text("Card 3 of 3")
    for path in (f"/post/{post}", "/"):
        assert moved(device(width=360), path) <= MOST_MOVED, path
    for kind in ({"width": 360}, {"width": 1280, "dark": True}):
        for path in (f"/post/{post}", "/", f"/ar/post/{post}"):
            looking = device(**kind)
            looking.goto(path)
            looking.locator(".deck").first.scroll_into_view_if_needed()
            shot(looking, f"{kind['width']}-{'feed' if path == '/' else 'ar' if path[1] == 'a' else 'post'}")
    keeps_it_without_a_line(page, post)
    put_away(device, post)


def test_without_script_a_post_of_cards_is_made_with_plain_buttons_and_read_as_a_list(device, hearten, picture):
    post = made_public(device, device("Amara", script=False), "Cards by hand", picture, look_again_until)
    page = device(script=False, width=360)
    page.goto(f"/post/{post}")
    for words in WORDS:
        expect(page.locator(".deck").get_by_text(words)).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    shot(page, "plain-post")
    put_away(device, post)
