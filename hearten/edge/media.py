"""The files of public posts, whole or by ranges, for as long as they are public."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from hearten.edge import answers
from hearten.edge.answers import Header, Scope, Send
from hearten.features.media.rules import NotThere, Part, part_of

TYPES = {
    "mp4": b"video/mp4", "m4a": b"audio/mp4", "jpg": b"image/jpeg", "webp": b"image/webp",
    "vtt": b"text/vtt; charset=utf-8",
}  # fmt: skip
PIECE = 1 << 18


class Gone(Exception):
    """The file left the shelf while it was being sent. The connection ends, so no one mistakes it for the whole."""


async def send_file(scope: Scope, send: Send, path: Path, etag: bytes, may_go_on: Callable[[], bool]) -> None:
    """`may_go_on` is asked before each piece: a withdrawal also stops what is already on its way."""
    if answers.names_etag(answers.header(scope, b"if-none-match"), etag):
        return await answers.unchanged(send, etag, answers.FOR_EVERYONE)
    size = (await asyncio.to_thread(path.stat)).st_size
    if_range = answers.header(scope, b"if-range")
    asked = answers.header(scope, b"range") if not if_range or if_range == etag else b""
    try:
        part = part_of(asked.decode("latin-1"), size)
    except NotThere:
        return await answers.sorry(send, 416, "range_outside", (b"content-range", b"bytes */%d" % size))
    sent = part or Part(0, size - 1)
    headers = _headers(etag, scope["path"], sent, size if part else None)
    await answers.start(send, 206 if part else 200, headers, answers.FOR_EVERYONE)
    if scope["method"] == "HEAD" or not size:
        return await send({"type": "http.response.body", "body": b""})
    return await _pieces(send, path, sent, may_go_on)


def _headers(etag: bytes, address: str, sent: Part, size: int | None) -> list[Header]:
    headers = [
        (b"content-type", TYPES[address.rpartition(".")[2]]), (b"content-length", b"%d" % sent.size),
        (b"accept-ranges", b"bytes"), (b"etag", etag), answers.ASK_FIRST,
    ]  # fmt: skip
    if size is not None:
        headers.append((b"content-range", b"bytes %d-%d/%d" % (sent.first, sent.last, size)))
    return headers


async def _pieces(send: Send, path: Path, sent: Part, may_go_on: Callable[[], bool]) -> None:
    left = sent.size
    with await asyncio.to_thread(path.open, "rb") as opened:
        opened.seek(sent.first)
        while left:
            piece = await asyncio.to_thread(opened.read, min(PIECE, left))
            if not piece or not may_go_on():
                raise Gone
            left -= len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
