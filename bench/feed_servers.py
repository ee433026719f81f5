"""What bench/feed.py measures: a bare hello, the edge, the edge spoiled on purpose, and a plain Django view."""

import argparse
import asyncio
import gc
import json
import os
import random
import time
import uuid
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import django

django.setup()

import numpy as np  # noqa: E402 - features load only once Django is ready
import uvicorn  # noqa: E402
from a2wsgi import WSGIMiddleware  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

from hearten.config.serve import dispatcher  # noqa: E402
from hearten.edge.shelf import Shelf, ready  # noqa: E402
from hearten.engines.ranking.gate import Gate  # noqa: E402
from hearten.features.feed import forms, queries, rules  # noqa: E402
from hearten.features.posts.rules import TOPICS  # noqa: E402
from hearten.features.review.queries import COLUMNS  # noqa: E402

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = ("breathe", "slowly", "your", "shoulders", "drop", "while", "the", "air", "leaves", "you", "gently")
SAD = ("grief", "suicide prevention", "depression", "trauma")
BATCH = 1000


def row(number: int, chance: random.Random) -> tuple[Any, ...]:
    """A post as `public_post` would give it, as large as a real one."""
    sha = f"{number:064x}"
    file = {"sha": sha, "mime": "video/mp4", "width": 480, "height": 852, "bytes": 2_000_000}
    said = [{"start": 4 * n, "end": 4 * n + 3.5, "text": " ".join(chance.choices(WORDS, k=9))} for n in range(12)]
    source = {"id": "G001", "edition": "2026-11", "publisher": "WHO", "title": "A fact sheet", "year": 2023,
              "url": "https://www.who.int/", "statement": " ".join(chance.choices(WORDS, k=20))}  # fmt: skip
    manifest = {
        "kind": "coping", "language": chance.choice(("en", "en", "en", "es", "hi", "ar")), "title": f"Post {number}",
        "text": " ".join(chance.choices(WORDS, k=30)), "topics": chance.sample(TOPICS, 2), "sources": [source, source],
        "maker": {"name": f"Maker {chance.randrange(2000)}", "credential": "", "lived": False, "country": "IN"},
        "transcript": said, "captions": [{"language": "en", "sha": sha, "name": "en.vtt"}],
        "video": {"duration": 48, "width": 720, "height": 1280, "placeholder": "x" * 60, "flashing": False,
                  "renditions": [{**file, "name": f"{height}.mp4"} for height in (426, 852, 1280)],
                  "poster": {**file, "name": "poster.jpg"}, "audio": None, "storyboard": None},
    }  # fmt: skip
    place = {"where": "transcript", "from": 4, "to": 7.5}
    claims = [{"text": said[1]["text"], "places": [place], "statements": ["G001"]}]
    at = BEGIN + timedelta(seconds=number)
    return (uuid.UUID(int=chance.getrandbits(128)), sha, 1, at, json.dumps(manifest), "Lucia Ortega",
            "Clinical psychologist", "ES", False, at, at + timedelta(days=3650), chance.choice((0, 0, 0, 1, 1, 2)),
            chance.choice(("hope", "hope", "neither", "loss")), json.dumps(claims))  # fmt: skip


def rows(posts: int) -> Any:
    chance = random.Random(7)
    return (row(number, chance) for number in range(posts))


def sad_rows(posts: int) -> Any:
    """Three posts in ten are heavy, and those stand under the topics of sadness."""
    chance = random.Random(8)
    for number, one in enumerate(rows(posts)):
        *kept, _, _, claims = one
        said, is_heavy = json.loads(kept[4]), chance.random() < 0.3
        said |= {"topics": [chance.choice(SAD if is_heavy or number % 7 == 0 else TOPICS)]}
        said |= {"kind": "story" if is_heavy else chance.choice(("coping", "explain", "myth"))}
        kept[4] = json.dumps(said)
        weight = (2, chance.choice(("hope", "neither", "loss"))) if is_heavy else (chance.choice((0, 0, 1)), "neither")
        yield (*kept, *weight, claims)


def edge(posts: int, make: Any = rows) -> Any:
    door = dispatcher(pages=None)
    door._watch = None  # no database here: the shelf is filled by hand
    door.standing.most_silence = float("inf")
    door.standing.heard(time.monotonic(), round(datetime.now(UTC).timestamp() * 1_000_000))
    fill(door.standing.shelf, make(posts))
    gc.collect()
    gc.freeze()  # as the watcher does when it has filled a shelf
    return door


def fill(shelf: Shelf, given: Any) -> None:
    batch = []
    for one in given:
        batch.append(ready(one))
        if len(batch) == BATCH:
            shelf.change((), batch)
            batch = []
    shelf.change((), batch)


class Exchanging:
    """A door whose newest post is another one each second: what was kept of the shelf is then of no use any more."""

    def __init__(self, door: Any, posts: int) -> None:
        self._door = door
        chance = random.Random(9)
        self._coming = (ready(row(number, chance)) for number in count(posts))
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self._task = self._task or asyncio.create_task(self._exchange())
        await self._door(scope, receive, send)

    async def _exchange(self) -> None:
        before: list[uuid.UUID] = []
        for post in self._coming:
            self._door.standing.shelf.change(before, [post])
            before = [post.post_id]
            await asyncio.sleep(1)


def spoiled(posts: int) -> Any:
    """The negative control: an edge that sorts its whole shelf for every reader."""

    class Sorting(Shelf):
        def stretch(self, *asked: Any) -> Any:
            np.argsort(self._columns.published[: len(self)])
            return super().stretch(*asked)

    door = edge(0)
    door.standing.shelf = Sorting()
    fill(door.standing.shelf, rows(posts))
    return door


def sad(posts: int) -> Any:
    return edge(posts, sad_rows)


def sad_ungated(posts: int) -> Any:
    """The negative control of bench/sockpuppet.py."""
    Gate._may_come = lambda *_: True  # type: ignore[method-assign]
    return sad(posts)


async def hello(scope: Any, _receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"5")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"hello"})


def plain(request: HttpRequest) -> JsonResponse:
    page = queries.page(forms.read_kindly(request.GET.dict()))
    return JsonResponse({"items": [rules.at_a_glance(card) for card in page.cards], "after": page.after})


urlpatterns = [path("edge/feed", plain)]


def plain_django(_posts: int) -> Any:
    settings.ROOT_URLCONF = __name__
    return WSGIMiddleware(get_wsgi_application(), workers=4)


def copy_rows(posts: int) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY public_post ({COLUMNS}) FROM STDIN") as copy:
        for one in rows(posts):
            copy.write_row(one)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("which", choices=["hello", "edge", "spoiled", "sad", "sad_ungated", "django", "rows"])
    arguments.add_argument("port", type=int)
    arguments.add_argument("posts", type=int)
    asked = arguments.parse_args()
    if asked.which == "rows":
        return copy_rows(asked.posts)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    made: dict[str, Any] = {
        "hello": lambda _: hello, "edge": lambda posts: Exchanging(edge(posts), posts), "spoiled": spoiled, "sad": sad,
        "sad_ungated": sad_ungated, "django": plain_django,
    }  # fmt: skip
    uvicorn.run(
        made[asked.which](asked.posts), host="127.0.0.1", port=asked.port, loop="uvloop", http="httptools",
        log_level="warning", access_log=False, lifespan="off", server_header=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
