"""What a post asks, and the answers to its poll."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from hearten.features.checks import queries, rules
from hearten.features.checks.models import Check as Row
from hearten.features.checks.models import Poll, Share
from hearten.features.checks.rules import Ask
from hearten.features.posts.models import Revision

NOT_PUBLIC = "HE014"  # raised by migrations/0002_polls


class NotSo(Exception):
    """One or two questions with two to four answers, one of them right, with why and a source; and one poll at most."""


class NotAsked(Exception):
    """No public post asks exactly this."""


@transaction.atomic
def write(revision: Revision, asks: Sequence[Ask]) -> None:
    """This is what a revision that was just made asks."""
    if not rules.may_stand_together(asks):
        raise NotSo
    checks, polls = rules.apart(asks)
    Row.objects.bulk_create(
        Row(
            revision=revision, number=number, question=check.question.strip(), right=check.right,
            options=[option.strip() for option in check.options], why=check.why.strip(), source=check.source,
        )
        for number, check in enumerate(checks, 1)
    )  # fmt: skip
    for poll in polls:
        options = [option.strip() for option in poll.options]
        Poll.objects.create(revision=revision, question=poll.question.strip(), options=options)


def carry_over(earlier: Revision, later: Revision) -> None:
    """A new revision begins with what the one before it asks."""
    write(later, queries.asks_of(earlier))


def count(post_id: UUID, poll: Mapping[str, Any], place: int) -> None:
    """One answer more. The database takes none for what is not public; whose it was is not told to it."""
    try:
        _count(post_id, rules.key_of(poll), place, len(poll["options"]))
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != NOT_PUBLIC:
            raise
        raise NotAsked from error


@transaction.atomic
def _count(post_id: UUID, key: str, place: int, options: int) -> None:
    mine = Share.objects.filter(post=post_id, poll=key)
    if mine.count() < options:
        Share.objects.bulk_create(
            (Share(post_id=post_id, poll=key, place=one) for one in range(options)), ignore_conflicts=True
        )
    shares = list(mine.select_for_update().order_by("place"))
    shares[place].answers += 1
    if rules.is_to_be_told([one.answers for one in shares], [one.shown for one in shares]):
        for one in shares:
            one.shown = one.answers
    Share.objects.bulk_update(shares, ["answers", "shown"])
