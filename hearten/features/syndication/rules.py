"""In which order posts leave the house, what an address of ours names, and how large an embedded post is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urlsplit

from hearten.features.feed.rules import gently as gently

FORMS = ("atom", "rss", "json")
HEAVY = 2  # of the reviewer's 0 light, 1 serious, 2 heavy
NOBODYS = "00000000-0000-4000-8000-000000000000"  # the id of no post
NARROW, WIDE = 360, 640  # pixels: a post that stands, and one that lies
BENEATH = 190  # pixels for who made it, who checked it, and the way to help
NAMES_A_POST = re.compile(
    r"/(?:[a-z]{2,3}/)?(?:post|embed)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/words)?/?", re.ASCII
)


@dataclass(frozen=True)
class Size:
    """Pixels."""

    width: int
    height: int


def among(moments: Sequence[datetime], others: Sequence[datetime]) -> list[int]:
    """Before which of the others each of these stands, newest first: before the first that is older than it."""
    return [next((place for place, at in enumerate(others) if at < moment), len(others)) for moment in moments]


def slug_of(topic: str) -> str:
    return topic.replace(" ", "-")


def post_named(address: str, host: str) -> str | None:
    """The id of the post at an address of this site, in any of its languages."""
    try:
        parts = urlsplit(address)
        there = parts.netloc.lower()
    except ValueError:
        return None
    found = NAMES_A_POST.fullmatch(parts.path)
    is_ours = parts.scheme in ("http", "https") and there == host.lower()
    return found[1] if found and is_ours else None


def pixels(asked: str) -> int:
    """A size as someone wrote it into an address; 0 where they wrote none."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 5 else 0


def size_of(width: int, height: int, most_wide: int = 0, most_high: int = 0) -> Size:
    """Of the frame around a film of this shape, or around words (0 × 0); never more than asked for."""
    wide = WIDE if width > height else NARROW
    wide = min(wide, most_wide or wide)
    film = round(wide * height / width) if width and height else wide
    high = film + BENEATH
    return Size(wide, min(high, most_high or high))


def frame(address: str, title: str, size: Size) -> str:
    """What another site puts into its page. The post inside runs no script and cannot leave its frame."""
    return (
        f'<iframe src="{escape(address)}" width="{size.width}" height="{size.height}" title="{escape(title)}"'
        ' loading="lazy" allowfullscreen referrerpolicy="no-referrer" style="border:0;max-width:100%"'
        ' sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )


def oembed(
    names: Mapping[str, str], film: Mapping[str, Any], address: str, poster: str, wide: int, high: int
) -> dict[str, str | int]:
    """`names`: title, author_name, provider_name, provider_url; `film` is empty where a post is words alone."""
    size = size_of(film.get("width") or 0, film.get("height") or 0, wide, high)
    said: dict[str, str | int] = {
        "version": "1.0", "type": "video" if film else "rich", **names, "cache_age": 300,
        "html": frame(address, names["title"], size), "width": size.width, "height": size.height,
    }  # fmt: skip
    if not poster:
        return said
    return {**said, "thumbnail_url": poster, "thumbnail_width": film["width"], "thumbnail_height": film["height"]}
