"""A prepaid phone on a poor line: the first film comes before all that can wait, and a dropped line ends nothing."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser
MOST_BEFORE_A_FILM = 60 * 1024  # bytes over the wire before the first byte of a film
MOST_SCRIPTS, MOST_OF_SCRIPT = 3, 20 * 1024  # files, and their bytes: many small ones wait for each other
LOOKING_MS = 4000
LATE, MOST_MOVED = 0.7, 0.1  # seconds; share of the screen times share of its height
COMES_LATE = re.compile(r"\.(js|jpg)$")
SHIFTS = """
window.moved = 0;
new PerformanceObserver((all) => all.getEntries().forEach(({value}) => { window.moved += value; }))
  .observe({type: "layout-shift", buffered: true});
"""
NEVER_BY_ITSELF = """(wait => { window.setTimeout = (go, ms) => wait(go, ms >= 2000 ? 1e8 : ms) })(window.setTimeout)"""
PLAYS = "localStorage.setItem('hearten.autoplay', 'yes')"


@dataclass
class Wire:
    """What came over the line, in the order it came, counted as the browser counts it: packed, with its headers."""

    addresses: dict[str, str] = field(default_factory=dict)
    arrived: list[tuple[str, int]] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        line = page.context.new_cdp_session(page)
        line.on(
            "Network.requestWillBeSent", lambda said: self.addresses.update({said["requestId"]: said["request"]["url"]})
        )
        line.on("Network.responseReceived", lambda said: self.take(said, said["response"]["encodedDataLength"]))
        line.on("Network.dataReceived", lambda said: self.take(said, said["encodedDataLength"]))
        line.send("Network.enable")

    def asked(self, said: dict[str, Any]) -> None:
        self.addresses[said["requestId"]] = said["request"]["url"]

    def take(self, said: dict[str, Any], size: float) -> None:
        address = self.addresses.get(said["requestId"], "")
        if address.startswith("http"):
            self.arrived.append((address, int(size)))

    def before_the_first_film(self, ending: str = "") -> int:
        return sum(size for address, size in self.until_a_film() if address.endswith(ending))

    def until_a_film(self) -> list[tuple[str, int]]:
        films = [place for place, (address, _size) in enumerate(self.arrived) if address.endswith(".mp4")]
        assert films, "no film was asked for"
        return self.arrived[: films[0]]

    def asked_for(self, ending: str) -> set[str]:
        return {address for address in self.addresses.values() if address.endswith(ending)}


def test_on_a_small_phone_the_first_film_starts_before_sixty_kilobytes_and_only_the_next_is_fetched(device):
    page, wire = device(width=360), Wire()
    page.add_init_script(PLAYS)
    wire.listen(page)
    answer = page.goto("/")
    assert answer and answer.headers.get("content-encoding") == "gzip"
    page.wait_for_timeout(LOOKING_MS)
    print(f"{wire.before_the_first_film()} bytes before the first film, {sum(size for _, size in wire.arrived)} in all")
    assert wire.before_the_first_film() <= MOST_BEFORE_A_FILM
    assert len({address for address, _size in wire.until_a_film() if address.endswith(".js")}) <= MOST_SCRIPTS
    assert wire.before_the_first_film(".js") <= MOST_OF_SCRIPT
    assert page.locator("video[src]").count() <= 2
    assert len(wire.asked_for(".vtt")) <= 2
    assert wire.asked_for(".jpg") == set()


def test_where_films_do_not_play_by_themselves_their_stills_are_seen(device):
    page = device(width=360)
    page.goto("/")
    expect(page.locator("img.short__still").first).to_be_visible()
    assert page.locator("video[src]").count() == 0


def test_a_signed_in_page_is_never_packed(device):
    answer = device("Amara").goto("/")
    assert answer and "content-encoding" not in answer.headers


def to_the_end(page: Page) -> None:
    page.locator(".feed__end").scroll_into_view_if_needed()


def test_one_dropped_request_does_not_end_the_films(device, hearten):
    page, faults = device(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    dropped: list[str] = []

    def drop_the_first(route: Route) -> None:
        if dropped:
            return route.continue_()
        dropped.append(route.request.url)
        return route.abort()

    page.route("**/edge/feed?*", drop_the_first)
    page.goto("/")
    to_the_end(page)
    expect(page.get_by_role("link", name="Show more")).to_be_visible()
    expect(page.locator(f"#post-{hearten.world['public 1']}")).to_have_count(1)
    assert (len(dropped), faults) == (1, [])


def test_films_come_at_once_when_the_line_is_back(device, hearten):
    page = device()
    page.add_init_script(
        "window.setTimeout = (setTimeout => (go, wait) => setTimeout(go, wait >= 2000 ? 1e8 : wait))(setTimeout)"
    )
    page.route("**/edge/feed?*", lambda route: route.abort())
    page.goto("/")
    to_the_end(page)
    page.wait_for_timeout(500)
    page.unroute("**/edge/feed?*")
    page.wait_for_timeout(500)
    expect(page.locator(f"#post-{hearten.world['public 1']}")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(f"#post-{hearten.world['public 1']}")).to_have_count(1)


def test_an_edge_that_shows_nothing_for_a_while_says_so_with_help_and_goes_on_later(device, hearten):
    page = device()
    resting = {"status": 503, "body": '{"error":"resting","help":"/help/"}', "content_type": "application/json"}
    page.route("**/edge/feed?*", lambda route: route.fulfill(**resting))
    page.goto("/")
    to_the_end(page)
    said = page.get_by_text("They come back by themselves.")
    expect(said).to_be_visible()
    expect(page.locator(".feed__end").get_by_role("link", name="Get help now")).to_have_attribute(
        "href", re.compile("/help")
    )
    page.unroute("**/edge/feed?*")
    expect(page.locator(f"#post-{hearten.world['public 1']}")).to_have_count(1)
    expect(said).to_be_hidden()


def moved(page: Page, path: str) -> float:
    """How far what is already seen jumps while scripts and pictures come late; 0.1 is where it begins to disturb.
    Source: web.dev/articles/cls, checked 2026-11-23."""
    page.add_init_script(SHIFTS)
    page.route(COMES_LATE, lambda route: (time.sleep(LATE), route.continue_()))
    page.goto(path)
    page.wait_for_timeout(LOOKING_MS)
    return float(page.evaluate("window.moved"))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("where", ["/", "/post/{public 1}"])
def test_nothing_that_is_already_seen_jumps_when_scripts_and_pictures_come_late(device, hearten, where, width):
    assert moved(device(width=width), where.format(**hearten.world)) <= MOST_MOVED
