"""Real sockets, the real pages, real threads: what people who stop in the middle do to those who go on."""

import gc
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import uvicorn
from django.conf import settings
from django.db import connections
from django.test import Client

from hearten.config.serve import UPLOAD_THREADS, pages_app
from hearten.edge import line
from hearten.edge.intake import MOST_OF_ONE_DEVICE
from hearten.features.accounts.models import Person
from hearten.features.media import queries
from hearten.features.media.models import Upload

# Django leaves the file of an interrupted form to the collector, which says so.
left_open = "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings(left_open)]
CSRF = "c" * 32
SIZE, SENT, MANY = 2_000_000, 100_000, UPLOAD_THREADS + 1
SILENCE = 1.5
FORM = (
    f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{CSRF}\r\n'
    '--x\r\nContent-Disposition: form-data; name="video"; filename="a.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
).encode()


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """The pages, served as `hearten serve` does."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "media")
    monkeypatch.setattr(line, "SILENCE", SILENCE)
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # no thread keeps one past the test
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(pages_app(), lifespan="off", log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()
        server.should_exit = True
        thread.join()
    gc.collect()


class Phone:
    """One connection that announces more than it sends."""

    def __init__(self, address: tuple[str, int], request: str, *headers: str, session: str = "", body: bytes = b""):
        self.line = socket.create_connection(address, timeout=20)
        cookie = f"Cookie: csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
        said = [f"{request} HTTP/1.1", "Host: 127.0.0.1", cookie, f"X-CSRFToken: {CSRF}", *headers]
        self.line.sendall("\r\n".join([*said, f"Content-Length: {SIZE}", "", ""]).encode() + body)

    def __enter__(self) -> "Phone":
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    def hears(self) -> tuple[int, str]:
        """The status and the rest of the answer, up to its length."""
        heard = b""
        while b"\r\n\r\n" not in heard and (more := self.line.recv(65536)):
            heard += more
        head, _, body = heard.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        while length and len(body) < int(length[1]) and (more := self.line.recv(65536)):
            body += more
        return int(head.split()[1]), (head + body).decode()


def sends_a_piece(address: tuple[str, int], upload: Upload, session: str, sends: int = SENT) -> Phone:
    about = ("Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Content-Type: application/offset+octet-stream")
    return Phone(address, f"PATCH /uploads/{upload.pk}", *about, session=session, body=b"v" * sends)


def sends_a_form(address: tuple[str, int], path: str, session: str = "") -> Phone:
    about, half = "Content-Type: multipart/form-data; boundary=x", FORM + b"v" * SENT
    return Phone(address, f"POST {path}", about, session=session, body=half)


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def test_those_who_stop_in_the_middle_are_let_go_and_what_they_sent_stays(address, amara: Person) -> None:
    stalled = [Upload.objects.create(person=amara, length=SIZE) for _ in range(MANY)]
    last = Upload.objects.create(person=amara, length=SIZE)
    sessions = [session_of(amara) for _ in range(MANY // MOST_OF_ONE_DEVICE + 1)]
    with ExitStack() as open_lines:
        phones = [
            open_lines.enter_context(sends_a_piece(address, one, sessions[nth // MOST_OF_ONE_DEVICE]))
            for nth, one in enumerate(stalled)
        ]
        time.sleep(0.3)  # so that every thread has one
        assert open_lines.enter_context(sends_a_piece(address, last, session_of(amara), SIZE)).hears()[0] == 204
        assert queries.arrived(last) == 0  # it is whole, and has taken its place
        assert [phone.hears()[0] for phone in phones] == [408] * MANY
    assert [queries.arrived(one) for one in stalled] == [SENT] * MANY


def test_one_device_cannot_hold_every_thread(address, amara: Person, lucia: Person) -> None:
    mine, session = Upload.objects.create(person=amara, length=SIZE), session_of(amara)
    theirs = Upload.objects.create(person=lucia, length=SIZE)
    with ExitStack() as open_lines:
        phones = [open_lines.enter_context(sends_a_form(address, "/mine/new", session)) for _ in range(4)]
        time.sleep(0.3)
        begun = time.monotonic()
        status, said = open_lines.enter_context(sends_a_piece(address, mine, session)).hears()
        assert status == 423 and "retry-after" in said.lower() and "still on their way" in said
        assert open_lines.enter_context(sends_a_piece(address, theirs, session_of(lucia), SIZE)).hears()[0] == 204
        assert time.monotonic() - begun < SILENCE
        assert [phone.hears()[0] for phone in phones] == [408] * len(phones)
    assert set(Upload.objects.all()) == {mine, theirs}  # half a film never passes for a whole one


@pytest.mark.parametrize(("path", "status"), [("/account/login/", 413), ("/mine/new", 403), ("/uploads/", 403)])
def test_strangers_who_announce_much_are_turned_away_at_once_with_help_beside_it(address, path, status) -> None:
    begun = time.monotonic()
    with ExitStack() as open_lines:
        phones = [open_lines.enter_context(sends_a_form(address, path)) for _ in range(MANY)]
        for heard in [phone.hears() for phone in phones]:
            assert heard[0] == status and 'href="/help/"' in heard[1] and "content-security-policy" in heard[1]
    assert time.monotonic() - begun < SILENCE


@pytest.mark.parametrize(("path", "status"), [("/mine/new", 302), ("/uploads/", 415)])
def test_a_made_up_session_holds_no_thread(address, path: str, status: int) -> None:
    begun = time.monotonic()
    with ExitStack() as open_lines:
        phones = [open_lines.enter_context(sends_a_form(address, path, f"{nth:032}")) for nth in range(MANY)]
        assert [phone.hears()[0] for phone in phones] == [status] * MANY
    assert time.monotonic() - begun < SILENCE


def test_a_refusal_speaks_the_language_of_its_page(address) -> None:
    with sends_a_form(address, "/ar/account/login/") as phone:
        assert 'dir="rtl"' in phone.hears()[1]
