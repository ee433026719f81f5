"""A learning path: watched in its order, ticked on this device alone, with questions that teach and keep nothing."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_leaving import ELSEWHERE

pytestmark = pytest.mark.browser
KEPT = "JSON.stringify(localStorage)"


@pytest.fixture
def strangers():
    """Someone leaves for another site here."""
    return []


def test_what_was_watched_is_remembered_here_and_forgotten_when_someone_leaves_quickly(device, hearten):
    page = device(width=360)
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html"))
    page.goto(f"/paths/{hearten.world['path']}/")
    page.get_by_label("Watched").first.check()
    page.reload()
    expect(page.get_by_label("Watched").first).to_be_checked()
    expect(page.get_by_label("Watched").nth(1)).not_to_be_checked()
    assert "hearten.path." in page.evaluate(KEPT)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(ELSEWHERE)
    page.goto("/paths/")
    assert "hearten.path." not in page.evaluate(KEPT)


def test_a_path_plays_in_its_own_order_also_for_someone_with_wishes(device, hearten):
    page = device(width=360)
    page.goto("/paths/")
    page.evaluate("localStorage.setItem('hearten.wishes', JSON.stringify({gentler: true}))")
    page.get_by_role("link", name="When panic comes").click()
    page.get_by_role("link", name="Watch in order").click()
    expect(page.locator("article.short h2")).to_have_text(
        ["What a panic attack is", "A slow breath", "Five things you can see"]
    )
    page.wait_for_timeout(700)
    assert page.locator("article.short").count() == 3


def test_without_script_a_question_is_answered_and_no_cookie_is_set(device, hearten):
    page = device(script=False, width=360)
    page.goto(f"/paths/{hearten.world['path']}/")
    expect(page.get_by_label("Watched").first).not_to_be_visible()
    page.get_by_role("link", name="To the questions").click()
    page.get_by_label("Only weak people").check()
    page.get_by_role("button", name="Show me the answers").click()
    expect(page.get_by_text("Many people think so. It is this:")).to_be_visible()
    expect(page.get_by_text("There are treatments that work.")).to_be_visible()
    assert page.context.cookies() == []
