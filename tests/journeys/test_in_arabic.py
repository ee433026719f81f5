"""Read from the right: the whole page turns round, and each film keeps its own language."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PATHS = ("/", "/help/", "/about", "/account/login/", "/post/{arabic}", "/post/{public 1}")


def comes_first(page: Page, one: str, other: str) -> bool:
    """Whether `one` stands further left."""
    left, right = page.locator(one).first.bounding_box(), page.locator(other).first.bounding_box()
    assert left and right
    return left["x"] < right["x"]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_in_arabic_is_the_mirror_of_the_english_one(device, hearten, path):
    page = device()
    path = path.format(**hearten.world)
    page.goto(path)
    english = comes_first(page, ".wordmark", ".button--help")
    page.goto("/ar" + path)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert comes_first(page, ".wordmark", ".button--help") is not english
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_film_in_arabic_runs_from_the_right_also_on_an_english_page(device, hearten):
    page = device()
    page.goto("/ar/")
    card = page.locator(f"#post-{hearten.world['arabic']}")
    expect(card).to_have_attribute("dir", "rtl")
    expect(card).to_have_attribute("lang", "ar")
    assert card.locator("track").get_attribute("srclang") == "ar"
    page.goto(f"/post/{hearten.world['arabic']}")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("article")).to_have_attribute("dir", "rtl")


def test_someone_changes_the_language_of_a_page_and_stays_where_they_were(device, hearten):
    page = device()
    page.goto("/about")
    page.locator("footer a[hreflang=ar]").click()
    expect(page).to_have_url(hearten.url("/ar/about"))
    page.locator("footer a[hreflang=en]").click()
    expect(page).to_have_url(hearten.url("/about"))
