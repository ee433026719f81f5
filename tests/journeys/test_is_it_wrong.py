"""A reader thinks that something in a post is wrong, says so without an account, and hears what came of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SEEMS = "It took me much longer than two minutes."
WHY = "Many people feel calmer after some minutes. It can take longer."


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_reader_says_so_and_hears_why_it_was_right(device, hearten, script):
    post = hearten.world["public 2" if script else "public 3"]
    reader, lucia, ravi = device(width=360, script=script), device("Lucia"), device("Ravi")
    reader.goto(f"/post/{post}")
    title = reader.get_by_role("heading", level=1).inner_text()
    reader.get_by_role("link", name="Is it wrong?").click()
    rests_on = reader.get_by_role("group", name="What this rests on")
    expect(rests_on.get_by_role("link")).to_have_attribute("href", re.compile("^https://"))
    reader.get_by_role("button", name="Send it to a professional").click()
    expect(reader.get_by_role("alert")).to_contain_text("Please mark or write what seems wrong.")
    reader.get_by_role("checkbox").first.check()
    reader.get_by_label("What seems wrong to you?").fill(SEEMS)
    reader.get_by_role("button", name="Send it to a professional").click()
    reader.wait_for_url(re.compile(r"/is-it-wrong/[a-z]{4}-[a-z]{4}-[a-z]{4}$"))
    expect(reader.get_by_role("heading", name="A professional is reading")).to_be_visible()
    assert reader.context.cookies() == [] and SEEMS not in reader.content()

    lucia.goto("/desk/")
    lucia.get_by_role("link", name="Is it wrong?").click()
    lucia.get_by_role("link", name=title).click()
    expect(lucia.get_by_text(SEEMS)).to_be_visible()
    lucia.get_by_label("What the post says").fill(f"Slow breathing can calm, {script}.")
    lucia.get_by_label("Yes, guidance says so").check()
    lucia.get_by_label("Your answer, in plain words").fill(WHY)
    lucia.get_by_label("Other statements, by their code").fill("G001")
    lucia.get_by_label("The answer stands until").fill((datetime.now(UTC) + timedelta(days=90)).date().isoformat())
    lucia.get_by_role("button", name="Hand it to a second reader").click()
    expect(lucia.get_by_text("You wrote this.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", name="An answer is written")).to_be_visible()

    ravi.goto(lucia.url)
    ravi.get_by_label("Sign it: everybody may read it").check()
    ravi.get_by_role("button", name="Send my answer").click()
    ravi.wait_for_url("**/desk/claims/")
    reader.reload()
    expect(reader.get_by_role("heading", name="It was right. Here is why")).to_be_visible()
    expect(reader.get_by_text(WHY)).to_be_visible()


@pytest.mark.parametrize("path", ["/post/{doubted}/wrong", "/ar/post/{doubted}/wrong", "/is-it-wrong/{doubt}"])
def test_on_a_narrow_screen_nothing_is_cut_off(device, hearten, path):
    page = device(width=360)
    page.goto(path.format(**hearten.world))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if path.startswith("/ar") else "ltr")


def test_in_an_embedded_player_the_way_to_say_so_opens_beside_the_page(device, hearten):
    page = device()
    page.goto(f"/embed/{hearten.world['public 1']}")
    way = page.get_by_role("link", name="Is it wrong?")
    expect(way).to_have_attribute("href", f"/post/{hearten.world['public 1']}/wrong")
    expect(way).to_have_attribute("target", "_blank")
