"""A page of the feed as bytes: a walk of a few steps over stretches of the shelf, and one join."""

from collections.abc import Sequence
from functools import partial

from hearten.edge.shelf import BEGINNINGS, Shelf
from hearten.engines.ranking import Cursor, Why, walk
from hearten.features.feed.forms import Asked

MOST_SHARED, LONGEST_SHARED = 256, 200  # pages, of 8 KB each as a rule and 30 at most; and bytes of what was asked


class SharedPages:
    """Pages that are anyone's, kept until the shelf changes, the least lately asked for left out first.

    Readers of one language who began at the same shelf go on through the same places, so not only first pages are
    shared. Nothing that one person wishes for comes here.
    """

    def __init__(self) -> None:
        self._bodies: dict[bytes, bytes] = {}
        self._of: tuple[Shelf | None, int] = (None, 0)

    def find(self, shelf: Shelf, query: bytes, now: int) -> bytes | None:
        if self._of != (shelf, shelf.version) or not shelf.is_fresh(now):
            return None
        body = self._bodies.pop(query, None)
        if body is not None:
            self._bodies[query] = body  # the latest stands last
        return body

    def make(self, shelf: Shelf, query: bytes, asked: Asked, now: int) -> bytes:
        body = feed_page(shelf, asked, now)
        if len(query) > LONGEST_SHARED or not shelf.is_fresh(now):
            return body
        if self._of != (shelf, shelf.version):
            self._bodies, self._of = {}, (shelf, shelf.version)
        elif len(self._bodies) >= MOST_SHARED:
            del self._bodies[next(iter(self._bodies))]
        self._bodies[query] = body
        return body


def feed_page(shelf: Shelf, asked: Asked, now: int) -> bytes:
    """`after` names the block and what of it was shown, so new posts never push old ones twice."""
    if asked.of.kind == "path":
        return _written(shelf, [(slot, Why.path) for slot in shelf.path(asked.of.code, now)], b"null")
    begin, shown, tail = asked.cursor
    walked = walk(partial(shelf.stretch, asked, now), begin, shown, tail, asked.wishes, asked.size)
    after = f'"{Cursor(walked.begin, walked.taken, walked.tail)}"'.encode() if walked.begin else b"null"
    return _written(shelf, walked.shown, after)


def _written(shelf: Shelf, shown: Sequence[tuple[int, Why]], after: bytes) -> bytes:
    """Joined in one step: a page is large beside what was worked out for it, and no post of it is copied twice."""
    parts = [part for slot, why in shown for part in (BEGINNINGS[why], shelf.body(slot))]
    if parts:
        parts[0] = parts[0][1:]  # no comma before the first
    return b"".join((b'{"items":[', *parts, b'],"after":', after, b"}"))
