"""A real film from a form to a page that plays it, with the real tools."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import imageio_ffmpeg
import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from hearten import ports
from hearten.features.accounts.models import Person
from hearten.features.media.models import Original, Upload
from hearten.features.posts.models import Revision
from hearten.ports.speech import SilentSpeech
from hearten.ports.transcoder import FfmpegTranscoder
from tests.world.people import someone
from tests.world.posts import walk

CHROMIUM = "/usr/bin/chromium"
CALM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Two seconds of colour that say where they were filmed."""
    place = tmp_path / "film.mp4"
    made = ["-f", "lavfi", "-i", "gradients=s=360x640:d=2", "-metadata", "location=+12.3456+045.6789/", "-t", "2"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *made, str(place)], check=True)
    return place


@pytest.mark.media
@pytest.mark.django_db
def test_a_real_film_becomes_playable_and_forgets_where_it_was_filmed(
    client: Client, amara: Person, film: Path
) -> None:
    ports.use(ports.Adapters(transcoder=FfmpegTranscoder(), speech=SilentSpeech()))
    client.force_login(amara)
    with film.open("rb") as source:
        sent = {"kind": "coping", "language": "en", "title": "Colours", "topics": ["breathing"], "video": source}
        page = client.post("/mine/new", sent)["Location"]
    assert walk(Revision.objects.get()).stage == "playable"
    shown = client.get(page).content.decode()
    assert "where it was filmed" in shown
    video = b"".join(client.get(shown.split('<source src="')[1].split('"')[0]).streaming_content)
    assert video[4:8] == b"ftyp"
    assert b"12.3456" not in video


@pytest.fixture
def site(transactional_db: None) -> Iterator[str]:
    """The pages with their real static files: what a test server of Django's would serve has other names."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler, ipv6=False)
    server.set_app(get_wsgi_application())
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(site: str) -> Iterator[Page]:
    visitor = Client()
    visitor.force_login(someone("Amara"))
    cookie = {"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": site}
    with sync_playwright() as chromium:
        browser = chromium.chromium.launch(executable_path=CHROMIUM, args=CALM)
        context = browser.new_context(viewport={"width": 360, "height": 800})
        context.add_cookies([cookie])  # type: ignore[list-item]
        yield context.new_page()
        browser.close()


@pytest.mark.browser
@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium here")
def test_an_upload_in_a_browser_goes_on_after_the_line_was_gone(
    phone: Page, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Playwright keeps a loop of its own in this thread; Django would take it for its own.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    big = tmp_path / "big.mp4"
    big.write_bytes(os.urandom(1_000_000) * 12)
    pieces: list[str] = []

    def tunnel(route: object) -> None:
        method = route.request.method  # type: ignore[attr-defined]
        pieces.append(method)
        second = method == "PATCH" and pieces.count("PATCH") == 2
        route.abort("internetdisconnected") if second else route.continue_()  # type: ignore[attr-defined]

    phone.route("**/uploads/**", tunnel)
    phone.goto(f"{site}/mine/new")
    phone.fill("input[name=title]", "From a tunnel")
    phone.set_input_files("input[name=video]", str(big))
    deadline = time.monotonic() + 60
    while not phone.input_value("input[name=upload]") and time.monotonic() < deadline:
        phone.wait_for_timeout(200)
    assert pieces.count("HEAD") == 1
    assert Upload.objects.get().original == Original.objects.get(size=12_000_000)
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.wait_for_load_state()
    assert phone.input_value("input[name=title]") == "From a tunnel"
    assert "Your video is here." in phone.inner_text("main")
    phone.check("input[name=kind][value=coping]")
    phone.check("input[name=topics][value=sleep]")
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.wait_for_url("**/mine/*-*/")
    assert Revision.objects.get().title == "From a tunnel"
