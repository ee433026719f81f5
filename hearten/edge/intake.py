"""Lets the pages' threads meet only whole small requests; large uploads have threads of their own.

A WSGI thread waits for its reader. Ten people on slow phones, or one with ill will, must not hold all of them.
"""

import asyncio
from urllib.parse import quote_from_bytes

from hearten.edge.answers import App, Message, Receive, Scope, Send, sorry

SMALL = 1_000_000  # bytes: what a form without a file may hold, as in settings.DATA_UPLOAD_MAX_MEMORY_SIZE
PATIENCE = 30.0  # seconds for a small body to arrive


class Left(Exception):
    """The sender went away before the request was whole."""


class Intake:
    def __init__(self, pages: App, uploads: App) -> None:
        self._pages = pages
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope = made_plain(scope)
        length = length_of(scope)
        if length is None or length > SMALL:
            return await self._uploads(scope, receive, send)
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _whole(receive) if length else b""
        except (TimeoutError, Left):
            return await sorry(send, 408, "too_slow", (b"connection", b"close"))
        return await self._pages(scope, _once(body, receive), send)


def made_plain(scope: Scope) -> Scope:
    """What WSGI would stumble over, or mistake for something else.

    In WSGI a header called `x_forwarded_proto` would pass for `X-Forwarded-Proto`; and a query must be ASCII.
    """
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    query = quote_from_bytes(scope["query_string"], safe="%&=+;,/:@!$'()*?~[]|\\^`{}<>\"#").encode()
    return {**scope, "headers": headers, "query_string": query}


def length_of(scope: Scope) -> int | None:
    """The bytes announced; none when the sender did not say."""
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
