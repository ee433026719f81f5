"""The first view on a cheap phone: what arrives before the film does, and how soon there is something to see.

bin/demo in one window, then  python bench/firstview.py --address http://127.0.0.1:8000
Chromium, a phone of 360 x 740, 1.6 Mbit/s and 150 ms; nothing kept from before. --cpu 4 slows its processor fourfold.
Prints one JSON line last; `ratio` is the worst of the four to its target.
"""

import argparse
import json
import os
import statistics
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
BYTES_A_SECOND, LATENCY_MS = 1_600_000 / 8, 150
TARGETS = {"kb_before_film": 60.0, "first_paint_ms": 1500.0, "first_frame_ms": 2500.0, "swipe_ms": 150.0}
WITHIN = 30_000  # milliseconds
# Motion is reduced so that a swipe is one step and not a glide of a third of a second; films play all the same.
WATCH = """
localStorage.setItem("hearten.autoplay", "yes");
const heard = (video) => video.requestVideoFrameCallback(() => { video.dataset.seen ??= String(performance.now()); });
new MutationObserver(() => document.querySelectorAll("video").forEach((video) => {
  if (!video.dataset.heard) { video.dataset.heard = "1"; heard(video); }
})).observe(document, {childList: true, subtree: true});
"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
NEXT = "() => (document.querySelectorAll('.short video')[1]?.readyState ?? 0) >= 3"
SWIPE = """() => new Promise((done) => {
  const next = document.querySelectorAll(".short video")[1];
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
    kb_before_film: float
    first_paint_ms: float
    first_frame_ms: float
    swipe_ms: float
    came: dict[str, float]


def look(browser: Browser, address: str, cpu: float) -> View:
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
        return seen(page, traffic)
    finally:
        context.close()


def seen(page: Page, traffic: Traffic) -> View:
    first = page.wait_for_function(
        "() => document.querySelector('.short video')?.dataset.seen", timeout=WITHIN
    ).json_value()
    paint = page.evaluate(PAINT)
    page.wait_for_function(NEXT, timeout=WITHIN)
    swipe = page.evaluate(SWIPE)
    return View(sum(traffic.came.values()) / 1000, paint, float(first), swipe, traffic.by_name())


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--address", default="http://127.0.0.1:8000")
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--cpu", type=float, default=1.0)
    asked = words.parse_args()
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        look(browser, asked.address, 1.0)  # the server's own first time is no phone's
        views = [look(browser, asked.address, asked.cpu) for _ in range(asked.rounds)]
        browser.close()
    found = {name: round(statistics.median(getattr(view, name) for view in views), 1) for name in TARGETS}
    for name, size in sorted(views[-1].came.items(), key=lambda one: -one[1]):
        print(f"{size / 1000:7.1f} KB  {name}")
    for name, target in TARGETS.items():
        print(f"{name}: {found[name]} (target {target:g}){'' if found[name] <= target else '  missed'}")
    ratio = max(found[name] / target for name, target in TARGETS.items())
    print(json.dumps({"bench": "firstview", "cpu": asked.cpu, "rounds": asked.rounds, **found,
                      "ratio": round(ratio, 3), "ok": ratio <= 1}))  # fmt: skip


if __name__ == "__main__":
    main()
