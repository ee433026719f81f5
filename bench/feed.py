"""What a page of the feed costs beside a bare ASGI hello, on the same server and core. Prints one JSON line last.

    python bench/feed.py                    100,000 posts, and a plain Django view over the same rows
    python bench/feed.py --large            also 1,000,000 posts (about 3 GB of memory, and minutes to fill)
    python bench/feed.py --control          an edge that sorts its shelf for every reader: must go red
    python bench/feed.py --without-django   no database

Two figures: `crowd`, as many readers ask who have no CDN before them, and `all_new`, where no request comes twice and
nothing that was kept can help (bench/feed_readers.py). Each second a post comes and one goes: no page is kept longer.

Servers are pinned to one core, the readers to another. `ratio` is the lower of two: requests a second, and requests
a second of the server's own processor time (which a busy machine or a slow reader cannot flatter; that of Django is
without its database's, which works in processes of its own). `p99_ms` is with 24 readers who ask without a pause.
"""

import argparse
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from feed_readers import Readers, all_new, crowd
from load import Round, memory_of, run

from hearten.kit.embedded_postgres import Postgres

HERE = Path(__file__).parent
TARGET, TARGET_P99 = 0.25, 25.0  # scorecard L2
TARGET_GROWTH = 2.0  # a million posts beside a hundred thousand
POSTS, MANY = 100_000, 1_000_000
TABLES = """CREATE TABLE public_post (post_id uuid PRIMARY KEY, digest text, number int, published_at timestamptz,
  manifest text, reviewer_name text, reviewer_title text, reviewer_country text, is_demo bool, approved_at timestamptz,
  until timestamptz, heaviness smallint, leaves text, claims text,
  language text GENERATED ALWAYS AS (manifest::jsonb ->> 'language') STORED);
  CREATE INDEX ON public_post (published_at DESC, post_id DESC);
  CREATE TABLE posts_revision (post_id uuid, digest text, topics varchar[], manifest text,
    PRIMARY KEY (post_id, digest))"""
REVISIONS = """INSERT INTO posts_revision SELECT post_id, digest,
  ARRAY(SELECT jsonb_array_elements_text(manifest::jsonb -> 'topics')), manifest FROM public_post;
  CREATE INDEX ON posts_revision USING gin (topics);
  CREATE INDEX ON posts_revision ((manifest::jsonb -> 'maker')) WHERE digest IS NOT NULL"""
Figures = dict[str, Any]


@dataclass
class Server:
    name: str
    port: int
    pid: int


def surroundings(database: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "hearten.config.settings", "HEARTEN_SECRET_KEY": secrets.token_hex(32),
        "DATABASE_URL": database,
    }  # fmt: skip


@contextmanager
def serving(which: str, posts: int, database: str = "") -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = surroundings(database or "postgres://nobody@127.0.0.1:1/none")
    words = [sys.executable, str(HERE / "feed_servers.py"), which, str(port), str(posts)]
    child = subprocess.Popen(words, env=environment)
    try:
        wait_for(port, child)
        yield Server(which, port, child.pid)
    finally:
        child.kill()
        child.wait()


def wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    while child.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            time.sleep(0.2)
    raise SystemExit("a server ended before it was ready")


@contextmanager
def filled_database(posts: int) -> Iterator[str]:
    """The same rows in a real PostgreSQL, with the index such a view would want."""
    with tempfile.TemporaryDirectory(prefix="hearten-bench-") as folder:
        server = Postgres(Path(folder) / "db")
        server.start()
        try:
            copy = [sys.executable, str(HERE / "feed_servers.py"), "rows", "0", str(posts)]
            environment = surroundings(server.url())
            with psycopg.connect(server.url(), autocommit=True) as owner:
                owner.execute(TABLES)
            subprocess.run(copy, env=environment, check=True)
            with psycopg.connect(server.url(), autocommit=True) as owner:
                owner.execute(REVISIONS)
                owner.execute("VACUUM ANALYZE")
            yield server.url()
        finally:
            server.erase()


def measured(servers: Sequence[Server], readers: Readers, rounds: int, seconds: float) -> list[list[Round]]:
    """In turns, so that a busy minute of the machine falls on all of them."""
    asks = [readers.requests(server.port) for server in servers]
    for server, requests in zip(servers, asks, strict=True):
        run(server.port, server.pid, requests, 1.0)
    return [
        [run(server.port, server.pid, requests, seconds) for server, requests in zip(servers, asks, strict=True)]
        for _ in range(rounds)
    ]


def beside_hello(which: str, posts: int, rounds: int, seconds: float, database: str = "") -> Figures:
    with serving("hello", 1) as hello, serving(which, posts, database) as other:
        figures = {}
        for readers in (crowd(other.port, posts), all_new(posts)):
            pairs = measured([hello, other], readers, rounds, seconds)
            clock = statistics.median(ours.a_second / bare.a_second for bare, ours in pairs)
            processor = statistics.median(ours.a_cpu_second / bare.a_cpu_second for bare, ours in pairs)
            figures[readers.name] = {
                "ratio": round(min(clock, processor), 4), "by_clock": round(clock, 4),
                "by_processor": round(processor, 4), **middle([ours for _, ours in pairs]),
                "hello": middle([bare for bare, _ in pairs]), "memory_mb": round(memory_of(other.pid)),
            }  # fmt: skip
            print(which, posts, readers.name, figures[readers.name], flush=True)
        return figures


def middle(rounds: Sequence[Round]) -> Figures:
    return {
        name: round(statistics.median(getattr(one, name) for one in rounds), 1)
        for name in ("a_second", "a_cpu_second", "p99_ms")
    }


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("--large", "--control", "--without-django"):
        arguments.add_argument(flag, action="store_true")
    arguments.add_argument("--posts", type=int, default=POSTS)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=float, default=3.0)
    asked = arguments.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    edge = "spoiled" if asked.control else "edge"
    how_long = (asked.rounds, asked.seconds)
    found = beside_hello(edge, asked.posts, *how_long)
    answer: Figures = {"posts": asked.posts, "target": TARGET, **found}
    passed = all(one["ratio"] >= TARGET and one["p99_ms"] <= TARGET_P99 for one in found.values())
    if not asked.without_django and not asked.control:
        with filled_database(asked.posts) as database:
            answer["django"] = beside_hello("django", asked.posts, *how_long, database)
    if asked.large:
        large = beside_hello(edge, MANY, *how_long)
        growth = {name: round(one["by_processor"] / large[name]["by_processor"], 3) for name, one in found.items()}
        answer |= {"at_a_million": large, "growth": growth, "target_growth": TARGET_GROWTH}
        passed = passed and max(growth.values()) <= TARGET_GROWTH
    print(json.dumps(answer | {"passed": passed}))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
