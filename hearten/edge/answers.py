"""Sending: the headers every answer of the edge carries, and its plain bodies."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

SAFE: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; sandbox; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
# The files of public posts also play in other people's pages: a podcast's listeners choose their own player.
FOR_EVERYONE: tuple[Header, ...] = (
    *SAFE[:2],
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
)
# Kept by anyone, shown by no one without asking first: so a withdrawal reaches every cache at once.
ASK_FIRST: Header = (b"cache-control", b"public, no-cache")
THEIRS_ALONE: Header = (b"cache-control", b"private, no-store")  # what someone wishes for lingers nowhere
NEVER_KEEP: Header = (b"cache-control", b"no-store")
JSON: Header = (b"content-type", b"application/json")


def header(scope: Scope, wanted: bytes) -> bytes:
    for name, value in scope["headers"]:
        if name == wanted:
            return bytes(value)
    return b""


def names_etag(asked: bytes, etag: bytes) -> bool:
    """If-None-Match compares weakly: W/ is of no account (RFC 9110, 13.1.2)."""
    if not asked:
        return False
    bare = etag.removeprefix(b"W/")
    return asked.strip() == b"*" or bare in (one.strip().removeprefix(b"W/") for one in asked.split(b","))


def with_always(app: App, always: Header) -> App:
    """The same application, with this header on every answer that does not carry it already."""

    async def strict(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and all(name != always[0] for name, _ in message["headers"]):
                message = {**message, "headers": [*message["headers"], always]}
            await send(message)

        await app(scope, receive, sent)

    return strict


async def start(send: Send, status: int, headers: Iterable[Header], always: Iterable[Header] = SAFE) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*always, *headers]})


async def whole(send: Send, status: int, body: bytes, *headers: Header) -> None:
    sent = [*SAFE, *headers, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body})


async def unchanged(send: Send, etag: bytes, always: Iterable[Header] = SAFE) -> None:
    await start(send, 304, ((b"etag", etag), ASK_FIRST), always)
    await send({"type": "http.response.body", "body": b""})


async def sorry(send: Send, status: int, code: str, *headers: Header) -> None:
    """`code` stands for a sentence the page knows; help is beside every refusal."""
    body = b'{"error":"%b","help":"/help/"}' % code.encode()
    await whole(send, status, body, JSON, NEVER_KEEP, *headers)
