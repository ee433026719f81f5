from collections.abc import Mapping

from django.db import transaction

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.journal import actions as journal
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import is_replaced
from hearten.features.verdicts import queries, rules
from hearten.features.verdicts.models import ClaimVerdict
from hearten.features.verdicts.rules import Judged


class MayNotJudge(Exception):
    """Only a reviewer who is not the author judges claims, and only while the post waits for one."""


class NotAsShown(Exception):
    """The claims were those of other bytes."""


class NeedsReason(Exception):
    """What is not so may stand only with a word of why."""


@transaction.atomic
def judge(revision: Revision, digest: str, reviewer: Person, said: Mapping[str, Judged]) -> int:
    """A reviewer's verdicts on claims, named by their words; returns how many are new.

    What anyone said before stays in the books; what was said last counts.
    """
    fresh = Revision.objects.select_for_update(of=("self",)).select_related("post").get(pk=revision.pk)
    if not rules.may_judge(accounts.holds(reviewer, Role.reviewer), reviewer.pk == fresh.post.author_id, fresh.stage):
        raise MayNotJudge
    if fresh.digest != digest or not set(queries.claims(fresh)).issuperset(said) or is_replaced(fresh):
        raise NotAsShown
    if any(rules.needs_note(one) for one in said.values()):
        raise NeedsReason
    before = queries.judged(fresh)
    new = {text: one for text, one in said.items() if before.get(text) != one}
    ClaimVerdict.objects.bulk_create(
        ClaimVerdict(
            revision=fresh, digest=digest, text=text, language=fresh.language, says=one.says, may_stand=one.may_stand,
            note=one.note, reviewer=reviewer, statements=list(one.statements),
        )
        for text, one in new.items()
    )  # fmt: skip
    if new:
        journal.note("claims.judged", fresh.name_in_journal, reviewer, number=fresh.number, claims=len(new))
    return len(new)
