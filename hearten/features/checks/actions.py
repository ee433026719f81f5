"""The questions of a post."""

from collections.abc import Sequence

from django.db import transaction

from hearten.features.checks import queries, rules
from hearten.features.checks.models import Check as Row
from hearten.features.checks.rules import Check
from hearten.features.posts.models import Revision


class NotSo(Exception):
    """One or two questions, each with two to four answers, one of them right, with why and a source."""


@transaction.atomic
def write(revision: Revision, checks: Sequence[Check]) -> None:
    """These are the questions of a revision that was just made."""
    if len(checks) > rules.MOST_CHECKS or not all(rules.may_be_asked(check) for check in checks):
        raise NotSo
    Row.objects.bulk_create(
        Row(
            revision=revision, number=number, question=check.question.strip(), right=check.right,
            options=[option.strip() for option in check.options], why=check.why.strip(), source=check.source,
        )
        for number, check in enumerate(checks, 1)
    )  # fmt: skip


def carry_over(earlier: Revision, later: Revision) -> None:
    """A new revision begins with the questions of the one before it."""
    write(later, queries.checks_of(earlier))
