"""From a phone to everyone: sent, captioned, checked by a person, watched."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import SLOW, approve, look_again_until, send_a_film_to_review

pytestmark = pytest.mark.browser
TITLE = "Breathe beside a window"


def test_a_film_is_sent_checked_by_a_person_and_then_watched_by_everyone(device, film):
    author, reviewer, visitor = device("Amara"), device("Lucia"), device()
    sent = watch_uploads(author)
    status = send_a_film_to_review(author, TITLE, film)
    assert "PATCH" in sent, "the film travels in pieces that survive a lost connection"
    nobody_sees(visitor, TITLE)

    reviewer.goto("/desk/")
    reviewer.get_by_role("link", name=TITLE).click()
    the_words_come_before_the_picture(reviewer)
    approve(reviewer, TITLE)

    author.goto(status)
    look_again_until(author, "This post is public")
    card = in_the_feed(visitor, TITLE)
    expect(card.locator(".badge")).to_contain_text("Lucia, Clinical psychologist")
    it_plays(visitor, card)
    assert visitor.context.cookies() == [], "reading needs no cookie"


def watch_uploads(page: Page) -> list[str]:
    methods: list[str] = []
    page.on("request", lambda request: methods.append(request.method) if "/uploads/" in request.url else None)
    return methods


def nobody_sees(page: Page, title: str) -> None:
    page.goto("/")
    expect(page.get_by_role("link", name=title)).to_have_count(0)


def the_words_come_before_the_picture(page: Page) -> None:
    """A reviewer reads first; the film stays shut, silent, grey and blurred until asked for."""
    words, video = page.get_by_role("heading", name="What is said"), page.locator(".viewer")
    assert words.bounding_box()["y"] < video.bounding_box()["y"]  # type: ignore[index]
    expect(page.locator(".transcript")).to_contain_text("Breathe in slowly.")
    expect(page.locator("video")).not_to_be_visible()
    video.locator("summary").click()
    film = page.locator("video")
    assert film.evaluate("film => film.muted && film.paused")
    seen = film.evaluate("film => getComputedStyle(film).filter + getComputedStyle(film.parentElement).filter")
    assert "grayscale" in seen and "blur" in seen
    page.get_by_label("Show it clearly").check()
    page.get_by_label("Show it in colour").check()
    after = film.evaluate("film => getComputedStyle(film).filter + getComputedStyle(film.parentElement).filter")
    assert not re.search(r"blur\((?!0)|grayscale\((?!0)", after)


def in_the_feed(page: Page, title: str):
    page.goto("/")
    card = page.locator(".short", has=page.get_by_role("link", name=title))
    expect(card).to_have_count(1, timeout=SLOW)
    card.scroll_into_view_if_needed()
    return card


def it_plays(page: Page, card) -> None:
    """By itself for those who like that; with a press of one button for those who asked for calm."""
    film = card.locator("video")
    if film.evaluate("film => film.paused"):
        card.locator(".short__play").click()
    page.wait_for_function("film => film.currentTime > 0.5", arg=film.element_handle(), timeout=SLOW)
    assert film.evaluate("film => film.muted")
    expect(card.locator(".short__caption")).to_contain_text("Breathe in slowly.")


def test_a_question_to_another_host_would_be_noticed(device, strangers):
    """Every journey fails when a page asks a third party for anything; this is how we know it would."""
    page = device(may_inject=True)
    page.route("https://elsewhere.example/**", lambda route: route.abort())
    page.goto("/about")
    page.evaluate("() => fetch('https://elsewhere.example/pixel').catch(() => null)")
    assert strangers == ["https://elsewhere.example/pixel"]
    strangers.clear()
