"""What a reader's device asked of the feed, read from the query string; anything odd is turned down by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs

from hearten.edge.shelf import BITS
from hearten.engines.ranking import Wishes
from hearten.features.feed import rules
from hearten.features.feed.rules import Cursor

LONGEST_QUERY = 1000
USUAL_SIZE, LARGEST_SIZE = 6, 24
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}", re.ASCII)
MOST_LANGUAGES = 8
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
    try:
        values = {name: found[-1] for name, found in parse_qs(query.decode("ascii"), errors="strict").items()}
    except ValueError as error:
        raise BadQuery("query_unreadable") from error
    return Asked(
        cursor=_cursor(values.get("after", "")),
        languages=_languages(values.get("lang", "")),
        wishes=Wishes(_topics(values.get("topics", "")), _topics(values.get("less", "")), _number(values, "seed", 0)),
        size=min(max(1, _number(values, "size", USUAL_SIZE)), LARGEST_SIZE),
    )


def _cursor(written: str) -> Cursor | None:
    if not written:
        return None
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
    written = values.get(name, "")
    if written and not NUMBER.fullmatch(written):
        raise BadQuery(f"{name}_unknown")
    return int(written or usual)
