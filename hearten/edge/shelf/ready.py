"""A public post as the edge keeps it: bytes ready to send, and the few facts that ranking may know."""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearten.engines.ranking import Why, micros_of
from hearten.features.feed import queries as feed
from hearten.features.feed import rules
from hearten.features.review.queries import PublicPost, as_public_post

BEGINNINGS = {why: f',{{"why":"{why}",'.encode() for why in Why}  # of a body, after another one
SHA = re.compile(rb'"/media/([0-9a-f]{64})/[\w.-]{1,40}"')
QUICKLY = 1  # the level of packing: most of the room is won at once, and a shelf is filled sooner


class NotShowable(Exception):
    """A public post whose manifest is not as this version writes them. It stays off the shelf."""


@dataclass(frozen=True, slots=True)
class Ready:
    """`body` is what the feed sends, after one of BEGINNINGS, which says why it stands where it stands.

    `whole` is everything the post says, packed, for the few who open it; `files` are the SHA-256 of all it links to.
    `words` are folded, for those who hide some.
    """

    post_id: UUID
    published: int
    until: int
    language: str
    topics: int
    maker: int
    is_story: bool
    facts: int
    country: int
    words: bytes
    body: bytes
    whole: bytes
    files: tuple[str, ...]


def ready(row: tuple[Any, ...]) -> Ready:
    """A row of `public_post`, in the order of `review.queries.COLUMNS`."""
    try:
        return _ready(as_public_post(row))
    except (KeyError, TypeError, ValueError) as error:
        raise NotShowable(str(row[0])) from error


def _ready(post: PublicPost) -> Ready:
    card = feed.card_of(post)
    whole = _written(card)
    return Ready(
        post_id=UUID(post.post_id),
        published=micros_of(post.published_at),
        until=micros_of(post.until),
        language=card["language"].lower(),
        topics=rules.topics_of(card),
        maker=rules.maker_of(card["maker"]),
        is_story=card["maker"]["lived"],
        facts=rules.facts_of(card),
        country=rules.country_of(card),
        words=rules.words_of(card),
        body=_written(rules.at_a_glance(card))[1:],
        whole=zlib.compress(whole, QUICKLY),
        files=tuple(found.decode() for found in dict.fromkeys(SHA.findall(whole))),
    )


def _written(card: Mapping[str, Any]) -> bytes:
    return json.dumps(card, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def unpacked(whole: bytes) -> bytes:
    return zlib.decompress(whole)
