"""The files of public posts, whole or by ranges, for as long as they are public."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hearten.edge import answers
from hearten.edge.answers import Header, Scope, Send

TYPES = {
    "mp4": b"video/mp4", "m4a": b"audio/mp4", "jpg": b"image/jpeg", "webp": b"image/webp",
    "vtt": b"text/vtt; charset=utf-8",
}  # fmt: skip
PIECE = 1 << 18
RANGE = re.compile(rb"bytes=(\d{0,15})-(\d{0,15})")


class NotThatLong(Exception):
    """The range asked for lies outside the file."""


class Gone(Exception):
    """The file left the shelf while it was being sent. The connection ends, so no one mistakes it for the whole."""


@dataclass(frozen=True)
class Span:
    """Bytes from `first` up to and including `last`."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def span_of(asked: bytes, size: int) -> Span | None:
    """None when there is no range we understand: then the whole file is the right answer (RFC 9110, 14.2)."""
    found = RANGE.fullmatch(asked.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    if first >= size or last < first:
        raise NotThatLong
    return Span(first, last)


async def send_file(scope: Scope, send: Send, path: Path, etag: bytes, may_go_on: Callable[[], bool]) -> None:
    """`may_go_on` is asked before each piece: a withdrawal also stops what is already on its way."""
    if answers.names_etag(answers.header(scope, b"if-none-match"), etag):
        return await answers.unchanged(send, etag)
    size = (await asyncio.to_thread(path.stat)).st_size
    if_range = answers.header(scope, b"if-range")
    asked = answers.header(scope, b"range") if not if_range or if_range == etag else b""
    try:
        span = span_of(asked, size)
    except NotThatLong:
        return await answers.sorry(send, 416, "range_outside", (b"content-range", b"bytes */%d" % size))
    sent = span or Span(0, size - 1)
    await answers.start(send, 206 if span else 200, _headers(etag, scope["path"], sent, size if span else None))
    if scope["method"] == "HEAD" or not size:
        return await send({"type": "http.response.body", "body": b""})
    return await _pieces(send, path, sent, may_go_on)


def _headers(etag: bytes, address: str, sent: Span, size: int | None) -> list[Header]:
    headers = [
        (b"content-type", TYPES[address.rpartition(".")[2]]), (b"content-length", b"%d" % sent.length),
        (b"accept-ranges", b"bytes"), (b"etag", etag), answers.ASK_FIRST,
    ]  # fmt: skip
    if size is not None:
        headers.append((b"content-range", b"bytes %d-%d/%d" % (sent.first, sent.last, size)))
    return headers


async def _pieces(send: Send, path: Path, sent: Span, may_go_on: Callable[[], bool]) -> None:
    left = sent.length
    with await asyncio.to_thread(path.open, "rb") as opened:
        opened.seek(sent.first)
        while left:
            piece = await asyncio.to_thread(opened.read, min(PIECE, left))
            if not piece or not may_go_on():
                raise Gone
            left -= len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
