"""What bench/finding.py measures: the pages that find and gather, asked for one after the other in this process.

Prints one JSON line: of each page milliseconds of processor (of this process and of its database backend) and by the
clock, the first time and again, and how large it is. Parallel workers are off, so nothing is spent out of sight.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - features load only once Django is ready
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402

from hearten.config.urls import urlpatterns as ours  # noqa: E402
from hearten.features.feed import queries as feed  # noqa: E402
from hearten.features.feed.rules import at_a_glance  # noqa: E402
from hearten.features.review import queries as review  # noqa: E402

PLAIN, TIMES = "plain", 7


def plain(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """The neighbour: the twenty-four newest, read through the same view, as a Django view would answer."""
    return JsonResponse({"items": [at_a_glance(feed.card_of(post)) for post in review.public_posts(None, 24)]})


urlpatterns = [path("bench-plain", plain), *ours]


def pages() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT handle FROM public_maker ORDER BY posts DESC LIMIT 1")
        maker = cursor.fetchone()
    return {
        PLAIN: "/bench-plain", "search": "/search?q=sleep+better", "search, misspelt": "/search?q=anxeity+atacks",
        "search, grave": "/search?q=i+cant+do+this+anymore", "search, in Arabic": "/ar/search?q=القلق",
        "search, a topic": "/search?topic=sleep", "suggest": "/search/suggest?q=slee",
        "suggest, misspelt": "/search/suggest?q=anxeity", "a topic": "/topics/depression/",
        "its posts of one kind": "/topics/depression/?kind=coping", "topics, A to Z": "/topics/",
        "languages": "/languages/", "a language": "/languages/en/", "a language, deep": "/languages/en/?page=300",
        "a small language": "/languages/hi/", "a country": "/countries/es/", "a small country": "/countries/nz/",
        "makers": "/makers/", **({"a maker": f"/makers/{maker[0]}/"} if maker else {}),
        "map of the site": "/sitemap.xml", "map of a day": f"/sitemaps/en/{_day()}.xml",
        "feed of all": "/feeds/all.atom", "feed of a topic": "/feeds/topic/sleep.json",
        "feed of a language": "/feeds/language/hi.rss", "feed of a kind": "/feeds/kind/myth.atom",
        "podcast": "/feeds/podcast.rss", "corrections": "/feeds/corrections.atom",
    }  # fmt: skip


def _day() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_char(max(published_at) - interval '40 days', 'YYYY-MM-DD') FROM public_post")
        return str(cursor.fetchone()[0])


def backend() -> Path:
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def spent(database: Path) -> tuple[float, float, float]:
    """Milliseconds: of this process, of the database, by the clock."""
    return time.process_time() * 1e3, int(database.read_text().split()[0]) / 1e6, time.perf_counter() * 1e3


def measured(client: Client, address: str, database: Path) -> dict[str, object]:
    rounds, wrong = [], 0
    for _ in range(TIMES):
        before = spent(database)
        answer = client.get(address, HTTP_ACCEPT_ENCODING="gzip")
        rounds.append([after - own for after, own in zip(spent(database), before, strict=True)])
        wrong = answer.status_code if answer.status_code != 200 else wrong
    first, again = rounds[0], [statistics.median(times) for times in zip(*rounds[1:], strict=True)]
    return {
        "first": round(first[0] + first[1], 1), "first_wall": round(first[2], 1),
        "processor": round(again[0] + again[1], 1), "database": round(again[1], 1), "wall": round(again[2], 1),
        "bytes": len(answer.content), **({"wrong": wrong} if wrong else {}),
    }  # fmt: skip


def main() -> None:
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["*"]
    call_command("collectstatic", verbosity=0, interactive=False)
    client, database = Client(), backend()
    client.get("/help/")  # what is read once
    client.get("/search?q=hello")
    only = sys.argv[1:]
    found = {}
    for name, address in pages().items():
        if not only or name in only:
            found[name] = measured(client, address, database)
            print(f"{name:24} {found[name]}", file=sys.stderr, flush=True)
    peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
    print(json.dumps({"pages": found, "memory_mb": round(int(peak) / 1024, 1), "pid": os.getpid()}))


if __name__ == "__main__":
    main()
