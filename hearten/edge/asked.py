"""What a reader's device asked of the feed, read from the query string; anything odd is turned down by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus

from hearten.edge.shelf import BITS
from hearten.engines.ranking import Wishes
from hearten.features.feed import rules
from hearten.features.feed.rules import Cursor

LONGEST_QUERY = 1000
USUAL_SIZE, LARGEST_SIZE = 6, 24
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}", re.ASCII)
MOST_LANGUAGES = 8
WISHES, PLAIN = frozenset(("topics", "less", "seed")), Wishes()
NUMBER = re.compile(r"\d{1,15}", re.ASCII)


class BadQuery(Exception):
    """`code` says which part could not be understood."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Asked:
    cursor: Cursor | None
    languages: tuple[str, ...]
    wishes: Wishes
    size: int


def read(query: bytes) -> Asked:
    if len(query) > LONGEST_QUERY:
        raise BadQuery("query_too_long")
    values = _values(query)
    after = values.get("after")
    return Asked(
        cursor=_cursor(after) if after else None,
        languages=_languages(values.get("lang", "")),
        wishes=_wishes(values) if not WISHES.isdisjoint(values) else PLAIN,
        size=min(max(1, _number(values, "size", USUAL_SIZE)), LARGEST_SIZE),
    )


def _values(query: bytes) -> dict[str, str]:
    """The last value of each name. Written out because every page of the feed pays for it."""
    try:
        pairs = [part.partition("=") for part in query.decode("ascii").split("&")]
        return {
            name: unquote_plus(value, errors="strict") if "%" in value or "+" in value else value
            for name, _, value in pairs
        }
    except ValueError as error:
        raise BadQuery("query_unreadable") from error


def _wishes(values: Mapping[str, str]) -> Wishes:
    return Wishes(_topics(values.get("topics", "")), _topics(values.get("less", "")), _number(values, "seed", 0))


def _cursor(written: str) -> Cursor:
    try:
        return rules.read_cursor(written)
    except rules.BadCursor as error:
        raise BadQuery("after_unknown") from error


@lru_cache(256)
def _languages(written: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code for code in written.lower().split(",") if code))
    if len(codes) > MOST_LANGUAGES or not all(LANGUAGE.fullmatch(code) for code in codes):
        raise BadQuery("language_unknown")
    return codes


@lru_cache(256)
def _topics(written: str) -> int:
    bits = 0
    for topic in filter(None, written.split(",")):
        if topic not in BITS:
            raise BadQuery("topic_unknown")
        bits |= BITS[topic]
    return bits


def _number(values: Mapping[str, str], name: str, usual: int) -> int:
    written = values.get(name)
    if written and not NUMBER.fullmatch(written):
        raise BadQuery(f"{name}_unknown")
    return int(written or usual)
