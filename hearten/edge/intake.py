"""Lets the pages' threads meet only whole small requests; videos have threads of their own.

A WSGI thread waits for its reader. Ten people on slow phones, or one with ill will, must not hold all of them.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote_from_bytes

from hearten.edge.answers import App, Header, Message, Receive, Scope, Send, header
from hearten.edge.line import Left, Line

SMALL = 1_000_000  # bytes: what a form without a file may hold, as in settings.DATA_UPLOAD_MAX_MEMORY_SIZE
PATIENCE = 30.0  # seconds for a small body to arrive
MOST_OF_ONE_DEVICE = 4  # videos on their way at once: nobody alone can hold every thread for uploads
LINGER = 2.0  # seconds a refused sender may go on: cut off at once, it would never read our answer

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PIECE = re.compile(r"/uploads/[^/]*")
FORM = re.compile(rf"(?:/[a-z]{{2,3}}(?:-[a-z]{{2,8}})?)?/mine/(?:new|{UUID}/edit)")
PIECE_TYPE = b"application/offset+octet-stream"


class Way(Enum):
    """How a video may come in: in pieces, or with its form. Everything else is small."""

    piece = PIECE
    form = FORM


@dataclass(frozen=True)
class Page:
    """What a person who is turned away reads."""

    body: bytes
    headers: tuple[Header, ...] = ()


class Intake:
    """`device_of` names the session a request says it belongs to, or is empty; `refusal` is the page for a status."""

    def __init__(
        self, pages: App, uploads: App, device_of: Callable[[Scope], str], refusal: Callable[[int, str], Page]
    ) -> None:
        self._pages = pages
        self._uploads = uploads
        self._device_of = device_of
        self._refusal = refusal
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope = made_plain(scope)
        length, way = length_of(scope), way_of(scope["path"])
        if length is None:
            return await self._refuse(411, scope, receive, send)
        if length <= SMALL and not (length and way is Way.piece):
            return await self._small(length, scope, receive, send)
        if why_not := self._why_not(way, scope):
            return await self._refuse(why_not, scope, receive, send)
        return await self._large(way is Way.piece, scope, receive, send)

    def _why_not(self, way: Way | None, scope: Scope) -> int | None:
        """Nobody unknown holds a thread: the pages look whether the session is a true one before they read on."""
        if way is None:
            return 413
        device = self._device_of(scope)
        if not device:
            return 403
        if way is Way.piece and header(scope, b"content-type").partition(b";")[0].strip().lower() != PIECE_TYPE:
            return 415  # a form sent to this address would be read to its end in search of its key
        return 423 if self._under_way[device] >= MOST_OF_ONE_DEVICE else None

    async def _small(self, length: int, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _whole(receive) if length else b""
        except (TimeoutError, Left):
            return await self._refuse(408, scope, receive, send)
        return await self._pages(scope, _once(body, receive), send)

    async def _large(self, may_be_part: bool, scope: Scope, receive: Receive, send: Send) -> None:
        device = self._device_of(scope)
        line = Line(receive, send, may_be_part)
        self._under_way[device] += 1
        try:
            await self._uploads(scope, line.receive, line.send)
        finally:
            self._under_way[device] -= 1
            self._under_way += Counter()  # forgets those at zero
        if line.fell_silent and not line.answered:
            await self._refuse(408, scope, receive, send)

    async def _refuse(self, status: int, scope: Scope, receive: Receive, send: Send) -> None:
        page = self._refusal(status, scope["path"])
        headers = [*page.headers, (b"content-length", b"%d" % len(page.body)), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": page.body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER):
                while (await receive()).get("more_body"):
                    pass
        await send({"type": "http.response.body", "body": b""})


def way_of(path: str) -> Way | None:
    return next((way for way in Way if way.value.fullmatch(path)), None)


def made_plain(scope: Scope) -> Scope:
    """What WSGI would stumble over, or mistake for something else.

    In WSGI a header called `x_forwarded_proto` would pass for `X-Forwarded-Proto`; and a query must be ASCII.
    """
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    query = quote_from_bytes(scope["query_string"], safe="%&=+;,/:@!$'()*?~[]|\\^`{}<>\"#").encode()
    return {**scope, "headers": headers, "query_string": query}


def length_of(scope: Scope) -> int | None:
    """The bytes announced; none when the sender did not say: WSGI would take that for an empty body."""
    announced = [value for name, value in scope["headers"] if name == b"content-length"]
    if any(name == b"transfer-encoding" for name, _ in scope["headers"]):
        return None
    if not announced:
        return 0
    return int(announced[0]) if announced[0].isdigit() else None


async def _whole(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Left
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _once(body: bytes, receive: Receive) -> Receive:
    """The body in one piece; after that, whatever the server says (that the reader went away)."""
    waiting = [body]

    async def given() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return given
