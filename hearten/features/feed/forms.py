"""What a reader's device asks of the feed, in the same names at the page and at the edge."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from hearten.engines.ranking import (
    FRESH,
    BadCursor,
    Cursor,
    Wishes,
    code_of,
    needles,
    read_cursor,
    read_tail,
)  # fmt: skip
from hearten.features.feed.rules import BITS
from hearten.features.paths.rules import SLUG

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}", re.ASCII)
COUNTRY = re.compile(r"[A-Za-z]{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,15}", re.ASCII)
MAKER = re.compile(r"[0-9a-f]{16}", re.ASCII)
COMMA = re.compile("[,،、，]")  # as the keyboards of the world have it
TAIL = re.compile(r"[0-9a-f]{1,6}", re.ASCII)
USUAL_SIZE, LARGEST_SIZE = 6, 24
MOST_LANGUAGES, MOST_HIDDEN, LONGEST_HIDDEN = 8, 10, 40
# An answer to one of these is one person's.
PERSONAL = frozenset(("topics", "less", "hide", "gentler", "country", "seed", "tail"))


class BadQuery(Exception):
    """`code` says which part could not be understood."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Of(NamedTuple):
    """Which feed: `kind` is empty for the reader's own, or new, topic (a bit), maker (a number); lang, path or campaign
    (a code).

    For a page it may also be unknown: a feed that there is not.
    """

    kind: str = ""
    what: int = 0
    code: str = ""


class Asked(NamedTuple):
    """What came with a request. `hidden` are needles for folded words."""

    cursor: Cursor = FRESH
    of: Of = Of()
    languages: tuple[str, ...] = ()
    wishes: Wishes = Wishes()
    hidden: tuple[bytes, ...] = ()
    size: int = USUAL_SIZE


def read(values: Mapping[str, str]) -> Asked:
    """Raises BadQuery for the first part that is not as it should be. Names we do not know are of no account."""
    of, (languages, codes) = _of(values.get("of", "")), _languages(values.get("lang", ""))
    cursor = _cursor(values.get("after", ""), values.get("tail", ""))
    size = min(max(1, _number("size", values.get("size", ""), USUAL_SIZE)), LARGEST_SIZE)
    wishes = _wishes(
        values.get("topics", ""), values.get("less", ""), values.get("seed", ""), values.get("country", ""),
        codes, values.get("gentler", ""), values.get("night", ""), of.kind,
    )  # fmt: skip
    return Asked(cursor, of, languages, wishes, _hidden(values.get("hide", "")), size)


def _cursor(written: str, tail: str) -> Cursor:
    """`tail` is what the device last showed in any feed: opening another one does not make that unseen."""
    if tail and not TAIL.fullmatch(tail):
        raise BadQuery("tail_unknown")
    if written:
        return cursor_at(written)
    return FRESH._replace(tail=read_tail(tail)) if tail else FRESH


def cursor_at(written: str) -> Cursor:
    try:
        return read_cursor(written)
    except BadCursor as error:
        raise BadQuery("after_unknown") from error


def _wishes(
    topics: str, less: str, seed: str, country: str, languages: tuple[int, ...], gentler: str, night: str, kind: str
) -> Wishes:
    if country and not COUNTRY.fullmatch(country):
        raise BadQuery("country_unknown")
    return Wishes(
        _topics(topics), _topics(less), _number("seed", seed, 0), code_of(country) if country else 0,
        languages, _yes("gentler", gentler), _yes("night", night), kind == "new", not kind, kind == "campaign",
    )  # fmt: skip


@lru_cache(256)
def _of(written: str) -> Of:
    kind, _, what = written.partition(":")
    if not written or written == "new":
        return Of(kind)
    if kind == "topic" and what in BITS:
        return Of(kind, BITS[what])
    if kind == "maker" and MAKER.fullmatch(what):
        return Of(kind, int(what, 16))
    if (kind == "lang" and LANGUAGE.fullmatch(what)) or (kind in ("path", "campaign") and SLUG.fullmatch(what)):
        return Of(kind, 0, what)
    raise BadQuery("of_unknown")


@lru_cache(256)
def _languages(written: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """As they are written, and as ranking knows them."""
    codes = tuple(dict.fromkeys(code for code in written.lower().split(",") if code))
    if len(codes) > MOST_LANGUAGES or not all(LANGUAGE.fullmatch(code) for code in codes):
        raise BadQuery("language_unknown")
    return codes, tuple(map(code_of, codes))


@lru_cache(256)
def _topics(written: str) -> int:
    try:
        return sum({BITS[topic] for topic in written.split(",") if topic})
    except KeyError as error:
        raise BadQuery("topic_unknown") from error


def _hidden(written: str) -> tuple[bytes, ...]:
    words = [word for word in COMMA.split(written) if word.strip()] if written else []
    if len(words) > MOST_HIDDEN or any(len(word) > LONGEST_HIDDEN for word in words):
        raise BadQuery("hide_unknown")
    return needles(words)


def _yes(name: str, written: str) -> bool:
    if written not in ("", "0", "1"):
        raise BadQuery(f"{name}_unknown")
    return written == "1"


def _number(name: str, written: str, otherwise: int) -> int:
    if not written:
        return otherwise
    if not NUMBER.fullmatch(written):
        raise BadQuery(f"{name}_unknown")
    return int(written)


def read_kindly(values: Mapping[str, str]) -> Asked:
    """For a page: what cannot be read is left aside, for nobody is sent away because of an address.

    But a feed that there is not is not everything: it is one that has nothing to show.
    """
    asked = read({name: written for name, written in values.items() if _is_readable(name, written)})
    return asked if _is_readable("of", values.get("of", "")) else asked._replace(of=Of("unknown"))


def second_in(written: str) -> int:
    """Of a film, as an address says it. What is no second is its beginning."""
    return int(written) if NUMBER.fullmatch(written) and len(written) < 6 else 0


def others(asked: Asked, language: str, known: Iterable[str]) -> str:
    """The other languages, where a feed in this one goes on with them; a reader who chose languages has said it all."""
    if not language or asked.languages or asked.of.kind not in ("", "new", "topic", "campaign"):
        return ""
    return ",".join(code for code in known if code != language)


def _is_readable(name: str, written: str) -> bool:
    try:
        read({name: written})
    except BadQuery:
        return False
    return True
