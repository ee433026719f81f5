import asyncio
from typing import Any

import pytest

from hearten.edge import intake
from hearten.edge.intake import Intake, Page, length_of, made_plain

Story = list[tuple[str, bytes]]
HERE = (b"cookie", b"amara")
PIECE_TYPE = (b"content-type", b"application/offset+octet-stream")
LARGE = (b"content-length", b"99999999")
UPLOAD = "/uploads/0192f1c2-0000-7000-8000-000000000001"
EDIT = "/mine/0192f1c2-0000-7000-8000-000000000001/edit"


def device_of(scope: Any) -> str:
    return dict(scope["headers"]).get(b"cookie", b"").decode()


def sent(
    body: list[bytes], *headers: tuple[bytes, bytes], path: str = "/account/login/", leaves: bool = False
) -> Story:
    """Which door a request went through, and what body it had there."""
    story: Story = []
    parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
    parts[-1]["more_body"] = leaves
    parts.append({"type": "http.disconnect"})

    async def receive() -> Any:
        if parts:
            return parts.pop(0)
        await asyncio.sleep(60)

    def door(name: str) -> Any:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            story.append((name, (await receive()).get("body", b"")))

        return app

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            story.append((str(message["status"]), b""))

    scope = {"type": "http", "path": path, "headers": list(headers), "query_string": b""}
    turned_away = Page(b"Help is at /help/")
    asyncio.run(Intake(door("pages"), door("uploads"), device_of, lambda *_: turned_away)(scope, receive, send))
    return story


def test_a_small_form_reaches_the_pages_whole() -> None:
    assert sent([b"a=1", b"&b=2"], (b"content-length", b"7")) == [("pages", b"a=1&b=2")]


@pytest.mark.parametrize("path", [UPLOAD, "/mine/new", "/ar/mine/new", EDIT, "/pt-br" + EDIT])
def test_a_video_goes_piece_by_piece_to_threads_of_its_own(path: str) -> None:
    assert sent([b"first", b"second"], LARGE, HERE, PIECE_TYPE, path=path) == [("uploads", b"first")]


def test_the_last_small_piece_of_a_video_is_kept_as_it_comes_too() -> None:
    small = (b"content-length", b"900000")
    assert sent([b"first", b"second"], small, HERE, PIECE_TYPE, path=UPLOAD) == [("uploads", b"first")]


def test_asking_for_room_for_a_video_is_a_small_thing() -> None:
    assert sent([b""], path="/uploads/") == [("pages", b"")]


@pytest.mark.parametrize(
    "path", ["/account/login/", "/", "/mine/", EDIT + "/more", "/mine/new/", "/x/y/mine/new", "/desk/"]
)
def test_anything_large_that_is_no_video_is_turned_away_at_once(path: str) -> None:
    assert sent([b"first"], LARGE, HERE, path=path) == [("413", b"")]


@pytest.mark.parametrize("path", [UPLOAD, "/mine/new", EDIT])
def test_a_video_from_someone_who_is_not_signed_in_is_turned_away_at_once(path: str) -> None:
    assert sent([b"first"], LARGE, PIECE_TYPE, path=path) == [("403", b"")]


def test_a_form_sent_to_where_pieces_go_is_not_read_in_search_of_its_key() -> None:
    form = (b"content-type", b"multipart/form-data; boundary=x")
    assert sent([b"first"], LARGE, HERE, form, path="/uploads/") == [("415", b"")]


@pytest.mark.parametrize("path", ["/account/login/", UPLOAD])
def test_a_body_of_unknown_length_is_turned_away_at_once(path: str) -> None:
    assert sent([b"x"], (b"transfer-encoding", b"chunked"), HERE, PIECE_TYPE, path=path) == [("411", b"")]
    assert sent([b"x"], (b"content-length", b"-5"), HERE, PIECE_TYPE, path=path) == [("411", b"")]


def test_someone_who_leaves_in_the_middle_of_a_form_holds_nothing() -> None:
    assert sent([b"a="], (b"content-length", b"7"), leaves=True) == [("408", b"")]


def test_someone_who_sends_a_form_too_slowly_is_told_so(monkeypatch: Any) -> None:
    monkeypatch.setattr(intake, "PATIENCE", 0.05)
    monkeypatch.setattr(intake, "_whole", lambda _: asyncio.sleep(60))
    assert sent([b""], (b"content-length", b"7")) == [("408", b"")]


def test_a_header_cannot_pass_for_the_one_the_proxy_sets() -> None:
    scope = made_plain({"headers": [(b"x_forwarded_proto", b"https"), (b"host", b"a")], "query_string": b""})
    assert scope["headers"] == [(b"host", b"a")]


def test_letters_wsgi_cannot_hold_are_written_as_percent_signs_and_the_rest_is_left_alone() -> None:
    plain = made_plain({"headers": [], "query_string": b"after=%C3%A9&x=\xc3\xa9\xff+1"})
    assert plain["query_string"] == b"after=%C3%A9&x=%C3%A9%FF+1"


def test_no_length_means_no_body() -> None:
    assert length_of({"headers": []}) == 0
