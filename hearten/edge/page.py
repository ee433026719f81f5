"""A page of the feed as bytes: a walk of a few steps over stretches of the shelf, and one join."""

from functools import partial

from hearten.edge.shelf import Shelf, body_because
from hearten.engines.ranking import Cursor, Why, walk
from hearten.features.feed.forms import Asked

USUAL = Why.newest  # the reason a body already begins with


def feed_page(shelf: Shelf, asked: Asked, now: int) -> bytes:
    """`after` names the block and what of it was shown, so new posts never push old ones twice."""
    begin, shown, tail = asked.cursor
    walked = walk(partial(shelf.stretch, asked, now), begin, shown, tail, asked.wishes, asked.size)
    bodies = [
        shelf.body(slot) if why is USUAL else body_because(shelf.body(slot), why) for slot, why in walked.shown
    ]  # fmt: skip
    after = f'"{Cursor(walked.begin, walked.taken, walked.tail)}"'.encode() if walked.begin else b"null"
    return b'{"items":[%b],"after":%b}' % (b",".join(bodies), after)
