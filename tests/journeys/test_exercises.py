"""Something to do in a hard moment: by eye, by key, in any language, and a plan that stays on the device."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PLAN = "/exercises/safety-plan"
WORDS = "When I stop answering my sister"
KEPT = "() => JSON.stringify({...localStorage, ...sessionStorage})"
ELSEWHERE = "https://www.wikipedia.org/"


@pytest.fixture
def strangers():
    """One of these stories ends with leaving for another site."""
    return []


def signs(page: Page):
    return page.get_by_label("Signs that it is starting")


def test_breathing_can_be_followed_by_counting_alone_where_motion_is_unwelcome(device):
    page = device()
    page.goto("/exercises/breathing")
    page.get_by_role("button", name="Start").press("Enter")
    expect(page.get_by_text("Breathe in", exact=True)).to_be_visible()
    expect(page.locator(".breath__circle")).to_be_hidden()
    expect(page.locator("[data-part=count]")).to_have_text("2")
    expect(page.get_by_text("Breathe out", exact=True)).to_be_visible()
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.locator("[data-part=count]")).to_be_empty()
    assert page.evaluate("document.querySelectorAll('audio, video').length") == 0


def test_breathing_has_a_circle_that_moves_where_motion_is_welcome(device):
    page = device()
    page.emulate_media(reduced_motion="no-preference")
    page.goto("/exercises/breathing")
    page.get_by_role("button", name="Start").click()
    size = "() => document.querySelector('.breath__circle').getBoundingClientRect().width"
    before = page.evaluate(size)
    page.wait_for_timeout(1500)
    assert page.evaluate(size) > 1.2 * before


def test_grounding_goes_step_by_step_with_keys_and_says_where_one_is(device):
    page = device()
    page.goto("/exercises/grounding")
    expect(page.get_by_text("Step 1 of 6")).to_be_visible()
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_text("Name four things you can feel")).to_be_focused()
    expect(page.get_by_text("Name five things")).to_be_hidden()
    page.get_by_role("button", name="Show all steps").press("Enter")
    expect(page.get_by_text("Name five things")).to_be_visible()


def test_in_arabic_the_steps_are_read_from_right_to_left_and_nothing_sticks_out(device):
    page = device(width=360)
    page.goto("/ar/exercises/grounding")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".steps [role=status]")).to_contain_text("6")
    next_key, back_key = (page.locator(f"[data-part={name}]").bounding_box() for name in ("next", "back"))
    assert next_key["x"] < back_key["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_script_a_plan_can_be_printed_and_nothing_pretends_to_keep_it(device):
    page = device(script=False, width=360)
    page.goto(PLAN)
    expect(page.get_by_text("Print this page and write on the lines.")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it on this device")).to_be_hidden()
    page.emulate_media(media="print")
    expect(signs(page)).to_be_visible()
    expect(page.get_by_role("heading", name="Where your words are")).to_be_hidden()


def test_a_plan_stays_on_the_device_and_no_request_carries_a_word_of_it(device):
    page = device()
    sent: list[str] = []
    page.context.on("request", lambda asked: sent.append(f"{asked.method} {asked.url} {asked.post_data}"))
    page.goto(PLAN)
    signs(page).fill(WORDS)
    page.get_by_role("button", name="Keep it on this device").click()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("button", name="Download as text").click()
    assert WORDS in file.value.path().read_text()
    page.reload()
    expect(signs(page)).to_have_value("")
    page.get_by_role("button", name="Show my plan").click()
    expect(signs(page)).to_have_value(WORDS)
    page.goto("/about")
    page.wait_for_timeout(300)
    assert len(sent) > 4
    assert [one for one in sent if one.startswith("POST") or "sister" in one] == []
    assert page.context.cookies() == []


def test_a_plan_that_was_not_kept_is_gone_and_a_deleted_one_leaves_nothing(device):
    page = device()
    page.goto(PLAN)
    signs(page).fill(WORDS)
    page.goto("/about")
    assert WORDS not in page.evaluate(KEPT)
    page.go_back()
    expect(signs(page)).to_have_value("")
    signs(page).fill(WORDS)
    page.get_by_role("button", name="Keep it on this device").click()
    assert WORDS in page.evaluate(KEPT)
    page.get_by_role("button", name="Delete everything of it").click()
    assert "hearten.plan" not in page.evaluate(KEPT)
    expect(signs(page)).to_have_value("")


def test_a_hidden_plan_opens_only_with_its_word_and_the_page_does_not_say_that_there_is_one(device):
    page = device()
    page.goto(PLAN)
    before = page.locator("main").inner_text()
    signs(page).fill(WORDS)
    page.get_by_text("Hide it behind a word").click()
    page.get_by_label("Your word, at least 6 letters").fill("blue heron")
    page.get_by_role("button", name="Hide this plan").click()
    expect(page.get_by_text("Hidden. It opens only with your word.")).to_be_visible()
    assert "sister" not in page.evaluate(KEPT)
    page.reload()
    expect(page.get_by_role("button", name="Keep it on this device")).to_be_visible()
    assert page.locator("main").inner_text() == before
    page.get_by_text("Hide it behind a word").click()
    for word, said in (("red heron", "No plan opens with this word."), ("blue heron", "Here is your plan.")):
        page.get_by_label("Your word, at least 6 letters").fill(word)
        page.get_by_role("button", name="Open a hidden plan").click()
        expect(page.get_by_text(said)).to_be_visible()
    expect(signs(page)).to_have_value(WORDS)


def test_who_leaves_quickly_leaves_no_open_plan_behind(device, hearten):
    page = device()
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    page.goto(PLAN)
    signs(page).fill(WORDS)
    page.get_by_role("button", name="Keep it on this device").click()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(ELSEWHERE)
    page.goto(hearten.url(PLAN))
    expect(page.get_by_role("button", name="Show my plan")).to_be_visible()
    expect(signs(page)).to_have_value("")
