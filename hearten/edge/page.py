"""A page of the feed as bytes: a walk of a few steps along the order of time, and one join."""

from itertools import islice
from uuid import UUID

from hearten.edge.asked import Asked
from hearten.edge.shelf import Shelf
from hearten.engines.ranking import Why, places
from hearten.features.feed.rules import Cursor

BLOCK = 48  # posts that are ranked among themselves; a page never looks further
LAST_ID = UUID(int=(1 << 128) - 1)
REASON = {why: f'{{"why":"{why}",'.encode() for why in Why}


def feed_page(shelf: Shelf, asked: Asked, now: int) -> bytes:
    """`after` names the beginning of the block and how much of it was shown, so new posts never push old ones twice."""
    skip = asked.cursor.skip if asked.cursor else 0
    found = shelf.after(asked.cursor, asked.languages, BLOCK + 1, now)
    slots = found[:BLOCK].tolist()
    walk = islice(places(shelf.block(found[:BLOCK]), asked.wishes), skip, skip + asked.size)
    shown = [(place.why, slots[place.at]) for place in walk]
    bodies = shelf.bodies(slot for _, slot in shown)
    items = b",".join(REASON[why] + body for (why, _), body in zip(shown, bodies, strict=True))
    reached = skip + len(shown)
    after = "null"
    if reached < len(slots):
        after = f'"{_begin(shelf, asked.cursor, slots, reached)}"'
    elif len(found) > BLOCK:
        after = f'"{shelf.cursor_at(slots[-1])}"'
    return b'{"items":[%b],"after":%b}' % (items, after.encode())


def _begin(shelf: Shelf, cursor: Cursor | None, slots: list[int], reached: int) -> Cursor:
    """The same beginning again; the very first page begins just above its newest post."""
    if cursor:
        return Cursor(cursor.micros, cursor.post_id, reached)
    return Cursor(shelf.cursor_at(slots[0]).micros, LAST_ID, reached)
