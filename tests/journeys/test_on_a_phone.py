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
        expect(page.locator("a.button--help, a.bare__help").first).to_be_in_viewport()
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


DOUBLED = "document.documentElement.style.fontSize = '200%'"
OUT_OF_ITS_PILL = """() => [...document.querySelectorAll(".safety .button")].filter(pill => {
    const words = document.createRange();
    words.selectNodeContents(pill);
    const [ink, box] = [words.getBoundingClientRect(), pill.getBoundingClientRect()];
    return pill.scrollWidth > pill.clientWidth + 1 || ink.top < box.top - 1 || ink.bottom > box.bottom + 1;
}).map(pill => pill.innerText)"""


LARGE = [("", path) for path in ("/", "/help/", "/about", "/account/login/", "/ar/", "/fr/help/", "/is-it-true",
         "/is-it-true/{receipt}", "/guidance/", "/ar/guidance/depression/", "/guidance/myths/", "/topics/",
         "/topics/breathing/", "/ar/topics/stress/", "/languages/", "/makers/", "/paths/{path}/",
         "/paths/{path}/check/")] + [
    ("Lucia", "/desk/"), ("Lucia", "/desk/claims/"), ("Lucia", "/desk/{in_review}/1/"), ("Amara", "/mine/new"),
]  # fmt: skip


@pytest.mark.parametrize(("person", "path"), LARGE)
def test_twice_as_large_words_on_the_smallest_phone_need_no_scrolling_sideways(device, hearten, person, path):
    page: Page = device(person, width=320, may_inject=True)
    page.goto(path.format(**hearten.world))
    page.evaluate(DOUBLED)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(OUT_OF_ITS_PILL) == []


def test_a_key_that_is_shown_only_once_is_seen_whole_on_a_phone(device):
    page: Page = device("Omar", width=WIDTH)
    page.goto("/account/keys/")
    page.get_by_label("Who gets the key").fill("The Evening News")
    page.get_by_role("button", name="Make a key").click()
    key = page.locator("main pre")
    expect(key).to_contain_text("hearten_")
    assert key.evaluate("part => part.scrollWidth <= part.clientWidth")


def test_on_a_phone_on_its_side_a_film_is_seen_whole_under_a_slim_bar(device):
    page: Page = device(may_inject=True)
    page.set_viewport_size({"width": 740, "height": 360})
    page.goto("/")
    expect(page.locator("a.button--help, a.bare__help").first).to_be_in_viewport()
    assert page.evaluate("document.querySelector('.top').getBoundingClientRect().height") <= 50
    film = page.locator(".short__video").first.bounding_box()
    top = page.locator(".top").bounding_box()
    assert film and top
    assert film["y"] >= top["height"] and film["y"] + film["height"] <= 360 and film["height"] > 200


@pytest.mark.parametrize("width", [360, 1280])
def test_the_button_for_how_films_play_covers_no_words_of_the_banner(device, width):
    page: Page = device(width=width)
    page.goto("/")
    banner, button = (
        page.locator(".banner:visible").bounding_box(),
        page.locator(".choices-menu summary").bounding_box(),
    )
    assert banner and button
    assert button["y"] >= banner["y"] + banner["height"]


def test_on_a_wide_screen_film_claims_and_answer_follow_each_other_however_long_the_findings_are(device, hearten):
    page: Page = device("Lucia")
    page.goto(f"/desk/{hearten.world['held']}/1/")
    film = page.locator("section[aria-labelledby=video]").bounding_box()
    claims = page.locator("section[aria-labelledby=claims]").bounding_box()
    answer = page.locator("section[aria-labelledby=answer]").bounding_box()
    assert film and claims and answer
    assert 0 < claims["y"] - (film["y"] + film["height"]) < 100
    assert 0 < answer["y"] - (claims["y"] + claims["height"]) < 100


def test_on_a_phone_the_answer_comes_after_everything_it_is_about(device, hearten):
    page: Page = device("Lucia", width=WIDTH)
    page.goto(f"/desk/{hearten.world['held']}/1/")
    parts = [page.locator(f"section[aria-labelledby={name}]").bounding_box() for name in
             ("words", "video", "sources", "answer")]  # fmt: skip
    assert sorted(parts, key=lambda part: part["y"]) == parts
