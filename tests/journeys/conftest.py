"""One running Hearten and one browser for all journeys; each person comes with a device of their own."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import imageio_ffmpeg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.journeys.walking import Device, sign_in
from tests.world.live import Live, database, live

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 15_000  # milliseconds: whoever writes first waits while the rules are read, also on a busy machine
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


@pytest.fixture(scope="package")
def hearten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    state = tmp_path_factory.mktemp("journeys")
    with database(state) as postgres, live(postgres, state / "live", "journeys") as running:
        yield running


# For this folder alone: Playwright keeps an event loop in the thread, which other tests could not live with.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("These journeys walk through pages in Chromium, and there is none here: apt install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def sign_ins() -> dict[str, Any]:
    """What each person's browser remembers after signing in, so that nobody signs in twice."""
    return {}


@pytest.fixture
def strangers() -> Iterator[list[str]]:
    """Addresses elsewhere that a page asked for: there are never any."""
    asked: list[str] = []
    yield asked
    assert asked == [], "a page asked a third party for something"


@pytest.fixture
def device(
    hearten: Live, browser: Browser, sign_ins: dict[str, Any], strangers: list[str]
) -> Iterator[Callable[..., Page]]:
    """`device()` is a visitor's; `device("Amara")` is signed in; `device(script=False, width=360)` is an old phone."""
    contexts: list[BrowserContext] = []

    def watch(request: Request) -> None:
        to = urlsplit(request.url)
        if to.scheme in ("http", "https") and to.netloc != urlsplit(hearten.address).netloc:
            strangers.append(request.url)

    def opened(person: str = "", **kind: Any) -> Page:
        if person and person not in sign_ins:
            sign_ins[person] = _signed_in(browser, hearten, person)
        made = browser.new_context(
            base_url=hearten.address, storage_state=sign_ins.get(person), **Device(**kind).options()
        )
        made.set_default_timeout(PATIENCE)
        made.on("request", watch)
        contexts.append(made)
        return made.new_page()

    yield opened
    for context in contexts:
        context.close()


def _signed_in(browser: Browser, hearten: Live, person: str) -> Any:
    context = browser.new_context(base_url=hearten.address)
    sign_in(context.new_page(), person)
    remembered = context.storage_state()
    context.close()
    return remembered


@pytest.fixture(scope="package")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of a moving picture with a tone, made here by a real encoder."""
    return _film(tmp_path_factory.mktemp("film") / "breathe.mp4", "testsrc2")


@pytest.fixture(scope="package")
def other_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _film(tmp_path_factory.mktemp("film") / "walk.mp4", "smptebars")


def _film(path: Path, picture: str) -> Path:
    subprocess.run(
        [
            imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-y",
            "-f", "lavfi", "-i", f"{picture}=size=270x480:rate=15:duration=4",
            "-f", "lavfi", "-i", "sine=frequency=220:duration=4",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", str(path),
        ],
        check=True,
    )  # fmt: skip
    return path
