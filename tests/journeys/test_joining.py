"""Signing up and writing, also on a bad day: plain sentences, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import write_post

pytestmark = pytest.mark.browser


def send(page):
    page.locator("main form button[type=submit], main form .form__actions button").first.click()


def test_someone_joins_confirms_their_address_and_finds_an_empty_place_that_welcomes_them(device, hearten):
    page = device()
    page.goto("/account/signup/")
    page.fill("[name=email]", "noor@example.org")
    page.fill("[name=name]", "Noor")
    page.fill("[name=password1]", "seven small green boats")
    send(page)
    page.wait_for_url("**/confirm-email/")
    page.goto(re.findall(r"https?://\S+/confirm-email/\S+", hearten.mail())[-1])
    send(page)
    page.goto("/mine/")
    if "/login/" in page.url:
        page.fill("[name=login]", "noor@example.org")
        page.fill("[name=password]", "seven small green boats")
        send(page)
    expect(page.get_by_text("You have not made a post yet.")).to_be_visible()


def test_a_wrong_password_is_told_plainly_and_never_says_who_has_an_account(device):
    page = device()
    said = []
    for address in ("amara@example.org", "nobody@example.org"):
        page.goto("/account/login/")
        page.fill("[name=login]", address)
        page.fill("[name=password]", "not this one, sadly")
        send(page)
        summary = page.locator("main [role=alert], main .summary, main .field__error").first
        expect(summary).to_be_visible()
        expect(page.locator("[name=login]")).to_have_value(address)
        said.append(summary.inner_text())
    assert said[0] == said[1]


def test_a_short_password_is_answered_with_what_to_do_and_the_rest_stays(device):
    page = device()
    page.goto("/account/signup/")
    page.fill("[name=email]", "lina@example.org")
    page.fill("[name=name]", "Lina")
    page.fill("[name=password1]", "short")
    send(page)
    expect(page.locator("main .field__error, main .summary").first).to_contain_text("12 characters")
    expect(page.locator("[name=email]")).to_have_value("lina@example.org")
    expect(page.locator("[name=name]")).to_have_value("Lina")


def test_a_post_sent_without_its_topic_keeps_every_word_and_the_film(device, film):
    page = device("Samira")
    write_post(page, "A film without a topic", film)
    page.get_by_label("Breathing", exact=True).uncheck()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".summary")).to_contain_text("Please look again at:")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("A film without a topic")
    expect(page.get_by_role("textbox", name="Words beside the video")).to_have_value(
        "Two minutes to settle, wherever you are."
    )
    expect(page.get_by_text("Your video is here. You do not have to send it again.")).to_be_visible()
    page.get_by_label("Breathing", exact=True).check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page).to_have_url(re.compile(r"/mine/[0-9a-f-]{36}/$"))


def test_a_file_that_is_no_film_gets_a_sentence_and_a_way_on(device, hearten):
    page = device("Amara")
    page.goto(f"/mine/{hearten.world['unplayable']}/")
    expect(page.get_by_role("link", name="Send another video")).to_be_visible()
