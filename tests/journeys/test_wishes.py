"""What someone asks for is all that changes what they are shown: at once, on this device, and it can be taken back."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.test_nothing_in_the_way import barriers
from tests.journeys.walking import AWAKE

pytestmark = pytest.mark.browser


FITS = "part => [...part.querySelectorAll('*')].every(one => one.getBoundingClientRect().right <= innerWidth + 1)"


class Edge:
    """Stands before the real edge: hears each question, and answers with cards of its own where it is given some."""

    def __init__(self, page: Page) -> None:
        self.asked: list[dict[str, str]] = []
        self.cards: list[dict[str, Any]] | None = None
        page.route("**/edge/feed?*", self.answer)

    def answer(self, route: Route) -> None:
        self.asked.append({name: said[-1] for name, said in parse_qs(urlsplit(route.request.url).query).items()})
        if self.cards is None:
            return route.continue_()
        return route.fulfill(json={"items": self.cards, "after": None})


def a_card(number: int, **other: Any) -> dict[str, Any]:
    return {
        "post_id": f"00000000-0000-4000-8000-{number:012}", "path": "about", "kind": "explain", "language": "en",
        "dir": "ltr", "title": f"Words {number}", "text": f"These are words {number}.", "topics": ["sleep"],
        "why": "newest", "maker": {"name": "Tom", "credential": None, "lived": False}, "video": None, "captions": [],
        "checked": {"by": "Lucia", "credential": "Clinical psychologist", "until": "2027-01-01", "demo": True}, **other,
    }  # fmt: skip


def opened(page: Page) -> Page:
    page.goto("/")
    page.wait_for_selector(AWAKE)
    return page


def not_for_me(page: Page, card: Locator) -> Locator:
    summary = card.locator("details.sheet > summary", has_text="Not for me")
    summary.click()
    return summary.locator("xpath=..")


def kept(page: Page) -> dict[str, Any]:
    return json.loads(page.evaluate("localStorage['hearten.wishes'] ?? '{}'"))


def wishes(page: Page, **said: Any) -> None:
    page.add_init_script(f"localStorage['hearten.wishes'] ??= JSON.stringify({json.dumps(said)})")


def test_less_of_a_topic_takes_the_card_away_kindly_and_changes_what_follows(device):
    page = device(width=360)
    edge = Edge(page)
    opened(page)
    card = page.locator(".short").first
    title = card.locator(".short__title").inner_text()
    not_for_me(page, card).get_by_role("button", name="Less about “Breathing”").click()
    expect(page.get_by_text("You will see less about “Breathing”.")).to_be_focused()
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(0)
    page.wait_for_timeout(300)
    assert edge.asked[-1]["less"] == "breathing" and "after" not in edge.asked[0]
    assert kept(page)["less"] == ["breathing"] and page.context.cookies() == []


def test_a_wish_taken_back_brings_the_card_back_and_is_asked_for_no_longer(device):
    page = device(width=360)
    edge = Edge(page)
    opened(page)
    card = page.locator(".short").first
    title = card.locator(".short__title").inner_text()
    not_for_me(page, card).get_by_role("button", name="Gentler films").click()
    expect(page.get_by_text("You will see gentler films.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=title, exact=True)).to_be_focused()
    page.wait_for_timeout(300)
    assert edge.asked[0]["gentler"] == "1" and "gentler" not in edge.asked[-1]
    assert kept(page)["gentler"] is False


def test_a_hidden_word_hides_films_also_when_the_edge_cannot_be_reached(device, hearten):
    page = device()
    page.route("**/edge/feed?*", lambda route: route.abort())
    opened(page)
    card = page.locator(".short").first
    walk = page.locator(".short__title", has_text="A walk around the block")
    expect(walk).to_have_count(1)
    sheet = not_for_me(page, card)
    sheet.get_by_label("Hide films with this word").fill("WALK")
    sheet.get_by_role("button", name="Hide it").click()
    expect(page.get_by_text("Films with this word are hidden.")).to_be_visible()
    expect(walk).to_have_count(0)
    assert page.locator(".short:not(.is-let-go)").count() > 0


def test_who_comes_back_with_wishes_sees_no_film_that_goes_against_them(device):
    page = device()
    edge = Edge(page)
    edge.cards = [a_card(1), a_card(2, title="A night of worry")]
    wishes(page, less=["breathing"], hide=["worry"], topics=["sleep"])
    opened(page)
    expect(page.locator(".short__title")).to_have_text(["Words 1"])
    assert {**edge.asked[0], "seed": ""} | {"night": "1"} == {
        "lang": "en", "less": "breathing", "topics": "sleep", "hide": "worry", "seed": "", "night": "1",
    }  # fmt: skip
    expect(page.get_by_text("That is all for now.")).to_be_visible()


def test_without_a_wish_the_question_is_everybodys(device):
    page = device()
    edge = Edge(page)
    opened(page)
    page.locator(".feed__end").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert set(edge.asked[0]) - {"night"} == {"after", "lang"}


def test_heavy_films_never_stand_side_by_side_whatever_was_taken_away_between_them(device):
    page = device()
    edge = Edge(page)
    heavy = {"heaviness": 2, "leaves": "neither", "kind": "story"}
    edge.cards = [
        a_card(1, **heavy), a_card(2, heaviness=0, kind="coping", leaves="neither", title="Worry"), a_card(3, **heavy),
        a_card(4, heaviness=0, leaves="neither"), a_card(5, heaviness=1, leaves="hope"), a_card(6, **heavy),
        a_card(7, heaviness=0, leaves="hope"), a_card(8, **heavy),
    ]  # fmt: skip
    wishes(page, hide=["worry"])
    opened(page)
    expect(page.locator(".short__title")).to_have_text(["Words 1", "Words 5", "Words 6", "Words 7"])


def test_why_this_tells_the_reason_the_edge_gave_in_words(device):
    page = device()
    edge = Edge(page)
    edge.cards = [a_card(1, why="relief"), a_card(2, why="topic"), a_card(3, why="newest")]
    wishes(page, topics=["sleep"])
    opened(page)
    expect(page.locator(".short__title")).to_have_text(["Words 1", "Words 2", "Words 3"])
    for place, reason in enumerate(
        ("It comes after something heavy, as a rest.", "You asked for more about one of its topics.",
         "It is one of the newest.")
    ):  # fmt: skip
        card = page.locator(".short").nth(place)
        card.scroll_into_view_if_needed()
        card.locator("summary", has_text="Why this?").click()
        expect(card.get_by_text(reason)).to_be_visible()
        expect(card.get_by_text("Never a reason: what you watched")).to_be_visible()
        card.locator(".sheet--line").evaluate("one => { one.open = false }")


def test_each_wish_is_listed_and_can_be_removed(device):
    page = device(width=360)
    wishes(page, less=["sleep"], hide=["hospital"], gentler=True, lang=["es"], country="NO", topics=[])
    page.goto("/wishes")
    lines = page.locator("[data-part=list] li span")
    expect(lines).to_have_text(["Less about “Sleep”", "Hidden: “hospital”", "Español", "Norway", "Gentler films"])
    page.get_by_role("button", name="Remove: Hidden: “hospital”").click()
    expect(lines).to_have_text(["Less about “Sleep”", "Español", "Norway", "Gentler films"])
    page.get_by_label("More – Sleep").check()
    expect(page.get_by_label("Less – Sleep")).not_to_be_checked()
    assert (kept(page)["topics"], kept(page)["less"], kept(page)["hide"]) == (["sleep"], [], [])
    page.get_by_role("button", name="Remove everything").click()
    expect(page.get_by_text("You have not asked for anything yet.")).to_be_visible()
    assert not any(kept(page).values())


def test_without_script_the_same_wishes_are_a_plain_form(device):
    page = device(script=False, width=360)
    page.goto("/")
    expect(page.get_by_text("Not for me").first).to_be_hidden()
    page.locator(".feed__end").get_by_role("link", name="What I asked for").click()
    page.get_by_label("Less – Sleep").check()
    page.get_by_label("Gentler films").check()
    page.get_by_label("Words to hide").fill("hospital")
    page.get_by_role("button", name="Show my films").click()
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["less"], asked["gentler"], asked["hide"]) == (["sleep"], ["1"], ["hospital"])
    expect(page.locator(".short").first).to_be_visible()


@pytest.mark.parametrize("stored", ["[]", "null", "{", '{"less": "sleep", "hide": [3, {}], "lang": null}'])
def test_a_strange_thing_in_the_storage_stops_no_film(device, stored):
    page = device()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.add_init_script(f"localStorage['hearten.wishes'] = {json.dumps(stored)}")
    opened(page)
    expect(page.locator(".short__title").first).to_be_visible()
    assert faults == []


@pytest.mark.parametrize("path", ["/", "/ar/"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_open_sheets_of_a_card_put_nothing_in_anyones_way(device, path, dark):
    page = device(width=360, dark=dark, may_inject=True)
    page.goto(path)
    page.wait_for_selector(AWAKE)
    sheets = page.locator(".short").first.locator("details.sheet")
    for place in range(sheets.count()):
        sheet = sheets.nth(place)
        sheet.locator(":scope > summary").click()
        assert barriers(page) == [], sheet.inner_text()
        narrow = (
            "part => [...part.querySelectorAll('*')].every(one => one.getBoundingClientRect().right <= innerWidth + 1)"
        )
        assert sheet.locator(".sheet__body").evaluate(narrow)
        sheet.evaluate("one => { one.open = false }")  # the Escape key three times would leave
