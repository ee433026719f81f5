"""The watcher beside a real PostgreSQL of its own, which these tests may kill. It holds `public_post` and no more."""

import asyncio
import json
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from hearten.edge.door import Door
from hearten.edge.standing import Standing
from hearten.edge.tests.conftest import SHA, aask, row
from hearten.edge.watch import Watch
from hearten.features.review.queries import COLUMNS
from hearten.kit.embedded_postgres import Postgres
from hearten.kit.vault import Vault

pytestmark = pytest.mark.faults
TABLE = """CREATE TABLE public_post (post_id uuid PRIMARY KEY, digest text, number int, published_at timestamptz,
  manifest text, reviewer_name text, reviewer_title text, reviewer_country text, is_demo bool, approved_at timestamptz,
  until timestamptz, heaviness smallint, leaves text, claims text)"""
CORRECTIONS = """CREATE TABLE public_correction (id bigint, post_id uuid, was text, manifest text,
  signed_at timestamptz, author_name text, author_title text, by_name text, by_title text, is_demo bool)"""

PATHS = "CREATE TABLE public_path (slug text, manifest text, until timestamptz)"
CAMPAIGNS = "CREATE TABLE public_campaign (slug text, manifest text, until timestamptz)"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with tempfile.TemporaryDirectory(prefix="hearten-edge-") as folder:
        running = Postgres(Path(folder) / "db")
        running.start()
        with psycopg.connect(running.url(), autocommit=True) as owner:
            owner.execute(TABLE)
            owner.execute(CORRECTIONS)
            owner.execute(PATHS)
            owner.execute(CAMPAIGNS)
        running.set_login("hearten_edge", PASSWORD)
        with psycopg.connect(running.url(), autocommit=True) as owner:
            owner.execute(
                "GRANT SELECT ON public_post, public_correction, public_path, public_campaign TO hearten_edge"
            )
        yield running
        running.erase()


PASSWORD = secrets.token_urlsafe(20)


class World:
    """Whatever a test does to the database, as its owner."""

    def __init__(self, server: Postgres) -> None:
        self.server = server

    def publish(self, post_id: UUID, for_seconds: float = 3600, **said: Any) -> None:
        now = datetime.now(UTC)
        until = now + timedelta(seconds=for_seconds)
        marks = ", ".join(["%s"] * 14)
        self._do(f"INSERT INTO public_post ({COLUMNS}) VALUES ({marks})", row(post_id, now, until, **said))
        self.tell(str(post_id))

    def withdraw(self, post_id: UUID) -> None:
        self._do("DELETE FROM public_post WHERE post_id = %s", (post_id,))
        self.tell(str(post_id))

    def tell(self, payload: str) -> None:
        self._do("SELECT pg_notify('shelf', %s)", (payload,))

    def correct(self, post_id: UUID, number: int = 1, **said: Any) -> None:
        facts = {"title": "A slow breath", "language": "en", "wrong": "At once.", "right": "In time.", "statements": []}
        signed = "now(), 'Lucia', 'Psychologist', 'Ravi', 'Psychiatrist', false"
        words = (number, post_id, "d" * 64, json.dumps(facts | said))
        self._do(f"INSERT INTO public_correction VALUES (%s, %s, %s, %s, {signed})", words)
        self.tell(str(post_id))

    def take_back(self, post_id: UUID) -> None:
        self._do("DELETE FROM public_correction WHERE post_id = %s", (post_id,))
        self.tell(str(post_id))

    def lay(self, slug: str, steps: list[UUID], for_seconds: float = 3600) -> None:
        manifest, until = json.dumps({"steps": [str(step) for step in steps]}), timedelta(seconds=for_seconds)
        self._do("INSERT INTO public_path VALUES (%s, %s, %s)", (slug, manifest, datetime.now(UTC) + until))
        self.tell("paths")

    def campaign(self, slug: str, posts: list[UUID], for_seconds: float = 3600) -> None:
        manifest, until = json.dumps({"posts": [str(post) for post in posts]}), timedelta(seconds=for_seconds)
        self._do("INSERT INTO public_campaign VALUES (%s, %s, %s)", (slug, manifest, datetime.now(UTC) + until))
        self.tell("campaigns")

    def clear(self) -> None:
        self._do("DELETE FROM public_campaign", ())
        self._do("DELETE FROM public_path", ())
        self._do("DELETE FROM public_post", ())
        self._do("DELETE FROM public_correction", ())

    def _do(self, sql: str, values: tuple[Any, ...]) -> None:
        with psycopg.connect(self.server.url(), autocommit=True) as owner:
            owner.execute(sql, values)


@pytest.fixture
def world(server: Postgres) -> Iterator[World]:
    yield World(server)
    World(server).clear()


@asynccontextmanager
async def open_edge(server: Postgres, vault: Vault, most_silence: float = 10) -> AsyncIterator[Door]:
    standing = Standing(most_silence)
    watch = Watch(server.url("hearten_edge", PASSWORD), standing)
    door = Door(standing, vault, watch)
    keeping = asyncio.create_task(watch.keep())
    await until(lambda: standing.may_show, 10)
    yield door
    keeping.cancel()
    await asyncio.wait([keeping])


