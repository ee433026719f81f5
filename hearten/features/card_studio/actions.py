"""Where an author makes a post of cards, and changes it."""

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction

from hearten.features.accounts.models import Person
from hearten.features.cards import actions as cards
from hearten.features.cards.actions import Written
from hearten.features.cards.rules import MOST_BYTES
from hearten.features.checks import actions as checks
from hearten.features.checks.queries import asks_of
from hearten.features.checks.rules import Ask
from hearten.features.guidance import actions as guidance
from hearten.features.media import actions as media
from hearten.features.media.models import Upload
from hearten.features.media.queries import vault
from hearten.features.media.rules import MayNotSend
from hearten.features.posts import actions as posts
from hearten.features.posts import queries
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Post, Revision
from hearten.ports.pictures import kind_of

FIRST = 16


class NotAPicture(Exception):
    """By its first bytes it is no JPEG, PNG or WebP."""


class NotOfCards(Exception):
    """A film stays a film."""


class ChangedElsewhere(Exception):
    """It has changed since the page was opened, in another window perhaps."""


def keep_picture(person: Person, source: BinaryIO, length: int) -> Upload:
    """A picture from a plain form: kept, also when the words beside it need another look."""
    first = source.read(FIRST)
    source.seek(0)
    if length > MOST_BYTES:
        raise media.MayNotSend(MayNotSend.too_big)
    if length and kind_of(first) is None:
        raise NotAPicture
    upload = media.begin_upload(person, length)
    media.take_bytes(upload, 0, source)
    upload.refresh_from_db()
    return upload


def is_a_picture(sha256: str) -> bool:
    """Whether what came in under this name may be a card's picture: a film may not."""
    path = vault().path_of("originals", sha256)
    with path.open("rb") as file:
        return path.stat().st_size <= MOST_BYTES and kind_of(file.read(FIRST)) is not None


@transaction.atomic
def make(
    author: Person, words: Words, slides: Sequence[Written], once: UUID | None = None, asks: Sequence[Ask] = ()
) -> Revision:
    """A new post from its cards; it sets off at once. The same form sent twice is one post."""
    try:
        with transaction.atomic():
            revision = posts.begin(author, words, once)
    except IntegrityError:
        # The name is taken: by this form sent twice, by another the browser brought back, or by someone else's post.
        made = queries.post_of(author, once) if once else None
        first = made.revisions.get(number=1) if made else None
        if made and first and _says(first) == (words, list(slides), list(asks)):
            return queries.latest(made)
        revision = posts.begin(author, words)
    return _with(revision, slides, asks)


@transaction.atomic
def change(
    post: Post, author: Person, words: Words, slides: Sequence[Written], after: int | None = None,
    asks: Sequence[Ask] = (),
) -> Revision:  # fmt: skip
    """A new revision that starts again, with the earlier sources. `after` is the number its author was looking at."""
    Post.objects.select_for_update().get(pk=post.pk)
    earlier = queries.latest(post)
    if not cards.are_here(earlier):
        raise NotOfCards
    if after is not None and earlier.number != after:
        if _says(earlier) == (words, list(slides), list(asks)):
            return earlier
        raise ChangedElsewhere
    later = posts.revise(post, author, words)
    guidance.carry_over(earlier, later)
    return _with(later, slides, asks)


def _with(revision: Revision, slides: Sequence[Written], asks: Sequence[Ask]) -> Revision:
    cards.write(revision, slides)
    checks.write(revision, asks)
    posts.set_off(revision)
    return revision


def _says(revision: Revision) -> tuple[Words, list[Written], list[Ask]]:
    words = Words(revision.kind, revision.language, revision.title, revision.text, list(revision.topics))
    return words, cards.written(revision), asks_of(revision)
