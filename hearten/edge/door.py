"""The edge itself: a few read-only addresses answered from memory; everything else goes to the pages."""

import asyncio
import contextlib
import json
import re
import secrets
from uuid import UUID

from hearten.edge import answers, asked, media
from hearten.edge.answers import App, Receive, Scope, Send
from hearten.edge.page import SharedPages, feed_page
from hearten.edge.standing import Standing
from hearten.edge.watch import Watch
from hearten.features.feed.forms import BadQuery
from hearten.kit.vault import Vault

POST = re.compile(r"/edge/post/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.ASCII)
FILE = re.compile(rf"/media/([0-9a-f]{{64}})/([\w-]{{1,30}}\.(?:{'|'.join(media.TYPES)}))", re.ASCII)
READING = ("GET", "HEAD")
SHELF = "files"  # the corner of the vault where renditions and captions are kept


class Door:
    """One ASGI application. Without `watch` the shelf is whatever it was given; without `pages`, a 404 is the end."""

    def __init__(self, standing: Standing, vault: Vault, watch: Watch | None = None, pages: App | None = None) -> None:
        self.standing = standing
        self._vault = vault
        self._watch = watch
        self._pages = pages
        self._shared = SharedPages()
        self._life = secrets.token_hex(4).encode()  # a restarted edge counts versions anew

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1000})
        path: str = scope["path"]
        if path.startswith("/edge/"):
            return await self._read(scope, send, path)
        if path == "/healthz":
            return await self._health(send)
        found = FILE.fullmatch(path) if path.startswith("/media/") and scope["method"] in READING else None
        if found and self._knows(found[1], found[2]):
            return await self._file(scope, send, found[1], found[2])
        if self._pages:
            return await self._pages(scope, receive, send)
        return await answers.sorry(send, 404, "not_here")

    async def _read(self, scope: Scope, send: Send, path: str) -> None:
        if scope["method"] not in READING:
            return await answers.sorry(send, 405, "only_reading", (b"allow", b"GET, HEAD"))
        if not self.standing.may_show:
            return await answers.sorry(send, 503, "resting", (b"retry-after", b"5"))
        try:
            body, is_anyones = self._body(path, scope["query_string"])
        except BadQuery as error:
            return await answers.sorry(send, 400, error.code)
        if body is None:
            return await answers.sorry(send, 404, "not_here")
        if not is_anyones:
            return await answers.whole(send, 200, body, answers.JSON, answers.THEIRS_ALONE)
        etag = b'W/"%b-%d"' % (self._life, self.standing.shelf.version)
        if answers.names_etag(answers.header(scope, b"if-none-match"), etag):
            return await answers.unchanged(send, etag)
        return await answers.whole(send, 200, body, answers.JSON, answers.ASK_FIRST, (b"etag", etag))

    def _body(self, path: str, query: bytes) -> tuple[bytes | None, bool]:
        """And whether it is the same for everyone: an answer to someone's wishes is kept in no cache."""
        shelf, now = self.standing.shelf, self.standing.now()
        if path == "/edge/feed":
            if kept := self._shared.find(shelf, query, now):
                return kept, True
            wanted, is_anyones = asked.read(query)
            if is_anyones:
                return self._shared.make(shelf, query, wanted, now), True
            return feed_page(shelf, wanted, now), False
        found = POST.fullmatch(path)
        post_id = UUID(found[1]) if found else None
        return self.standing.corrected.beside(post_id, shelf.post(post_id, now)) if post_id else None, True

    def _knows(self, sha: str, name: str) -> bool:
        return self.standing.shelf.shows_file(sha, name, self.standing.now())

    async def _file(self, scope: Scope, send: Send, sha: str, name: str) -> None:
        if not self.standing.may_show:
            return await answers.sorry(send, 503, "resting", (b"retry-after", b"5"))
        path = self._vault.path_of(SHELF, sha)
        if not path.is_file():
            return await answers.sorry(send, 404, "not_here")
        return await media.send_file(
            scope, send, path, b'"%b"' % sha.encode(), lambda: self.standing.may_show and self._knows(sha, name)
        )

    async def _health(self, send: Send) -> None:
        silence = self.standing.silence
        says = {
            "showing": self.standing.may_show, "posts": len(self.standing.shelf),
            "silence": None if silence == float("inf") else round(silence, 2),
        }  # fmt: skip
        status = 200 if self.standing.may_show else 503
        await answers.whole(send, status, json.dumps(says).encode(), answers.JSON, answers.NEVER_KEEP)

    async def _live(self, receive: Receive, send: Send) -> None:
        """The watcher lives exactly as long as the server does."""
        await receive()
        watching = asyncio.create_task(self._watch.keep()) if self._watch else None
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if watching:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
        await send({"type": "lifespan.shutdown.complete"})
