"""How a film plays is the viewer's to say, a film that does not come is no dead end, and twenty minutes are enough."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.test_nothing_in_the_way import barriers
from tests.journeys.walking import AWAKE

pytestmark = pytest.mark.browser
PLAYING = re.compile("is-playing")


def opened(page: Page, path: str = "/") -> Locator:
    page.goto(path)
    page.wait_for_selector(AWAKE)
    return page.locator(".short").first


def sheet(card: Locator, name: str) -> Locator:
    found = card.locator("details.sheet").filter(has=card.page.locator("summary", has_text=name))
    found.locator("summary").first.click()
    return found


def plays(card: Locator) -> None:
    card.locator("video").evaluate("film => { film.loop = true }")  # the films of this world last two seconds
    card.locator(".short__play").click()
    expect(card).to_have_class(PLAYING)


def plays_as_public(page: Page, card: Locator) -> None:
    """It plays, and the edge has said that it may: no request is under way while a route is laid."""
    with page.expect_response("**/edge/post/*") as asked:
        plays(card)
    asked.value.finished()


def of_the_film(card: Locator, what: str) -> object:
    return card.locator("video").evaluate(f"film => film.{what}")


def test_speed_and_the_look_of_captions_hold_for_every_film_and_for_the_next_visit(device):
    page = device(width=360)
    card = opened(page)
    more = sheet(card, "More")
    more.get_by_label("Speed").select_option("0.75")
    more.get_by_label("Size of captions").select_option("xl")
    more.get_by_label("Behind captions").select_option("none")
    card = opened(page)
    plays(card)
    assert of_the_film(card, "playbackRate") == 0.75
    words = card.locator(".short__caption span")
    expect(words).to_have_text(re.compile(r"^Breathe in"))  # as every film of this world and of its journeys begins
    style = words.evaluate("one => [getComputedStyle(one).fontSize, getComputedStyle(one).backgroundColor]")
    assert style == ["32px", "rgba(0, 0, 0, 0)"]


def test_only_the_sound_is_fetched_where_someone_asks_for_only_the_sound(device):
    page = device(width=360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rsplit("/", 1)[-1]))
    card = opened(page)
    sheet(card, "More").get_by_label("Only the sound").check()
    card = opened(page)
    plays(card)
    expect(card.locator("img.short__still")).to_be_visible()
    assert str(of_the_film(card, "currentSrc")).endswith(".m4a")
    assert not [name for name in asked if name.endswith(".mp4")]


def test_captions_are_chosen_among_the_languages_there_are(device):
    page = device(width=360)
    card = opened(page)
    more = sheet(card, "More")
    expect(more.get_by_label("Language of captions")).to_have_count(0)  # one language is no choice
    card.locator("video").evaluate(
        """film => { const other = film.querySelector('track').cloneNode();
        other.srclang = 'es'; other.label = 'Español'; film.append(other); }"""
    )
    more.locator(".sheet__body").evaluate("body => body.replaceChildren()")
    more.evaluate("one => { one.open = false }")
    plays(card)
    more = sheet(card, "More")
    more.get_by_label("Language of captions").select_option("Español")
    expect(card.locator(".short__caption")).to_have_attribute("lang", "es")


def test_the_words_of_a_film_lead_to_their_second_and_follow_it(device):
    page = device(width=360)
    card = opened(page)
    words = sheet(card, "In words")
    second = words.locator("li[data-start]").nth(1)
    second.get_by_role("button").click()
    expect(words.locator("li.is-now")).to_contain_text(second.locator("span").inner_text())
    assert float(str(of_the_film(card, "currentTime"))) >= float(second.get_attribute("data-start") or "nan") >= 1


def test_who_comes_back_to_the_tab_goes_on_where_they_were(device, hearten):
    page, post = device(), hearten.world["public 1"]
    page.add_init_script(
        f"if (!sessionStorage.seen) sessionStorage['hearten.at'] = JSON.stringify({{post: '{post}', second: 1.02}});"
        "sessionStorage.seen = 'yes'"
    )
    opened(page)
    card = page.locator(f"#post-{post}")
    expect(card).to_be_in_viewport(ratio=0.5)
    expect(page.locator(".short").first).to_have_id(f"post-{post}")
    card.locator("summary", has_text="Why this?").click()
    expect(card.get_by_text("You were in the middle of it.")).to_be_visible()
    card.locator("video").evaluate(
        "film => { film.addEventListener('seeked', () => { film.dataset.went = film.currentTime }, {once: true}) }"
    )
    plays(card)
    expect(card.locator("video")).to_have_attribute("data-went", re.compile(r"^1\."))


def test_the_menu_says_how_much_data_the_films_have_cost(device):
    page = device(width=360)
    card = opened(page)
    plays(card)
    page.wait_for_timeout(800)
    page.locator(".choices-menu summary").click()
    said = page.locator("[data-part=data]")
    expect(said).to_contain_text("MB so far")
    assert 0.01 < float(said.inner_text().split()[1]) < 5


@pytest.mark.parametrize("path", ["/", "/ar/"])
def test_a_film_that_does_not_load_says_so_and_leads_on(device, path):
    page = device(width=360, may_inject=True)
    page.route("**/*.mp4", lambda route: route.abort())
    card = opened(page, path)
    card.locator(".short__play").click()
    trouble = card.locator(".short__trouble")
    expect(trouble).to_be_visible()
    assert barriers(page) == []
    page.unroute("**/*.mp4")
    card.locator("video").evaluate("film => { film.loop = true }")
    trouble.locator("[data-press=again]").click()
    expect(trouble).to_have_count(0)
    expect(card).to_have_class(PLAYING)


def test_from_a_film_that_does_not_load_one_button_leads_to_the_next(device):
    page = device(width=360)
    page.route("**/*.mp4", lambda route: route.abort())
    card = opened(page)
    card.locator(".short__play").click()
    card.get_by_role("button", name="Next film").click()
    expect(page.locator(".short").nth(1)).to_be_in_viewport(ratio=0.6)


def never_answered(page: Page) -> list[Route]:
    """The line takes the question for a film and sends nothing; whoever holds the routes may answer later."""
    held: list[Route] = []
    page.route("**/*.mp4", lambda route: held.append(route))
    return held


def test_a_film_that_does_not_come_is_said_to_be_on_its_way_over_its_still_and_plays_when_it_comes(device):
    page = device(width=360)
    held = never_answered(page)
    card = opened(page)
    card.locator("video").evaluate("film => { film.loop = true }")
    card.locator(".short__play").click()
    trouble = card.locator(".short__trouble")
    expect(trouble).to_be_visible(timeout=4000)
    expect(trouble).to_contain_text("still on its way")
    expect(card.locator("img.short__still")).to_be_visible()
    for route in held:
        route.continue_()
    page.unroute("**/*.mp4")
    expect(trouble).to_have_count(0)
    expect(card).to_have_class(PLAYING)


def test_who_waits_for_a_film_can_read_its_words_ask_again_or_go_on(device):
    page = device(width=360, may_inject=True)
    never_answered(page)
    card = opened(page)
    card.locator(".short__play").click()
    trouble = card.locator(".short__trouble")
    expect(trouble).to_be_visible()
    assert barriers(page) == []
    trouble.get_by_role("button", name="Read the words instead").click()
    expect(card.locator(".sheet[open]").get_by_role("heading", name="This post in words")).to_be_visible()
    page.keyboard.press("Escape")
    trouble.get_by_role("button", name="Try again").click()
    expect(trouble).to_have_count(0)
    expect(trouble).to_be_visible(timeout=5000)  # it did not come then either
    trouble.get_by_role("button", name="Next film").click()
    expect(page.locator(".short").nth(1)).to_be_in_viewport(ratio=0.6)


@pytest.mark.parametrize("height", [560, 640, 740])
@pytest.mark.parametrize("path", ["/", "/ar/", "/pt/"])
def test_what_one_can_do_about_a_film_that_does_not_come_lies_under_nothing(device, path, height):
    page = device(width=360)
    page.set_viewport_size({"width": 360, "height": height})
    page.route("**/*.mp4", lambda route: route.abort())
    card = opened(page, path)
    card.locator(".short__play").click()
    expect(card.locator(".short__trouble")).to_be_visible()
    for name in ("again", "next", "words"):
        card.locator(f".short__trouble [data-press={name}]").click(trial=True, timeout=3000)


def test_a_film_that_comes_in_time_says_nothing(device):
    page = device(width=360)
    card = opened(page)
    plays(card)
    page.wait_for_timeout(4000)
    expect(card.locator(".short__trouble")).to_have_count(0)


def test_a_film_withdrawn_while_someone_watches_goes_when_they_look_at_it_again(device):
    page = device(width=360)
    card = opened(page)
    title = card.locator(".short__title").inner_text()
    plays_as_public(page, card)
    page.route("**/edge/post/*", lambda route: route.fulfill(status=404, json={"error": "gone"}))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("This post is no longer shown.")).to_be_focused()
    expect(page.get_by_text(title)).to_have_count(0)
    expect(card.locator("video")).to_have_count(0)


def test_a_corrected_post_says_on_its_card_what_is_right(device):
    page = device(width=360)
    card = opened(page)
    plays_as_public(page, card)
    said = {"corrected": {"language": "es", "dir": "ltr", "right": "No es verdad."}}
    page.route("**/edge/post/*", lambda route: route.fulfill(json=said))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("This post was corrected")).to_be_focused()
    expect(page.get_by_text("No es verdad.")).to_have_attribute("lang", "es")


def after_twenty_minutes(page: Page) -> Locator:
    page.add_init_script("sessionStorage['hearten.watched'] ??= '1199'")
    card = opened(page)
    plays(card)
    rest = page.locator(".feed__rest")
    expect(rest).to_have_count(1)
    expect(card).to_be_in_viewport(ratio=0.6)  # it waits for the next swipe
    return rest


def test_after_twenty_minutes_the_next_stop_is_a_calm_one_and_one_can_go_on(device):
    page = device(width=360, may_inject=True)
    rest = after_twenty_minutes(page)
    page.keyboard.press("j")
    expect(rest).to_be_in_viewport(ratio=0.6)
    expect(rest.get_by_role("heading")).to_have_text("You have been watching for 20 minutes.")
    assert barriers(page) == []
    rest.get_by_role("button", name="Go on").click()
    expect(page.locator(".short").nth(1)).to_be_in_viewport(ratio=0.6)


def test_who_stops_for_now_comes_to_an_end_that_stays_the_end(device):
    page = device(width=360)
    rest = after_twenty_minutes(page)
    page.keyboard.press("j")
    rest.get_by_role("button", name="Stop for now").click()
    expect(page.get_by_text("That is all for now.")).to_be_in_viewport()
    page.wait_for_timeout(600)
    assert page.locator(".short").count() == 1


def test_what_one_hands_on_is_the_plain_address_and_where_help_is(device, hearten):
    page = device(width=360)
    page.add_init_script("navigator.share = said => (window.handed = said, Promise.resolve())")
    card = opened(page)
    handed = sheet(card, "Share")
    address = card.locator(".short__title a").evaluate("link => link.href")
    expect(handed.get_by_text(address)).to_be_visible()
    handed.get_by_role("button", name="Share").click()
    said = page.evaluate("window.handed")
    assert said["url"] == address and "?" not in address and "#" not in address
    assert said["text"].endswith("If it is a hard moment, help is here: " + hearten.url("/help/"))


def test_where_nothing_can_be_handed_on_it_is_copied_or_said_that_it_could_not_be(device):
    page = device(width=360)
    page.add_init_script("delete Navigator.prototype.share")
    card = opened(page)
    handed = sheet(card, "Share")
    expect(handed.get_by_role("button", name="Share")).to_be_hidden()
    page.evaluate("() => { navigator.clipboard.writeText = words => (window.copied = words, Promise.resolve()) }")
    handed.get_by_role("button", name="Copy").click()
    expect(handed.get_by_text("Copied")).to_be_visible()
    assert "/post/" in page.evaluate("window.copied") and "/help/" in page.evaluate("window.copied")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    handed.get_by_role("button", name="Copy").click()
    expect(handed.get_by_text("It could not be copied.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_is_it_wrong_opens_what_the_post_rests_on_with_a_place_to_say_what_seems_wrong(device, script):
    page = device(width=360, script=script)
    page.goto("/")
    card = page.locator(".short").first
    title = card.locator(".short__title").inner_text()
    sheet(card, "Sources").get_by_role("link", name="Is it wrong?").click()
    page.wait_for_url("**/post/*/wrong")
    expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_role("group", name="What this rests on").get_by_role("checkbox")).to_have_count(1)


def test_a_hidden_page_of_storage_stops_nothing(device):
    """Some browsers refuse storage altogether."""
    page = device()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    refuse = "get() { throw new DOMException('no', 'SecurityError') }"
    page.add_init_script(
        f"for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {{{refuse}}})"
    )
    card = opened(page)
    plays(card)
    sheet(card, "More").get_by_label("Speed").select_option("2")
    assert of_the_film(card, "playbackRate") == 2
    assert faults == []
