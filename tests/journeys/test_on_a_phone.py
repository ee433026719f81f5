"""A small, old phone: everything fits, help is in the same place, and fingers find their target."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_nothing_in_the_way import BY_WHOM

pytestmark = pytest.mark.browser
WIDTH, FINGER = 360, 44  # WCAG 2.2, 2.5.5: 44 CSS pixels. Checked 2026-11-23.
TOO_WIDE = """() => {
    const page = document.documentElement;
    const out = [...document.querySelectorAll("main *, header *, footer *")].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.right > page.clientWidth + 1 || box.left < -1)
            && !one.closest(".table, .visually-hidden, [hidden], svg, .skip, .rail");
    });
    const name = one => one.tagName.toLowerCase() + "." + one.className;
    return page.scrollWidth > page.clientWidth ? ["scrolls sideways", ...out.map(name).slice(0, 4)] : [];
}"""
SMALL = """finger => [...document.querySelectorAll(".button, .rail__button, summary, .choices label, .check")]
    .filter(one => one.checkVisibility() && !one.closest(".visually-hidden"))
    .filter(one => one.getBoundingClientRect().height < finger - 0.5)
    .map(one => `${one.innerText.trim()} (${Math.round(one.getBoundingClientRect().height)})`)"""


@pytest.mark.parametrize("prefix", ["", "/ar", "/fr"], ids=["english", "arabic", "french"])
@pytest.mark.parametrize("person", BY_WHOM, ids=lambda name: name or "visitor")
def test_every_page_fits_a_small_phone_with_help_at_hand(device, hearten, person, prefix):
    page = device(person, width=WIDTH)
    wrong = {}
    for path in BY_WHOM[person]:
        if path.startswith("/ar/"):
            continue
        page.goto(prefix + path.format(**hearten.world))
        expect(page.locator("a.button--help").first).to_be_in_viewport()
        said = page.evaluate(TOO_WIDE) + page.evaluate(SMALL, FINGER)
        if said:
            wrong[path] = said
    assert wrong == {}


def test_a_page_that_is_too_wide_would_be_noticed(device):
    page: Page = device(width=WIDTH)
    page.goto("/about")
    page.evaluate("document.querySelector('h1').style.width = '500px'")
    small = "min-height: 0; height: 20px; padding: 0; overflow: hidden"
    page.evaluate("small => { document.querySelector('.button').style.cssText = small }", small)
    assert page.evaluate(TOO_WIDE) and page.evaluate(SMALL, FINGER)
