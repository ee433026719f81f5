from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from hearten.features.accounts.models import Person
from hearten.features.claims import actions as claims
from hearten.features.claims import queries as known
from hearten.features.claims.actions import Wrote
from hearten.features.claims.models import Answer
from hearten.features.doubts import queries, rules
from hearten.features.doubts.models import Doubt
from hearten.features.help import queries as helping
from hearten.features.journal import actions as journal
from hearten.features.posts.models import Post
from hearten.features.questions.actions import new_receipt
from hearten.features.questions.queries import names_someone
from hearten.features.questions.rules import Decline, key_of


class Full(Exception):
    """More wait than people can answer in time: in all, or about this post."""


class NotAsShown(Exception):
    """The post has changed or gone; or someone has answered meanwhile."""


@dataclass(frozen=True)
class Said:
    """What a reader marked or wrote, of which bytes, and the mark of the form they sent it with."""

    post_id: UUID
    digest: str
    marked: Sequence[str]
    text: str
    language: str
    once: str


@transaction.atomic
def send(said: Said, is_separate: bool, by_professional: bool = False) -> Doubt:
    """Put it in the lane. It changes nothing about the post. The same form sent twice is one doubt, one receipt."""
    key = key_of(said.once)
    if same := Doubt.objects.filter(key=key).first():
        return same
    public = queries.shown(said.post_id)
    if public is None or public.digest != said.digest:
        raise NotAsShown
    waiting = queries.open_doubts()
    if not rules.is_room(waiting.count(), waiting.filter(post=said.post_id).count()):
        raise Full
    try:
        with transaction.atomic():
            told = {"is_separate": is_separate, "by_professional": by_professional}
            made = Doubt.objects.create(key=key, receipt=new_receipt(), **_heard(said), **told)
    except IntegrityError:
        return Doubt.objects.get(key=key)
    journal.note("doubt.sent", made.name_in_journal, language=made.language)
    return made


def _heard(said: Said) -> dict[str, object]:
    return {
        "post_id": said.post_id, "digest": said.digest, "marked": list(said.marked), "text": said.text,
        "language": said.language, "level": helping.heard_in(said.text, said.language).level,
        "has_details": names_someone(said.text, said.language),
    }  # fmt: skip


@transaction.atomic
def answer(post: Post, chosen: Sequence[int], wrote: Wrote, author: Person) -> Answer:
    """The post stays as it is, and why: a draft, until another reviewer has signed it. decisions/0020."""
    doubts = _still_open(post, chosen, author)
    made = claims.write(wrote, author)
    doubts.update(answer=made)
    return made


@transaction.atomic
def close(post: Post, chosen: Sequence[int], by: Person, why: Decline) -> None:
    """Nothing in it could be answered. The receipt says so."""
    doubts = _still_open(post, chosen, by)
    for one in doubts:
        journal.note("doubt.closed", one.name_in_journal, by, why=str(why))
    doubts.update(declined=why, declined_at=Now())


def _still_open(post: Post, chosen: Sequence[int], by: Person) -> QuerySet[Doubt]:
    """Those of these that wait, locked. Nobody answers what is said of their own post."""
    if not known.may_answer(by) or post.author_id == by.pk:
        raise claims.MayNotAnswer
    locked = Doubt.objects.select_for_update().filter(pk__in=chosen, post=post)
    still = queries.open_doubts().filter(pk__in=[one.pk for one in locked])
    if not chosen or still.count() != len(set(chosen)):
        raise NotAsShown
    return Doubt.objects.filter(pk__in=chosen, post=post)


@transaction.atomic
def forget(moment: datetime) -> int:
    """What readers wrote goes for good; an answer or a correction that people signed stays."""
    gone, _each = queries.before(moment).delete()
    return gone
