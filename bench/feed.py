"""What a page of the feed costs beside a bare ASGI hello, on the same server and core. Prints one JSON line last.

    python bench/feed.py                    100,000 posts, and a plain Django view over the same rows
    python bench/feed.py --large            also 1,000,000 posts (about 3 GB of memory, and minutes to fill)
    python bench/feed.py --control          an edge that sorts its shelf for every reader: must go red
    python bench/feed.py --without-django   no database

Servers are pinned to one core, the readers to another. `ratio` is the lower of two: requests a second, and requests
a second of the server's own processor time (which a busy machine or a slow reader cannot flatter).
"""

import argparse
import json
import os
import random
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

import psycopg
from load import Round, memory_of, run

from hearten.kit.embedded_postgres import Postgres

HERE = Path(__file__).parent
TARGET = 0.25  # scorecard L2
TARGET_GROWTH = 2.0  # a million posts beside a hundred thousand
POSTS, MANY = 100_000, 1_000_000
TABLE = """CREATE TABLE public_post (post_id uuid PRIMARY KEY, digest text, number int, published_at timestamptz,
  manifest text, reviewer_name text, reviewer_title text, reviewer_country text, is_demo bool, approved_at timestamptz,
  until timestamptz, heaviness smallint, leaves text); CREATE INDEX ON public_post (published_at DESC, post_id DESC);"""


@dataclass
class Server:
    name: str
    port: int
    pid: int
    requests: Sequence[bytes]


def asking(port: int, posts: int, plain: bool = False) -> list[bytes]:
    """Readers at the beginning and deep inside, in one language or several, with wishes and without."""
    chance = random.Random(11)
    queries = [""] * 6
    for _ in range(20):
        micros = 1_767_225_600_000_000 + chance.randrange(posts) * 1_000_000
        queries.append(f"after={micros}-{chance.getrandbits(128):032x}-0-0")
    if not plain:
        wishes = ("&lang=en", "&lang=es,hi", "&lang=en&topics=sleep,grief", "&less=trauma&seed=7", "")
        queries = [query + wishes[turn % len(wishes)] for turn, query in enumerate(queries)]
    head = f"HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n"
    return [f"GET /edge/feed?{query.lstrip('&')} {head}".encode() for query in queries]


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
        yield Server(which, port, child.pid, asking(port, posts, plain=which == "django"))
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
                owner.execute(TABLE)
            subprocess.run(copy, env=environment, check=True)
            with psycopg.connect(server.url(), autocommit=True) as owner:
                owner.execute("VACUUM ANALYZE public_post")
            yield server.url()
        finally:
            server.erase()


def measured(servers: Sequence[Server], rounds: int, seconds: float) -> dict[str, list[Round]]:
    """In turns, so that a busy minute of the machine falls on all of them."""
    found: dict[str, list[Round]] = {server.name: [] for server in servers}
    for server in servers:
        run(server.port, server.pid, server.requests, 1.0)
    for _ in range(rounds):
        for server in servers:
            found[server.name].append(run(server.port, server.pid, server.requests, seconds))
    return found


def ratio(one: Sequence[Round], other: Sequence[Round]) -> tuple[float, float]:
    """By the clock, and by the server's processor time: the middle of the rounds' own ratios."""
    pairs = list(zip(one, other, strict=True))
    return (
        statistics.median(a.a_second / b.a_second for a, b in pairs),
        statistics.median(a.a_cpu_second / b.a_cpu_second for a, b in pairs),
    )


def told(name: str, rounds: Sequence[Round], pid: int) -> dict[str, float]:
    middle = {
        "a_second": statistics.median(r.a_second for r in rounds),
        "a_cpu_second": statistics.median(r.a_cpu_second for r in rounds),
        "p99_ms": statistics.median(r.p99_ms for r in rounds), "memory_mb": memory_of(pid),
    }  # fmt: skip
    print(f"{name:8}" + "".join(f"  {key} {value:10,.1f}" for key, value in middle.items()), flush=True)
    return {key: round(value, 1) for key, value in middle.items()}


def beside_hello(which: str, posts: int, rounds: int, seconds: float, database: str = "") -> dict[str, object]:
    with serving("hello", 1) as hello, serving(which, posts, database) as other:
        found = measured([hello, other], rounds, seconds)
        clock, processor = ratio(found[which], found["hello"])
        return {
            "ratio": round(min(clock, processor), 4), "by_clock": round(clock, 4), "by_processor": round(processor, 4),
            "hello": told("hello", found["hello"], hello.pid), which: told(which, found[which], other.pid),
        }  # fmt: skip


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
    answer = beside_hello(edge, asked.posts, asked.rounds, asked.seconds)
    answer |= {"posts": asked.posts, "target": TARGET}
    passed = float(str(answer["ratio"])) >= TARGET
    if not asked.without_django and not asked.control:
        with filled_database(asked.posts) as database:
            plain = beside_hello("django", asked.posts, asked.rounds, asked.seconds, database)
        answer |= {"django_ratio": plain["ratio"], "django": plain["django"]}
    if asked.large:
        large = beside_hello(edge, MANY, asked.rounds, asked.seconds)
        growth = float(str(answer["by_processor"])) / float(str(large["by_processor"]))
        answer |= {"at_a_million": large, "growth": round(growth, 3), "target_growth": TARGET_GROWTH}
        passed = passed and growth <= TARGET_GROWTH
    print(json.dumps(answer | {"passed": passed}))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
