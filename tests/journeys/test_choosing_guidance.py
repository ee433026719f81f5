"""Whoever writes a question finds the guidance it rests on by its words, with keys alone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_nothing_in_the_way import barriers

pytestmark = pytest.mark.browser
LIST = "The statement of guidance it rests on"


@pytest.mark.parametrize("path", ["/mine/new", "/mine/cards/new"])
def test_a_statement_is_found_by_its_words_and_chosen_with_keys(device, hearten, path):
    page = device("Amara", width=360, may_inject=True)
    page.goto(path)
    page.locator("#asks > summary").click()
    choice = page.get_by_label(LIST).first
    every = choice.locator("option").count()
    assert every > 100
    search = page.get_by_role("searchbox", name="Search these statements").first
    search.fill("SLOW breathing")
    assert 2 <= choice.locator("option").count() < 20
    expect(page.locator("[data-part=count]").first).to_have_text(f"{choice.locator('option').count() - 1} found")
    assert barriers(page) == []
    search.press("ArrowDown")
    expect(choice).to_be_focused()
    choice.select_option("G030")
    search.fill("depression")
    expect(choice).to_have_value("G030")
    search.fill("")
    expect(choice.locator("option")).to_have_count(every)
    expect(choice).to_have_value("G030")


def test_without_script_the_whole_list_stands_there_by_topic(device, hearten):
    page = device("Amara", script=False)
    page.goto("/mine/new")
    page.locator("#asks > summary").click()
    choice = page.get_by_label(LIST).first
    assert choice.locator("optgroup").count() > 10
    choice.select_option("G030")
    expect(choice).to_have_value("G030")
    expect(page.get_by_text("Search these statements")).to_have_count(2)
    expect(page.get_by_text("Search these statements").first).to_be_hidden()
