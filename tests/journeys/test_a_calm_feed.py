"""The feed where there is no film: an empty shelf, its end, a sheet; and nothing lies on what one reads."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_on_sources import card_of
from tests.journeys.walking import AWAKE

pytestmark = pytest.mark.browser
SPACE = """link => { const part = document.createRange(); part.setStart(link.firstChild, 0);
    part.setEnd(link.firstChild, link.firstChild.textContent.trimEnd().length);
    return link.querySelector("bdi").getBoundingClientRect().left - part.getBoundingClientRect().right }"""


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found
    return dict(found)


def seen_below(page: Page, one: Locator) -> bool:
    """Whether it stands on the screen, under the lines that lie over the feed and above the bar at the foot."""
    over = page.locator(".overhead .banner:visible, .choices-menu summary")
    lowest = max(part["y"] + part["height"] for part in map(box, over.all()))
    height = page.evaluate("innerHeight - parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom)")
    place = box(one)
    return lowest <= place["y"] and place["y"] + place["height"] <= height


@pytest.mark.parametrize("path", ["/", "/ar/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_shelf_with_nothing_on_it_says_so_and_what_to_do_where_one_looks_first(device, width, path):
    page = device(width=width)
    page.goto(path + "?of=maker:nonsense")
    page.wait_for_selector(".watching")
    page.wait_for_timeout(300)
    said = page.locator(".empty")
    expect(said.get_by_role("link")).to_be_visible()
    assert seen_below(page, said.locator(".title")) and seen_below(page, said.get_by_role("link"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_end_of_the_feed_has_the_screen_to_itself(device, width):
    page = device(width=width)
    page.goto("/?of=new&lang=ar&size=20")
    page.wait_for_selector(AWAKE)
    page.locator(".feed__end").evaluate("end => end.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(300)
    end = page.locator(".feed__end")
    expect(end.get_by_text("That is all for now.")).to_be_in_viewport(ratio=1)
    top, foot = box(page.locator(".top")), box(page.locator(".foot"))
    assert box(end)["y"] <= top["y"] + top["height"] + 2
    assert page.locator(".short").last.evaluate("card => card.getBoundingClientRect().bottom") <= top["height"] + 2
    assert foot["y"] >= page.evaluate("innerHeight") - 75


def test_the_second_of_a_claim_stands_apart_from_the_words_before_it(device, hearten):
    page = device(width=360)
    card = card_of(page, hearten.world["claims"])
    card.locator("summary", has_text="Sources").click()
    second = card.locator(".claimed a[data-second]")
    expect(second).to_be_visible()
    assert second.evaluate(SPACE) > 2
    assert box(second)["height"] >= 44


OVER_WORDS = """body => { const on = body.querySelector(".sheet__close").getBoundingClientRect();
    return [on.top - 8, on.top + 4, on.top + 22, on.bottom - 2].flatMap(y => [30, 180, on.left - 4].map(x =>
        document.elementFromPoint(x, y))).filter(part => !part.closest(".sheet__close") && part !== body)
        .map(part => part.outerHTML.slice(0, 60)) }"""


@pytest.mark.parametrize("path", ["/", "/ar/"])
def test_the_words_of_a_long_sheet_never_run_under_its_way_out(device, path):
    page = device(width=360)
    page.goto(path)
    page.wait_for_selector(AWAKE)
    card = page.locator(".short").first
    card.locator("[data-part=in-words] > summary").click()
    body = card.locator("[data-part=in-words] .sheet__body")
    expect(body.locator(".sheet__close")).to_be_visible()
    body.evaluate("""one => one.append(...Array.from({length: 40}, () => Object.assign(
        document.createElement("p"), {textContent: "Words. ".repeat(40)})))""")
    for far in (0, 37, 150, 333):
        body.evaluate("(one, far) => { one.scrollTop = far }", far)
        assert body.evaluate(OVER_WORDS) == [], far
    assert body.evaluate("one => one.scrollWidth <= one.clientWidth")
