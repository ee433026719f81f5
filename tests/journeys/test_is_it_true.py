"""A person who wonders: from a sentence in a box to an answer that two clinicians signed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_nothing_in_the_way import AXE, BARRIERS
from tests.journeys.test_on_a_phone import TOO_WIDE
from tests.journeys.walking import SLOW, look_again_until

pytestmark = pytest.mark.browser
CLAIM = "My cousin wrote that cold showers cure panic attacks for ever."


def look_up(page: Page, words: str, path: str = "/is-it-true") -> None:
    page.goto(path)
    page.locator("main [name=text]").fill(words)
    page.locator("main form:has(textarea) button").click()


def answer(page: Page, waiting: str) -> None:
    page.goto("/desk/claims/")
    page.get_by_role("link", name=waiting).click()
    page.get_by_label("What was asked, as one plain sentence").fill("Cold showers cure panic attacks.")
    page.get_by_label("No: nothing we know supports it").check()
    page.get_by_label("Your answer, in plain words").fill("No. Panic can be treated, and talking therapies help.")
    page.get_by_label("Other statements, by their code").fill("G019")
    page.get_by_role("button", name="Hand it to a second reader").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A drafted answer")


def sign(page: Page) -> None:
    page.goto("/desk/claims/")
    page.get_by_role("link", name="Cold showers cure panic attacks.").click()
    page.get_by_label("Sign it: everybody may read it").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Thank you. Whoever asked can read what you decided.")).to_be_visible()


def test_from_a_question_to_an_answer_that_two_clinicians_signed_without_script(device):
    asker, writer, signer = (device(name, script=False, width=360) for name in ("", "Lucia", "Ravi"))
    look_up(asker, CLAIM)
    expect(asker).to_have_url(re.compile(r"/is-it-true$"))
    expect(asker.get_by_role("heading", name=re.compile("We do not know yet|may be what you mean"))).to_be_visible()
    asker.get_by_role("button", name="Ask a professional").click()
    asker.wait_for_url(re.compile(r"/is-it-true/[a-z]{4}-[a-z]{4}-[a-z]{4}$"))
    receipt = asker.url
    expect(asker.get_by_text("It waits for a professional")).to_be_visible()
    assert "cousin" not in asker.content() and asker.context.cookies() == []
    answer(writer, "cold showers cure panic")
    asker.goto(receipt)
    look_again_until(asker, "An answer is written")
    sign(signer)
    asker.goto(receipt)
    expect(asker.get_by_text("No. Panic can be treated")).to_be_visible(timeout=SLOW)
    expect(asker.get_by_text("Written by Lucia")).to_be_visible()
    look_up(asker, "Is it true that cold showers cure panic attacks?")
    expect(asker.get_by_role("heading", name="This has been answered")).to_be_visible()


def test_help_comes_first_and_the_words_stay(device):
    page = device(script=False, width=360)
    look_up(page, "I want to die. Is it true that nobody can help?")
    first = page.locator("main h2").first
    expect(first).to_have_text("You matter more than any answer")
    expect(first).to_be_in_viewport()
    expect(page.locator("main textarea")).to_have_value("I want to die. Is it true that nobody can help?")
    page.locator("main .notice--help a.button--help").click()
    expect(page).to_have_url(re.compile("/help/"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", ["/is-it-true", "/ar/is-it-true"], ids=["english", "arabic"])
@pytest.mark.parametrize("words", ["Hot milk cures depression.", "I want to die tonight.", "Zyx wvu.", "", "x" * 2100])
def test_whatever_the_answer_nothing_stands_in_anyones_way(device, path, words, dark):
    page = device(width=360, dark=dark, may_inject=True)
    look_up(page, words, path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(BARRIERS) == [] and page.evaluate(TOO_WIDE) == []