async def until(it_is_so: Callable[[], bool], seconds: float) -> float:
    """How long it took; too long is a failure."""
    began = time.monotonic()
    while not it_is_so():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def status(door: Door, path: str) -> int:
    return (await aask(door, path)).status


def test_publishing_and_withdrawing_reach_the_edge_within_a_second(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        async with open_edge(server, vault) as door:
            for _ in range(5):
                post = uuid4()
                world.publish(post)
                await until(lambda: len(door.standing.shelf) == 1, 1)
                assert await status(door, f"/edge/post/{post}") == 200
                assert await status(door, f"/media/{SHA}/426.mp4") == 200
                world.withdraw(post)
                await until(lambda: len(door.standing.shelf) == 0, 1)
                assert await status(door, f"/edge/post/{post}") == 404
                assert await status(door, f"/media/{SHA}/426.mp4") == 404

    asyncio.run(story())


def test_a_correction_takes_the_place_of_the_post_within_a_second_and_goes_as_fast(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        post = uuid4()
        world.publish(post)
        async with open_edge(server, vault) as door:
            path = f"/edge/post/{post}"
            assert "correction" not in (await aask(door, path)).says
            world.withdraw(post)
            await until(lambda: len(door.standing.shelf) == 0, 1)
            assert await status(door, path) == 404
            world.correct(post)
            await until(lambda: len(door.standing.corrected) == 1, 1)
            said = (await aask(door, path)).says
            assert said.keys() == {"corrected"} and said["corrected"]["right"] == "In time."
            world.correct(post, 2, right="Better still.")
            await until(lambda: b"Better" in (door.standing.corrected.beside(post, None) or b""), 1)
            before = door.standing.shelf.version
            world.publish(post, title="A slower breath")
            await until(lambda: len(door.standing.shelf) == 1 and door.standing.shelf.version > before, 1)
            beside = (await aask(door, path)).says
            assert (beside["title"], beside["correction"]["right"]) == ("A slower breath", "Better still.")
            world.take_back(post)
            await until(lambda: len(door.standing.corrected) == 0, 1)
            assert "correction" not in (await aask(door, path)).says

    asyncio.run(story())


def test_what_was_corrected_before_the_edge_began_is_there_and_nonsense_is_not(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        post, broken = uuid4(), uuid4()
        world.correct(post)
        world.correct(broken, 2)
        world._do("UPDATE public_correction SET manifest = '{}' WHERE id = 2", ())
        async with open_edge(server, vault) as door:
            assert (await aask(door, f"/edge/post/{post}")).says["corrected"]["post_id"] == str(post)
            assert await status(door, f"/edge/post/{broken}") == 404
            assert (await aask(door, "/edge/feed")).says["items"] == []

    asyncio.run(story())


def test_what_was_public_before_the_edge_began_is_there_and_an_edit_replaces_it(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        post = uuid4()
        world.publish(post, title="First words")
        async with open_edge(server, vault) as door:
            assert (await aask(door, "/edge/feed")).says["items"][0]["title"] == "First words"
            world._do("UPDATE public_post SET manifest = replace(manifest, 'First', 'Second')", ())
            world.tell(str(post))
            before = door.standing.shelf.version
            await until(lambda: door.standing.shelf.version > before, 1)
            assert [i["title"] for i in (await aask(door, "/edge/feed")).says["items"]] == ["Second words"]

    asyncio.run(story())


def test_an_approval_that_runs_out_ends_the_showing_without_any_news(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        post = uuid4()
        world.publish(post, for_seconds=1.0)
        async with open_edge(server, vault) as door:
            assert await status(door, f"/edge/post/{post}") == 200
            await asyncio.sleep(1.1)
            assert await status(door, f"/edge/post/{post}") == 404
            assert (await aask(door, "/edge/feed")).says["items"] == []

    asyncio.run(story())


def test_without_its_database_the_edge_stops_showing_posts_and_comes_back_by_itself(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        post, missed = uuid4(), uuid4()
        world.publish(post)
        world.publish(missed)
        async with open_edge(server, vault, most_silence=1.5) as door:
            await asyncio.to_thread(server.stop)
            assert await status(door, f"/edge/post/{post}") == 200
            await until(lambda: not door.standing.may_show, 2.5)
            for path in ("/edge/feed", f"/edge/post/{post}", f"/media/{SHA}/426.mp4", "/healthz"):
                assert await status(door, path) == 503
            server.start()  # from this thread: a server ends with the thread that began it
            world._do("DELETE FROM public_post WHERE post_id = %s", (missed,))
            await until(lambda: door.standing.may_show, 10)
            assert await status(door, f"/edge/post/{post}") == 200
            await until(lambda: len(door.standing.shelf) == 1, 10)
            assert await status(door, f"/edge/post/{missed}") == 404

    asyncio.run(story())


def test_a_database_that_hangs_counts_as_silent(server: Postgres, world: World, vault: Vault) -> None:
    async def story() -> None:
        world.publish(uuid4())
        async with open_edge(server, vault, most_silence=1.0) as door:
            with psycopg.connect(server.url()) as owner:
                owner.execute("LOCK TABLE public_post IN ACCESS EXCLUSIVE MODE")
                world.tell(str(uuid4()))
                await until(lambda: not door.standing.may_show, 3)
                assert await status(door, "/edge/feed") == 503
            await until(lambda: door.standing.may_show, 5)

    asyncio.run(story())


@pytest.mark.parametrize("news", ["", "not a post", "'; DROP TABLE public_post; --", "x" * 7000, "\u202e"])
def test_false_news_does_no_harm(server: Postgres, world: World, vault: Vault, news: str) -> None:
    async def story() -> None:
        async with open_edge(server, vault) as door:
            world.tell(news)
            post = uuid4()
            world.publish(post)
            await until(lambda: len(door.standing.shelf) == 1, 1)

    asyncio.run(story())


def test_one_unreadable_post_keeps_no_other_from_being_shown(server: Postgres, world: World, vault: Vault) -> None:
    async def story() -> None:
        bad, good = uuid4(), uuid4()
        world.publish(bad)
        world._do("UPDATE public_post SET manifest = '{}'", ())
        world.publish(good)
        async with open_edge(server, vault) as door:
            items = (await aask(door, "/edge/feed")).says["items"]
            assert [item["post_id"] for item in items] == [str(good)]

    asyncio.run(story())


def test_a_path_reaches_the_edge_and_leaves_it_within_a_second_and_a_broken_one_harms_no_other(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        posts = [uuid4() for _ in range(3)]
        for post in posts:
            world.publish(post)
        world._do("INSERT INTO public_path VALUES ('broken', '{}', now() + interval '1 day')", ())
        async with open_edge(server, vault) as door:

            async def steps(slug: str) -> list[str]:
                return [item["post_id"] for item in (await aask(door, "/edge/feed", f"of=path:{slug}")).says["items"]]

            assert await steps("calm") == await steps("broken") == []
            world.lay("calm", [posts[2], posts[0]])
            before = door.standing.shelf.version
            await until(lambda: door.standing.shelf.version > before, 1)
            assert await steps("calm") == [str(posts[2]), str(posts[0])]
            world._do("DELETE FROM public_path", ())
            world.tell("paths")
            before = door.standing.shelf.version
            await until(lambda: door.standing.shelf.version > before, 1)
            assert await steps("calm") == []

    asyncio.run(story())


def test_a_path_that_goes_without_news_is_gone_when_paths_are_read_again(
    server: Postgres, world: World, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearten.edge.watch.PATHS_AGAIN", 0.1)

    async def story() -> None:
        posts = [uuid4(), uuid4()]
        for post in posts:
            world.publish(post)
        world.lay("calm", posts)
        async with open_edge(server, vault) as door:
            assert len((await aask(door, "/edge/feed", "of=path:calm")).says["items"]) == 2
            world._do("DELETE FROM public_path", ())
            before = door.standing.shelf.version
            await until(lambda: door.standing.shelf.version > before, 2)
            assert (await aask(door, "/edge/feed", "of=path:calm")).says["items"] == []

    asyncio.run(story())


def test_a_campaign_reaches_the_edge_and_leaves_it_within_a_second_taken_back_or_over(
    server: Postgres, world: World, vault: Vault
) -> None:
    async def story() -> None:
        posts = [uuid4() for _ in range(3)]
        for post in posts:
            world.publish(post)
        world._do("INSERT INTO public_campaign VALUES ('broken', '{}', now() + interval '1 day')", ())
        async with open_edge(server, vault) as door:

            async def gathered(slug: str) -> set[str]:
                answer = await aask(door, "/edge/feed", f"of=campaign:{slug}&size=24")
                return {item["post_id"] for item in answer.says["items"]}

            async def changed(do: Callable[[], None]) -> None:
                before = door.standing.shelf.version
                do()
                await until(lambda: door.standing.shelf.version > before, 1)

            def take_back() -> None:
                world._do("DELETE FROM public_campaign WHERE slug = 'kind'", ())
                world.tell("campaigns")

            assert await gathered("kind") == await gathered("broken") == set()
            await changed(lambda: world.campaign("kind", [posts[0], posts[1], uuid4()]))
            assert await gathered("kind") == {str(posts[0]), str(posts[1])}
            await changed(lambda: world.withdraw(posts[1]))
            assert await gathered("kind") == {str(posts[0])}
            await changed(take_back)
            assert await gathered("kind") == set()
            await changed(lambda: world.campaign("short", [posts[2]], for_seconds=0.8))
            assert await gathered("short") == {str(posts[2])}
            await asyncio.sleep(0.8)
            assert await gathered("short") == set()
            assert len((await aask(door, "/edge/feed")).says["items"]) == 2

    asyncio.run(story())
