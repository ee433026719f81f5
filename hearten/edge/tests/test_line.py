import asyncio
from typing import Any

import pytest

from hearten.edge import line
from hearten.edge.line import Left, Line

PIECE = {"type": "http.request", "body": b"half", "more_body": True}


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "SILENCE", 0.2)


def heard(messages: list[Any], may_be_part: bool, pause: float = 0.0) -> tuple[bytes, Line]:
    """All that came over this line until it ended."""

    async def receive() -> Any:
        await asyncio.sleep(pause if messages else 60)
        return messages.pop(0)

    async def send(_message: Any) -> None: ...

    async def whole() -> tuple[bytes, Line]:
        one, body = Line(receive, send, may_be_part), b""
        while True:
            message = await one.receive()
            body += message["body"]
            if not message["more_body"]:
                return body, one

    return asyncio.run(whole())


def test_what_came_before_the_line_went_silent_counts_when_a_part_is_of_use() -> None:
    body, one = heard([PIECE, PIECE], may_be_part=True)
    assert (body, one.fell_silent) == (b"halfhalf", True)


def test_what_came_before_the_sender_left_counts_too() -> None:
    body, one = heard([PIECE, {"type": "http.disconnect"}], may_be_part=True)
    assert (body, one.fell_silent) == (b"half", False)


@pytest.mark.parametrize("end", [[], [{"type": "http.disconnect"}]])
def test_half_a_form_never_passes_for_a_whole_one(end: list[Any]) -> None:
    with pytest.raises(Left):
        heard([PIECE, *end], may_be_part=False)


def test_a_slow_sender_who_goes_on_is_heard_to_the_end() -> None:
    last = {"type": "http.request", "body": b"end", "more_body": False}
    body, one = heard([PIECE, PIECE, PIECE, last], may_be_part=False, pause=0.1)
    assert (body, one.fell_silent) == (b"halfhalfhalfend", False)
