"""The query string of the feed as names and values; what they mean is in the feed's forms."""

import re
from functools import lru_cache
from urllib.parse import unquote_plus

from hearten.features.feed import forms
from hearten.features.feed.forms import Asked, BadQuery

NOTHING_ASKED = forms.read({}), True
OF_ONE = re.compile(b"|".join(name.encode() for name in sorted(forms.PERSONAL)) + b"|%")
PLACE = re.compile(rb"[0-9a-f_-]{1,120}")
LONGEST_QUERY = 6000  # ten hidden words of forty letters, each letter up to nine characters in an address


def read(query: bytes) -> tuple[Asked, bool]:
    """What was asked, and whether it is anyone's (True) or one person's. The last value of each name counts.

    All but the place is the same for many pages, so it is read once for them.
    """
    if not query:
        return NOTHING_ASKED
    if len(query) > LONGEST_QUERY:
        raise BadQuery("query_too_long")
    if OF_ONE.search(query):  # what one person wishes for is not kept, not even as a question
        return _read(query)
    begin = query.find(b"after=")
    if begin < 0 or (begin and query[begin - 1 : begin] != b"&"):
        return _shared(query)
    written, _, rest = query[begin + 6 :].partition(b"&")
    if not PLACE.fullmatch(written) or b"after=" in rest:
        return _read(query)
    asked, is_anyones = _shared(query[:begin] + rest)
    return asked._replace(cursor=forms.cursor_at(written.decode())), is_anyones


@lru_cache(256)
def _shared(query: bytes) -> tuple[Asked, bool]:
    return _read(query)


def _read(query: bytes) -> tuple[Asked, bool]:
    try:
        pairs = [part.partition("=") for part in query.decode("ascii").split("&")]
        values = {name: value for name, _, value in pairs}
        if b"%" in query or b"+" in query:
            values = {name: unquote_plus(value, errors="strict") for name, value in values.items()}
    except ValueError as error:
        raise BadQuery("query_unreadable") from error
    return forms.read(values), forms.PERSONAL.isdisjoint(values)
