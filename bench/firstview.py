"""The first view on a cheap phone: what arrives before the film does, and how soon there is something to see.

bin/demo in one window, then  python bench/firstview.py --address http://127.0.0.1:8000
Chromium, a phone of 360 x 740, 1.6 Mbit/s and 150 ms; nothing kept from before. --cpu 4 slows its processor fourfold.

Two pages are looked at: the feed as it stands, and, where something other than a film stands first there, the same
feed in the first order (?seed=1, 2, ...) that begins with films. On a page that begins with cards no film plays, so it
has no first frame; it says instead when its largest words or picture were painted and when the film that comes next
could be shown. Prints one JSON line last; `ratio` is the worst figure of either page to its target.
"""

import argparse
import json
import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
BYTES_A_SECOND, LATENCY_MS = 1_600_000 / 8, 150
TARGETS = {"kb_before_film": 60.0, "first_paint_ms": 1500.0, "first_frame_ms": 2500.0, "swipe_ms": 150.0}
STATED = ("largest_paint_ms", "film_ready_ms")  # no target of their own
WITHIN = 30_000  # milliseconds
ORDERS = 60  # tried until one begins with two films
# Motion is reduced so that a swipe is one step and not a glide of a third of a second; films play all the same.
WATCH = """
localStorage.setItem("hearten.autoplay", "yes");
new PerformanceObserver((all) => { for (const one of all.getEntries()) window.largest = one.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
const note = (video, what) => { video.dataset[what] ??= String(performance.now()); };
new MutationObserver(() => document.querySelectorAll("video:not([data-heard])").forEach((video) => {
  video.dataset.heard = "1";
  video.requestVideoFrameCallback(() => note(video, "seen"));
  video.addEventListener("loadeddata", () => note(video, "ready"));
})).observe(document, {childList: true, subtree: true});
"""
# What stands where: a film that may play by itself, a film behind a warning, or something else.
KINDS = """() => [...document.querySelectorAll(".short")].map((card) =>
  card.querySelector(".short__gate") ? "gated" : card.querySelector("video") ? "film" : "other")"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
LARGEST = "() => window.largest ?? 0"
FIRST = "(what) => document.querySelector('.short video')?.dataset[what]"
NEXT = "() => (document.querySelectorAll('.short')[1]?.querySelector('video')?.readyState ?? 0) >= 3"
SWIPE = """() => new Promise((done) => {
  const next = document.querySelectorAll(".short")[1].querySelector("video");
  const began = performance.now();
  next.requestVideoFrameCallback(() => done(performance.now() - began));
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "j", bubbles: true}));
})"""


@dataclass
class Traffic:
    """What came over the line, in bytes with their headers, until the first byte of a film."""

    names: dict[str, str] = field(default_factory=dict)
    came: dict[str, float] = field(default_factory=dict)
    has_film: bool = False

    def listen(self, line: CDPSession) -> None:
        line.on("Network.requestWillBeSent", lambda e: self.names.setdefault(e["requestId"], e["request"]["url"]))
        line.on("Network.responseReceived", self._begun)
        line.on("Network.dataReceived", lambda e: self._more(e["requestId"], e["encodedDataLength"]))
        line.on("Network.loadingFinished", lambda e: self._whole(e["requestId"], e["encodedDataLength"]))

    def _begun(self, event: dict[str, Any]) -> None:
        self.has_film = self.has_film or ".mp4" in event["response"]["url"]
        self._more(event["requestId"], event["response"]["encodedDataLength"])

    def _more(self, request: str, size: float) -> None:
        if not self.has_film:
            self.came[request] = self.came.get(request, 0) + size

    def _whole(self, request: str, size: float) -> None:
        if not self.has_film:
            self.came[request] = size

    def by_name(self) -> dict[str, float]:
        return {self.names[request].split("/", 3)[-1][:60] or "/": size for request, size in self.came.items()}


@dataclass(frozen=True)
class View:
    """Milliseconds from the request; None where the page has no such moment."""

    kb_before_film: float
    first_paint_ms: float
    first_frame_ms: float | None
    swipe_ms: float | None
    largest_paint_ms: float
    film_ready_ms: float
    came: dict[str, float]


def kinds(browser: Browser, address: str) -> list[str]:
    context = browser.new_context(java_script_enabled=True, service_workers="block")
    page = context.new_page()
    page.goto(address, wait_until="domcontentloaded")
    found: list[str] = page.evaluate(KINDS)
    context.close()
    return found


def pages(browser: Browser, address: str) -> dict[str, tuple[str, list[str]]]:
    """Each page by what it begins with: its address and what stands on it."""
    here = kinds(browser, address)
    if here[:1] == ["film"]:
        return {"film_first": (address, here)}
    found = {"as_it_stands": (address, here)} if "film" in here else {}
    for seed in range(1, ORDERS + 1):
        other = f"{address}{'&' if '?' in address else '?'}{urlencode({'seed': seed})}"
        there = kinds(browser, other)
        if there[:2] == ["film", "film"]:
            return {**found, "film_first": (other, there)}
    return found


def look(browser: Browser, address: str, here: Sequence[str], cpu: float) -> View:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    line, traffic = context.new_cdp_session(page), Traffic()
    line.send("Network.enable")
    slow = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND}  # fmt: skip
    line.send("Network.emulateNetworkConditions", slow)
    line.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    traffic.listen(line)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    try:
        return seen(page, here, traffic)
    finally:
        context.close()


def seen(page: Page, here: Sequence[str], traffic: Traffic) -> View:
    def first(what: str) -> float:
        return float(page.wait_for_function(FIRST, arg=what, timeout=WITHIN).json_value())

    frame, ready = first("seen") if here[0] == "film" else None, first("ready")
    paint, largest, swipe = page.evaluate(PAINT), page.evaluate(LARGEST), None
    if here[1:2] == ["film"]:
        page.wait_for_function(NEXT, timeout=WITHIN)
        swipe = page.evaluate(SWIPE)
    kb = sum(traffic.came.values()) / 1000
    return View(kb, paint, frame, swipe, largest, ready, traffic.by_name())


def middle(views: Sequence[View], name: str) -> float | None:
    had = [value for view in views if (value := getattr(view, name)) is not None]
    return round(statistics.median(had), 1) if had else None


def told(name: str, address: str, views: Sequence[View]) -> dict[str, float | None]:
    found = {figure: middle(views, figure) for figure in (*TARGETS, *STATED)}
    print(f"{name}: {address}")
    for part, size in sorted(views[-1].came.items(), key=lambda one: -one[1]):
        print(f"{size / 1000:7.1f} KB  {part}")
    for figure, value in found.items():
        target = TARGETS.get(figure)
        against = f" (target {target:g}){'  missed' if (value or 0) > target else ''}" if target else ""
        print(f"  {figure}: {'none here' if value is None else value}{against}")
    return found


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--address", default="http://127.0.0.1:8000")
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--cpu", type=float, default=1.0)
    asked = words.parse_args()
    found = {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        for name, (address, here) in pages(browser, asked.address).items():
            look(browser, address, here, 1.0)  # the server's own first time is no phone's
            views = [look(browser, address, here, asked.cpu) for _ in range(asked.rounds)]
            found[name] = told(name, address, views)
        browser.close()
    if "film_first" not in found:
        sys.exit("No order of this feed begins with a film, so there is no first frame to measure.")
    ratio = max((view[name] or 0) / target for view in found.values() for name, target in TARGETS.items())
    print(json.dumps({"bench": "firstview", "cpu": asked.cpu, "rounds": asked.rounds, **found,
                      "ratio": round(ratio, 3), "ok": ratio <= 1}))  # fmt: skip


if __name__ == "__main__":
    main()
