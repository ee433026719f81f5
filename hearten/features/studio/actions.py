import hashlib
import json
from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction

from hearten.engines import captions as vtt
from hearten.engines.captions import Cue
from hearten.features.accounts.models import Person
from hearten.features.cards.queries import is_of_cards
from hearten.features.checks import actions as checks
from hearten.features.checks.queries import asks_of
from hearten.features.checks.rules import Ask
from hearten.features.guidance import actions as guidance
from hearten.features.media import actions as media
from hearten.features.media.models import Original, Upload
from hearten.features.media.queries import captions_of, original_of
from hearten.features.posts import actions as posts
from hearten.features.posts import queries
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Post, Revision


class NeedsVideo(Exception):
    """The earlier video cannot be played, so a new version needs another."""


class NotAFilm(Exception):
    """What was made of cards stays made of cards."""


class ChangedElsewhere(Exception):
    """It has changed since the page was opened, in another window perhaps."""


class TypedMeanwhile(Exception):
    """Both have changed since the page was opened: what is kept, and what is typed."""


class MustMend(Exception):
    """Something in the captions cannot stay as it is."""


def keep_video(person: Person, source: BinaryIO, length: int) -> Upload:
    """A video from a plain form: kept, also when the words beside it need another look."""
    upload = media.begin_upload(person, length)
    media.take_bytes(upload, 0, source)
    upload.refresh_from_db()
    return upload


@transaction.atomic
def make(
    author: Person, words: Words, original: Original, once: UUID | None = None, asks: Sequence[Ask] = ()
) -> Revision:
    """A new post from its words and its video; it sets off at once. The same form sent twice is one post."""
    try:
        with transaction.atomic():
            revision = posts.begin(author, words, once)
    except IntegrityError:
        # The name is taken: by this form sent twice, by another the browser brought back, or by someone else's post.
        made = queries.post_of(author, once) if once else None
        first = made.revisions.get(number=1) if made else None
        if made and first and _says(first) == (words, list(asks)) and original_of(first) == original:
            return queries.latest(made)
        revision = posts.begin(author, words)
    checks.write(revision, asks)
    media.attach(revision, original)
    return revision


@transaction.atomic
def change(
    post: Post, author: Person, words: Words, original: Original | None = None, after: int | None = None,
    asks: Sequence[Ask] = (),
) -> Revision:  # fmt: skip
    """A new revision that starts again, with the earlier video and sources unless there are new ones.

    `after` is the number of the revision its author was looking at.
    """
    Post.objects.select_for_update().get(pk=post.pk)
    earlier = queries.latest(post)
    if is_of_cards(earlier):
        raise NotAFilm
    before = original_of(earlier)
    if after is not None and earlier.number != after:
        if _says(earlier) == (words, list(asks)) and original in (None, before):
            return earlier
        raise ChangedElsewhere
    if original is None and (before is None or before.unplayable):
        raise NeedsVideo
    later = posts.revise(post, author, words)
    guidance.carry_over(earlier, later)
    checks.write(later, asks)
    if original and original != before:
        media.attach(later, original)
    else:
        media.carry_over(earlier, later)
    return later


def _says(revision: Revision) -> tuple[Words, list[Ask]]:
    words = Words(revision.kind, revision.language, revision.title, revision.text, list(revision.topics))
    return words, asks_of(revision)


def fingerprint(cues: list[list[float | str]]) -> str:
    """Names exactly these captions, so that a yes is a yes to what was read."""
    return hashlib.sha256(json.dumps(cues).encode()).hexdigest()


def save_and_confirm(revision: Revision, cues: Sequence[Cue], shown: str) -> None:
    """The author's yes to these words, as they stand on the screen. `shown` names the captions the page began with."""
    said = captions_of(revision)
    rows: list[list[float | str]] = [[cue.start, cue.end, cue.text] for cue in cues]
    if fingerprint(said.cues if said else []) != shown:
        raise ChangedElsewhere if fingerprint(rows) == shown else TypedMeanwhile
    if said is None or said.cues != rows:
        media.write_captions(revision, cues, "typed")
    _confirm(revision, fingerprint(rows))


@transaction.atomic
def _confirm(revision: Revision, shown: str) -> None:
    said, original = captions_of(revision), original_of(revision)
    if said is None or fingerprint(said.cues) != shown:
        raise ChangedElsewhere
    cues = [Cue(*row) for row in said.cues]
    longest = original.duration if original and original.duration else max((cue.end for cue in cues), default=0.0)
    if any(problem.must_mend for problem in vtt.problems(cues, longest)):
        raise MustMend
    media.confirm_captions(revision)
