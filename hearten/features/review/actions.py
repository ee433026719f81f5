from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.journal import actions as journal
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Post, Revision
from hearten.features.posts.queries import is_replaced
from hearten.features.posts.rules import canonical, digest_of
from hearten.features.review import rules
from hearten.features.review.models import Decision, Publication
from hearten.features.review.rules import Says, Weight
from hearten.features.verdicts import queries as verdicts
from hearten.kit.flow import nudge

TWICE = "23505"  # unique_violation: a revision is decided once


class MayNotDecide(Exception):
    """Not a reviewer, or the author, or it is no longer in review."""


class MayNotTakeDown(Exception):
    """Neither reviewer nor operator, or it is their own; only an operator puts back."""


class NeedsReason(Exception):
    """A decision always says why."""


class ClaimsOpen(Exception):
    """A claim waits for a verdict, or was found untrue and is not put right by the post itself."""


class AlreadyDecided(Exception):
    """Another reviewer was quicker."""


class NotAsShown(Exception):
    """The database would not take the signature: `code` is the one it raised."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def approve(
    revision: Revision, digest: str, reviewer: Person, because: str, until: datetime, weight: Weight, shown: str = ""
) -> None:
    """Sign exactly these bytes until a date. The database's own function has the last word.

    `shown` is the fingerprint of the claims that the reviewer saw would be public: a verdict given meanwhile by
    another makes it another. Nobody judges before this is signed, for whoever judges waits for the same row.
    """
    _may_decide(revision, reviewer, because)
    if any(verdicts.open_claims(revision)):
        raise ClaimsOpen
    if shown and shown != fingerprint(verdicts.confirmed(revision)):
        raise NotAsShown("HE001")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT approve(%s, %s, %s, %s, %s, %s, %s)",
                [revision.pk, digest, reviewer.pk, because.strip(), until, int(weight.heaviness), str(weight.leaves)],
            )
    except DatabaseError as error:
        code = getattr(error.__cause__, "sqlstate", "") or ""
        raise (AlreadyDecided if code == TWICE else NotAsShown(code)) from error
    _tell(revision, reviewer, Says.approve, heaviness=int(weight.heaviness), leaves=str(weight.leaves))


def fingerprint(claims: Sequence[dict[str, Any]]) -> str:
    return digest_of(canonical({"claims": claims}))


@transaction.atomic
def turn_back(revision: Revision, digest: str, reviewer: Person, says: Says, because: str) -> None:
    """Ask for changes, or reject; always with a reason the author will read."""
    fresh = _may_decide(revision, reviewer, because)
    if fresh.digest != digest:
        raise NotAsShown("HE001")
    try:
        with transaction.atomic():
            Decision.objects.create(
                revision=fresh, digest=digest, reviewer=reviewer, says=says, because=because.strip()
            )
    except IntegrityError as error:
        raise AlreadyDecided from error
    _tell(revision, reviewer, says)


def _may_decide(revision: Revision, reviewer: Person, because: str) -> Revision:
    fresh = Revision.objects.select_for_update(of=("self",)).select_related("post").get(pk=revision.pk)
    if Decision.objects.filter(revision=fresh).exists():
        raise AlreadyDecided
    if not rules.may_decide(accounts.holds(reviewer, Role.reviewer), reviewer.pk == fresh.post.author_id, fresh.stage):
        raise MayNotDecide
    if is_replaced(fresh):
        raise NotAsShown("HE001")
    if not rules.is_a_reason(because):
        raise NeedsReason
    return fresh


def _tell(revision: Revision, reviewer: Person, says: Says, **weight: str | int) -> None:
    journal.note("review.decided", revision.name_in_journal, reviewer, says=says, number=revision.number, **weight)
    nudge(revision)


@transaction.atomic
def take_down(post: Post, by: Person, because: str) -> None:
    """Out of sight at once, from any stage. The author reads the reason."""
    team = bool({Role.reviewer, Role.operator} & accounts.roles_of(by))
    if not rules.may_take_down(team, by.pk == post.author_id):
        raise MayNotTakeDown
    if not rules.is_a_reason(because):
        raise NeedsReason
    posts.withdraw(post, by, because.strip())


@transaction.atomic
def put_back(post: Post, by: Person) -> None:
    """An operator ends what the team withdrew; whatever the author hid stays as the author left it."""
    if not rules.may_take_down(accounts.holds(by, Role.operator), by.pk == post.author_id):
        raise MayNotTakeDown
    try:
        posts.lift_withdrawal(post, by, is_operator=True)
    except posts.NotYours as error:
        raise MayNotTakeDown from error


def open_for_review(revision: Revision) -> str | None:
    """Flow: screened posts go on the desk."""
    return "opened" if revision.is_sealed else None


@transaction.atomic
def carry_out(revision: Revision) -> str | None:
    """Flow: do what the reviewer said. Publishing binds the post to the approved digest."""
    decision = Decision.objects.filter(revision=revision).first()
    if decision is None:
        return None
    if decision.says == Says.approve:
        _publish(revision)
    return decision.says


def _publish(revision: Revision) -> None:
    """Show these bytes, unless a later revision is public already."""
    assert revision.digest  # what is not sealed was never approved
    standing = Publication.objects.select_for_update().filter(post_id=revision.post_id).first()
    if standing and standing.number >= revision.number:
        return
    Publication.objects.update_or_create(
        post_id=revision.post_id, defaults={"digest": revision.digest, "number": revision.number}
    )


def moved(revision: Revision, came_from: str, to: str) -> None:
    """Flow: every move is in the journal."""
    journal.note("post.moved", revision.name_in_journal, number=revision.number, came_from=came_from, to=to)
