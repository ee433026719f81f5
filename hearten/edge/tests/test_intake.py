import asyncio
from typing import Any

from hearten.edge import intake
from hearten.edge.intake import Intake, length_of, made_plain

Story = list[tuple[str, bytes]]


def sent(body: list[bytes], *headers: tuple[bytes, bytes], query: bytes = b"", leaves: bool = False) -> Story:
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

    scope = {"type": "http", "headers": list(headers), "query_string": query}
    asyncio.run(Intake(door("pages"), door("uploads"))(scope, receive, send))
    return story


def test_a_small_form_reaches_the_pages_whole() -> None:
    assert sent([b"a=1", b"&b=2"], (b"content-length", b"7")) == [("pages", b"a=1&b=2")]


def test_a_large_upload_goes_piece_by_piece_to_threads_of_its_own() -> None:
    assert sent([b"first", b"second"], (b"content-length", b"99999999")) == [("uploads", b"first")]


def test_a_body_of_unknown_length_never_holds_a_page_s_thread() -> None:
    assert sent([b"x"], (b"transfer-encoding", b"chunked"))[0][0] == "uploads"
    assert sent([b"x"], (b"content-length", b"-5"))[0][0] == "uploads"


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
