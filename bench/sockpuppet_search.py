"""The account of bench/sockpuppet.py that searches: real pages, asked for as a browser would. Prints one JSON line.

It looks for something sad, reads down what was found, opens each heavy post and goes back, turns the page, and looks
for the next. What is behind the line it opens only where it is told to: `line` as first argument.
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import cycle

import django

django.setup()

from django.conf import settings  # noqa: E402 - features load only once Django is ready
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

MINUTES, PAGES = 45, 3
SECONDS = (96.0, 4.0)  # it watches a heavy post twice, and reads past any other
SADLY = (
    "grief", "my brother died", "depression", "i feel so alone", "suicide", "trauma", "losing someone", "so sad",
    "i cant do this anymore", "panic and grief",
)  # fmt: skip
RESULT = re.compile(r'<article class="card flow result" data-heaviness="(\d)" data-leaves="(\w*)" data-kind="(\w+)"')
ADDRESS, LINE = re.compile(r'<h3><a href="([^"]+)"'), 'data-part="hard"'
TAIL, NEXT = re.compile(r'name="tail" value="([0-9a-f]+)"'), re.compile(r'rel="next" href="([^"]+)"')


def pages(client: Client, typed: str, tail: str) -> Iterator[str]:
    page = client.get("/search", {"q": typed, **({"tail": tail} if tail else {})}).content.decode()
    for _ in range(PAGES):
        yield page
        onward = NEXT.search(page)
        if not onward:
            return
        page = client.get("/search" + onward[1].replace("&amp;", "&")).content.decode()


def watched(client: Client, opens_the_line: bool) -> Iterator[tuple[float, bool, bool]]:
    minute, tail = 0.0, ""
    for typed in cycle(SADLY):
        for page in pages(client, typed, tail):
            shown = page if opens_the_line else page.split(LINE)[0]
            addresses = ADDRESS.findall(shown)
            for (heaviness, leaves, kind), address in zip(RESULT.findall(shown), addresses, strict=True):
                is_heavy = heaviness == "2"
                if is_heavy and client.get(address).status_code != 200:
                    raise SystemExit("what was found cannot be opened")
                yield minute, is_heavy, not is_heavy and (kind == "coping" or leaves == "hope")
                minute += SECONDS[0 if is_heavy else 1] / 60
                if minute >= MINUTES:
                    return
            found = TAIL.search(page)
            tail = found[1] if found else ""


def main() -> None:
    settings.ALLOWED_HOSTS = ["*"]
    call_command("collectstatic", verbosity=0, interactive=False)
    print(json.dumps(list(watched(Client(), sys.argv[1:] == ["line"]))))


if __name__ == "__main__":
    main()
