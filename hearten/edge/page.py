"""A page of the feed as bytes: a walk of a few steps over stretches of the shelf, and one join."""

from functools import partial

from hearten.edge.shelf import Shelf, body_because
from hearten.engines.ranking import FRESH, Cursor, Why, walk
from hearten.features.feed.forms import Asked

USUAL = Why.newest  # the reason a body already begins with
MOST_SHARED, LONGEST_SHARED = 256, 60  # pages, and bytes of what was asked


class FirstPages:
    """Pages that many ask for at once, the first of everybody's feeds, kept until the shelf changes."""

    def __init__(self) -> None:
        self._bodies: dict[bytes, bytes] = {}
        self._of: tuple[Shelf | None, int] = (None, 0)

    def page(self, shelf: Shelf, query: bytes, asked: Asked, now: int) -> bytes:
        if asked.cursor is not FRESH or len(query) > LONGEST_SHARED or not shelf.is_fresh(now):
            return feed_page(shelf, asked, now)
        if self._of != (shelf, shelf.version) or len(self._bodies) > MOST_SHARED:
            self._bodies, self._of = {}, (shelf, shelf.version)
        if query not in self._bodies:
            self._bodies[query] = feed_page(shelf, asked, now)
        return self._bodies[query]


def feed_page(shelf: Shelf, asked: Asked, now: int) -> bytes:
    """`after` names the block and what of it was shown, so new posts never push old ones twice."""
    begin, shown, tail = asked.cursor
    walked = walk(partial(shelf.stretch, asked, now), begin, shown, tail, asked.wishes, asked.size)
    bodies = [
        shelf.body(slot) if why is USUAL else body_because(shelf.body(slot), why) for slot, why in walked.shown
    ]  # fmt: skip
    after = f'"{Cursor(walked.begin, walked.taken, walked.tail)}"'.encode() if walked.begin else b"null"
    return b'{"items":[%b],"after":%b}' % (b",".join(bodies), after)
