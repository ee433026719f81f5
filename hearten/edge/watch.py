"""Keeps the shelf true: all of it at the start, then every change as the database tells of it."""

import asyncio
import gc
import logging
import re
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from uuid import UUID

import psycopg

from hearten.edge import corrected
from hearten.edge.corrected import Corrected
from hearten.edge.shelf import Laid, NotShowable, Ready, Shelf, laid, paths, ready
from hearten.edge.standing import Standing
from hearten.engines.ranking import micros_of
from hearten.features.review.queries import COLUMNS

log = logging.getLogger(__name__)
Row = tuple[Any, ...]
Connection = psycopg.AsyncConnection[Row]
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
BEAT = 0.5  # seconds between two questions to the database
TOGETHER = 500  # posts made ready before other work gets a turn
FIRST_WAIT, LONGEST_WAIT = 0.1, 2.0  # seconds before a lost database is tried again
EVERYTHING = f"SELECT {COLUMNS} FROM public_post"  # noqa: S608 - the names are ours
PATHS = f"SELECT {paths.COLUMNS} FROM public_path"  # noqa: S608
CAMPAIGNS = f"SELECT {paths.COLUMNS} FROM public_campaign WHERE until > now()"  # noqa: S608
PATHS_AGAIN = 10.0  # seconds: a path also goes when a source is reworded or a campaign begins, of which nobody tells
THESE = EVERYTHING + " WHERE post_id = ANY(%s)"


class Watch:
    """One connection, as a role that may read what is public and nothing else."""

    def __init__(self, database_url: str, standing: Standing) -> None:
        self._url = database_url
        self._standing = standing
        self._paths_read_at = 0.0

    async def keep(self) -> None:
        """Until cancelled. A lost database is tried again, soon and then less often; the silence is counted anyway."""
        wait = FIRST_WAIT
        while True:
            try:
                async with await self._connect() as connection:
                    await self._fill(connection)
                    wait = FIRST_WAIT
                    while True:
                        await self._beat(connection)
            except (psycopg.Error, OSError, TimeoutError) as error:
                log.warning("the edge lost its database (%s); trying again", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _connect(self) -> Connection:
        return await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=5, application_name="hearten-edge", prepare_threshold=None
        )

    async def _fill(self, connection: Connection) -> None:
        """Listens before it reads, so that nothing can change unheard in between."""
        await connection.execute("LISTEN shelf")
        shelf = Shelf()
        async with connection.cursor() as cursor, aclosing(self._rows(cursor)) as batches:
            async for rows in batches:
                shelf.change((), _ready(rows))
                await asyncio.sleep(0)
        shelf.version, right = self._standing.shelf.version + 1, Corrected()
        right.change((), await (await connection.execute(corrected.EVERY)).fetchall())
        await self._read_paths(connection, shelf)
        await self._hear(connection, shelf)
        self._standing.shelf, self._standing.corrected = shelf, right
        # A shelf lives as long as the server: the collector need not walk over it again and again.
        gc.collect()
        gc.freeze()
        log.info("the edge holds %d posts", len(shelf))

    async def _rows(self, cursor: psycopg.AsyncCursor[Row]) -> AsyncGenerator[list[Row], None]:
        rows: list[Row] = []
        async for row in cursor.stream(EVERYTHING):
            rows.append(row)
            if len(rows) == TOGETHER:
                yield rows
                rows = []
        yield rows

    async def _beat(self, connection: Connection) -> None:
        news = {heard.payload async for heard in connection.notifies(timeout=BEAT, stop_after=1)}
        changed = {found for payload in news if (found := _post_id(payload))}
        async with asyncio.timeout(self._standing.most_silence):
            if changed:
                await self._read_again(connection, changed)
            if news & {"paths", "campaigns"} or time.monotonic() > self._paths_read_at + PATHS_AGAIN:
                await self._read_paths(connection, self._standing.shelf)
            await self._hear(connection, self._standing.shelf)

    async def _read_again(self, connection: Connection, changed: set[UUID]) -> None:
        found = await (await connection.execute(THESE, [list(changed)])).fetchall()
        right = await (await connection.execute(corrected.THESE, [list(changed)])).fetchall()
        self._standing.corrected.change(changed, right)
        self._standing.shelf.change(changed, _ready(found))

    async def _read_paths(self, connection: Connection, shelf: Shelf) -> None:
        self._paths_read_at = time.monotonic()
        shelf.lay(_laid(await (await connection.execute(PATHS)).fetchall(), "steps"))
        shelf.run(_laid(await (await connection.execute(CAMPAIGNS)).fetchall(), "posts"))

    async def _hear(self, connection: Connection, shelf: Shelf) -> None:
        asked_at = time.monotonic()
        row = await (await connection.execute("SELECT now()")).fetchone()
        assert row is not None
        self._standing.heard(asked_at, micros_of(row[0]))
        shelf.sweep(self._standing.now())


def _post_id(payload: str) -> UUID | None:
    """Any role may send news on any channel, so a payload can be anything."""
    return UUID(payload) if ID.fullmatch(payload) else None


def _ready(rows: list[Row]) -> list[Ready]:
    posts = []
    for row in rows:
        try:
            posts.append(ready(row))
        except NotShowable as error:
            log.error("post %s cannot be shown: its manifest is not one of ours", error)
    return posts


def _laid(rows: list[Row], posts: str) -> dict[str, Laid]:
    found = {}
    for row in rows:
        try:
            slug, path = laid(row, posts)
        except (KeyError, TypeError, ValueError):
            log.error("path or campaign %s cannot be shown: its manifest is not one of ours", row[0])
            continue
        found[slug] = path
    return found
