"""Read from the right: the whole page turns round, and each film keeps its own language."""

import pytest
from playwright.sync_api import Locator, Page, expect

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


def spoken(part: Locator) -> list[str]:
    """The language and the direction a browser takes this part to be in."""
    return part.evaluate("part => [part.closest('[lang]').lang, getComputedStyle(part).direction]")


def test_an_arabic_film_on_a_spanish_page_keeps_its_words_and_the_page_keeps_its_buttons(device, hearten):
    page = device()
    page.goto("/es/")
    card = page.locator(f"#post-{hearten.world['arabic']}")
    assert card.locator("track").get_attribute("srclang") == "ar"
    card.scroll_into_view_if_needed()
    for own in (".short__title a", ".short__caption", ".transcript", "[data-fill=text]"):
        assert spoken(card.locator(own)) == ["ar", "rtl"], own
    for ours in (".badge", ".rail__button >> nth=0", ".tag", ".rail__help"):
        assert spoken(card.locator(ours)) == ["es", "ltr"], ours
    assert card.locator(".badge bdi").all_inner_texts() == ["Lucia", "Clinical psychologist"]


def test_the_page_of_an_arabic_film_is_english_around_arabic_words(device, hearten):
    page = device()
    page.goto(f"/post/{hearten.world['arabic']}")
    for own in ("h1 span", "article .lead", ".transcript"):
        assert spoken(page.locator(own)) == ["ar", "rtl"], own
    for ours in ("article .facts", "#checked", ".tag >> nth=0"):
        assert spoken(page.locator(ours)) == ["en", "ltr"], ours


def test_someone_changes_the_language_of_a_page_and_stays_where_they_were(device, hearten):
    page = device()
    page.goto("/about")
    page.locator("footer a[hreflang=ar]").click()
    expect(page).to_have_url(hearten.url("/ar/about"))
    page.locator("footer a[hreflang=en]").click()
    expect(page).to_have_url(hearten.url("/about"))


def test_seconds_read_as_seconds_on_an_arabic_desk(device, hearten):
    page = device("Lucia")
    page.goto(f"/ar/desk/{hearten.world['in_review']}/1/")
    assert page.locator("time[data-seconds] bdi").first.inner_text() == "0 s"
    assert page.locator("time[data-seconds] bdi").first.evaluate("part => getComputedStyle(part).direction") == "ltr"


def test_each_language_of_captions_is_named_as_those_who_speak_it_call_it(device, hearten):
    page = device()
    page.goto("/es/")
    names = page.locator("track").evaluate_all("all => all.map(one => [one.srclang, one.label])")
    assert ["en", "English"] in names and ["ar", "العربيّة"] in names


def stands_right(card: Locator) -> bool:
    signs, words = card.locator(".rail").bounding_box(), card.locator(".short__about").bounding_box()
    assert signs and words
    return signs["x"] > words["x"]


@pytest.mark.parametrize("path", ["/", "/ar/"])
def test_on_a_phone_the_signs_of_a_film_stand_where_the_lines_in_its_picture_end(device, hearten, path):
    """Words in a picture begin at the left in English and at the right in Arabic, whatever language the page is in."""
    page = device(width=360)
    page.goto(f"{path}?lang=en,ar&of=new&size=20")
    cards = {name: page.locator(f"#post-{hearten.world[name]}") for name in ("public", "arabic")}
    for card in cards.values():
        card.scroll_into_view_if_needed()
        card.locator(".short__play").wait_for()
    assert (stands_right(cards["public"]), stands_right(cards["arabic"])) == (True, False)


CUT = """() => [...document.querySelectorAll(".short:has(video) .rail__button > span")]
    .filter(one => one.checkVisibility())
    .filter(one => { const words = document.createRange(); words.selectNodeContents(one);
        const [ink, room] = [words.getBoundingClientRect(), one.closest(".rail").getBoundingClientRect()];
        const whole = document.createElement("span"); whole.style.font = getComputedStyle(one).font;
        whole.style.whiteSpace = "nowrap"; whole.style.position = "absolute"; document.body.append(whole);
        const widest = Math.max(...one.textContent.split(" ").map(word => {
            whole.textContent = word; return whole.getBoundingClientRect().width }));
        whole.remove();
        return ink.left < room.left - 1 || ink.right > room.right + 1 || widest > room.width; })
    .map(one => one.textContent)"""


@pytest.mark.parametrize("language", ["", "ar/", "es/", "fr/", "hi/", "pt/"])
def test_no_word_of_the_signs_beside_a_film_is_torn_or_leaves_the_screen(device, language):
    page = device(width=360)
    page.goto(f"/{language}")
    page.locator(".rail__button").first.wait_for()
    assert page.evaluate(CUT) == []


def test_the_signs_beside_a_film_leave_room_for_the_choices_above_them_in_every_language(device):
    for language in ("", "ar/", "es/", "fr/", "hi/", "pt/"):
        page = device(width=360)
        page.goto(f"/{language}")
        card = page.locator(".short:has(video)").first
        card.locator("[data-press=sound]").wait_for()
        signs, stage = card.locator("[data-press=sound]").bounding_box(), card.bounding_box()
        assert signs and stage
        assert signs["y"] - stage["y"] >= 150, language  # two lines above the film, and a sign of 44 pixels


def test_how_fast_a_film_runs_reads_as_a_number_and_its_sign_from_the_right_too(device):
    page = device(width=360)
    page.goto("/ar/")
    card = page.locator(".short:has(video)").first
    card.locator("[data-behavior~='feed/playing'] > summary").click()
    shown = card.locator("select[name=speed]")
    expect(shown).to_be_visible()
    order = """list => [...list.options].map(option => {
        const line = document.body.appendChild(document.createElement("p"));
        line.dir = "rtl"; line.textContent = option.textContent;
        const at = sign => { const part = document.createRange(), from = line.textContent.indexOf(sign);
            part.setStart(line.firstChild, from); part.setEnd(line.firstChild, from + 1);
            return part.getBoundingClientRect().left };
        const right = at("×") > at(option.value[0]);
        line.remove();
        return right })"""
    assert shown.evaluate(order) == [True] * 5
