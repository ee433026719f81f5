"""What readers ask of the feed while bench/feed.py looks: as a crowd does without a CDN, and with nothing ever twice.

No page a server kept can help where every request is new; in a crowd it can, and how much is what a crowd is for.
"""

import json
import random
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from hearten.features.posts.rules import TOPICS

BEGIN, SECOND = 1_767_225_600_000_000, 1_000_000  # microseconds: when the oldest post came, and each a second later
# Our own guess at a crowd, stated so that anyone may take another: no installation has counted, and none will (P2).
LANGUAGES = {"en": 60, "es": 20, "hi": 12, "ar": 8}
PAGES = {1: 50, 2: 30, 3: 20}
WITH_WISHES, AT_NIGHT = 0.2, 0.25
MOMENTS = 20  # readers began at one of so many states of the shelf, so they go on through as many rows of places
WORDS = ("hospital", "exam", "war", "baby", "alcohol", "blood", "divorce")


@dataclass(frozen=True)
class Readers:
    """`queries` goes on for ever."""

    name: str
    queries: Callable[[], Iterator[str]]

    def requests(self, port: int) -> Iterator[bytes]:
        head = f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n".encode()
        return (b"GET /edge/feed?%b%b" % (query.encode(), head) for query in self.queries())


def crowd(port: int, posts: int) -> Readers:
    """Four in five say a language and perhaps that it is night; half are at the beginning, the others walk on."""
    places = {plain: [*_walked(port, plain, posts)] for plain in _plain()}
    chance = random.Random(11)

    def queries() -> Iterator[str]:
        while True:
            page = _one_of(PAGES, chance)
            if chance.random() < WITH_WISHES:
                yield _wishes(chance) + (f"&after={_place(chance, posts, 500)}" if page > 1 else "")
                continue
            plain = f"lang={_one_of(LANGUAGES, chance)}" + "&night=1" * (chance.random() < AT_NIGHT)
            yield f"{plain}&after={chance.choice(places[plain])[page - 2]}" if page > 1 else plain

    return Readers("crowd", queries)


def all_new(posts: int) -> Readers:
    """A quarter with a language only, anywhere on the shelf; the others with wishes, half of them at the beginning."""
    chance = random.Random()  # of no seed: not even two runs ask alike

    def queries() -> Iterator[str]:
        while True:
            if chance.random() < 0.25:
                yield f"lang={_one_of(LANGUAGES, chance)}&after={_place(chance, posts, posts)}"
            else:
                yield _wishes(chance) + (f"&after={_place(chance, posts, posts)}" if chance.random() < 0.5 else "")

    return Readers("all_new", queries)


def _plain() -> Iterator[str]:
    for language in LANGUAGES:
        yield f"lang={language}"
        yield f"lang={language}&night=1"


def _walked(port: int, plain: str, posts: int) -> Iterator[Sequence[str]]:
    """Where pages two and three begin for those who came when each of the latest posts was the newest."""
    for moment in range(MOMENTS):
        page = f"{BEGIN + (posts - moment) * SECOND}-{'f' * 32}-0-0"
        places = [page := _after(port, f"{plain}&after={page}") for _ in range(2)]
        yield places


def _after(port: int, query: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/edge/feed?{query}", timeout=60) as answer:
        return str(json.load(answer)["after"])


def _wishes(chance: random.Random) -> str:
    """As the player sends them: a seed of its own, and one to three wishes."""
    language = _one_of(LANGUAGES, chance)
    lang = f"{language},en" if language != "en" and chance.random() < 0.5 else language
    others = [
        f"topics={quote(','.join(chance.sample(TOPICS, chance.choice((1, 2, 3)))))}",
        f"less={quote(','.join(chance.sample(TOPICS, chance.choice((1, 2)))))}",
        f"hide={chance.choice(WORDS)}", f"country={chance.choice(('IN', 'ES', 'MX', 'EG'))}", "gentler=1",
    ]  # fmt: skip
    asked = chance.sample(others, chance.choice((1, 1, 2, 3)))
    return f"lang={lang}&{'&'.join(asked)}&seed={chance.randrange(1, 1 << 31)}"


def _place(chance: random.Random, posts: int, newest: int) -> str:
    """Somewhere among so many of the newest: six posts of a block were shown, and a heavy one not long ago."""
    micros = BEGIN + (posts - chance.randrange(min(newest, posts))) * SECOND
    shown = sum(1 << at for at in chance.sample(range(10), 6))
    return f"{micros}-{chance.getrandbits(128):032x}-{shown:x}-{1 << chance.randrange(13, 20):x}"


def _one_of(shares: dict[str, int] | dict[int, int], chance: random.Random) -> object:
    return chance.choices([*shares], [*shares.values()])[0]
