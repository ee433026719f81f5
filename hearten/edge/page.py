"""A page of the feed as bytes: a walk of a few steps along the order of time, and one join."""

from itertools import islice

from hearten.edge.asked import Asked
from hearten.edge.shelf import Shelf, body_because
from hearten.engines.ranking import Why, places
from hearten.features.feed.rules import Cursor

BLOCK = 30  # posts that are ranked among themselves, five usual pages; a page never looks further
LAST_ID = (1 << 128) - 1
USUAL = Why.newest  # the reason a body already begins with


def feed_page(shelf: Shelf, asked: Asked, now: int) -> bytes:
    """`after` names the beginning of the block and how much of it was shown, so new posts never push old ones twice."""
    skip = asked.cursor.skip if asked.cursor else 0
    found = shelf.after(asked.cursor, asked.languages, BLOCK + 1, now)
    block = found[:BLOCK]
    walk = islice(places(shelf.block(block, asked.wishes), asked.wishes), skip, skip + asked.size)
    slots = block.tolist()
    shown = []
    for at, why in walk:
        body = shelf.body(slots[at])
        shown.append(body if why is USUAL else body_because(body, why))
    after = _after(shelf, asked.cursor, slots, skip + len(shown), len(found) > BLOCK)
    return b'{"items":[%b],"after":%b}' % (b",".join(shown), after)


def _after(shelf: Shelf, cursor: Cursor | None, slots: list[int], reached: int, is_more: bool) -> bytes:
    if reached < len(slots):
        return f'"{_begin(shelf, cursor, slots, reached)}"'.encode()
    return f'"{shelf.cursor_at(slots[-1])}"'.encode() if is_more else b"null"


def _begin(shelf: Shelf, cursor: Cursor | None, slots: list[int], reached: int) -> Cursor:
    """The same beginning again; the very first page begins just above its newest post."""
    if cursor:
        return Cursor(cursor.micros, cursor.post, reached)
    return Cursor(shelf.cursor_at(slots[0]).micros, LAST_ID, reached)
