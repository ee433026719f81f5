from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from hearten.features.accounts.models import Person
from hearten.features.journal import actions as journal
from hearten.features.posts import rules
from hearten.features.posts.models import Post, Revision, Withdrawal
from hearten.kit.flow import nudge


class NotYours(Exception):
    """Someone asked for a change to a post that is not theirs to change."""


class AlreadySealed(Exception):
    """The words are under review or past it: a change needs a new revision."""


@dataclass(frozen=True)
class Words:
    """What an author writes about a post."""

    kind: str
    language: str
    title: str
    text: str
    topics: Sequence[str]


@transaction.atomic
def begin(author: Person, words: Words, once: UUID | None = None) -> Revision:
    """A new post with its first revision. The flow starts when `set_off` is called.

    `once` is the name its maker chose for it, so that sending it twice makes one.
    """
    return _revision(Post.objects.create(author=author, **({"pk": once} if once else {})), 1, words)


@transaction.atomic
def revise(post: Post, author: Person, words: Words) -> Revision:
    """A new revision; whatever is public stays public until this one is approved."""
    if post.author_id != author.pk:
        raise NotYours
    Post.objects.select_for_update().get(pk=post.pk)
    last = post.revisions.order_by("-number").first()
    return _revision(post, (last.number if last else 0) + 1, words)


@transaction.atomic
def make_again(earlier: Revision) -> Revision | None:
    """The same words as the next version, because what they rest on has changed. Its author's own next one goes first.

    What was refused for good is no next version. Nothing is made where there is one: twice is the same as once.
    """
    Post.objects.select_for_update().get(pk=earlier.post_id)
    later = list(Revision.objects.filter(post_id=earlier.post_id, number__gt=earlier.number).order_by("number"))
    if any(one.stage not in rules.REFUSED for one in later):
        return None
    words = Words(earlier.kind, earlier.language, earlier.title, earlier.text, earlier.topics)
    return _revision(earlier.post, (later[-1] if later else earlier).number + 1, words, by_author=False)


def _revision(post: Post, number: int, words: Words, by_author: bool = True) -> Revision:
    revision = Revision.objects.create(
        post=post, number=number, stage=rules.Stage.received, kind=words.kind, language=words.language,
        title=words.title.strip(), text=words.text.strip(), topics=list(words.topics),
    )  # fmt: skip
    journal.note("revision.made", revision.name_in_journal, post.author if by_author else None, number=number)
    return revision


def set_off(revision: Revision) -> None:
    nudge(revision)


@transaction.atomic
def seal(revision: Revision, manifest: Mapping[str, object]) -> str:
    """Fix everything the public would see, and name it by its digest. Twice is the same as once."""
    if revision.digest:
        return revision.digest
    text = rules.canonical(manifest)
    revision.manifest, revision.digest = text, rules.digest_of(text)
    revision.save(update_fields=["manifest", "digest"])
    journal.note("revision.sealed", revision.name_in_journal, number=revision.number, digest=revision.digest)
    return revision.digest


@transaction.atomic
def withdraw(post: Post, by: Person, because: str = "") -> None:
    """Out of sight at once, whatever the stage. Twice is the same as once.

    The team's word takes the place of the author's own: they do not lift what the team withdrew.
    """
    Post.objects.select_for_update().get(pk=post.pk)
    standing = Withdrawal.objects.standing().filter(post=post).first()
    if standing and (by.pk == post.author_id or standing.by_id != post.author_id):
        return
    if standing:
        _lift(standing, by)
    Withdrawal.objects.create(post=post, by=by, because=because)
    journal.note("post.withdrawn", f"post:{post.pk}", by, by_author=by.pk == post.author_id)


@transaction.atomic
def lift_withdrawal(post: Post, by: Person, is_operator: bool = False) -> None:
    """Visible again, if an approval still stands. What its author had hidden before the team did stays hidden."""
    Post.objects.select_for_update().get(pk=post.pk)
    standing = Withdrawal.objects.standing().select_for_update().filter(post=post).first()
    if standing is None:
        return
    if not rules.may_lift(standing.by_id == post.author_id, by.pk == post.author_id, is_operator):
        raise NotYours
    before = post.withdrawals.exclude(pk=standing.pk).order_by("-pk").first()
    _lift(standing, by)
    journal.note("post.shown_again", f"post:{post.pk}", by)
    if before and before.by_id == post.author_id != before.lifted_by_id:
        withdraw(post, post.author, before.because)


def _lift(standing: Withdrawal, by: Person) -> None:
    standing.lifted_at, standing.lifted_by = Now(), by
    standing.save(update_fields=["lifted_at", "lifted_by"])
