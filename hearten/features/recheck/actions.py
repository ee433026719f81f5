import json
from collections.abc import Sequence
from pathlib import Path

from django.db import DatabaseError, IntegrityError, connection, transaction

from hearten.features.accounts.models import Person
from hearten.features.checks import actions as checks
from hearten.features.guidance import actions as guidance
from hearten.features.guidance.models import Change, Statement
from hearten.features.journal import actions as journal
from hearten.features.media import actions as media
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision, Withdrawal
from hearten.features.posts.rules import digest_of
from hearten.features.recheck import queries, rules
from hearten.features.recheck.models import Reopening
from hearten.features.recheck.rules import Line
from hearten.kit.flow import nudge

ON_THE_DESK = ("screened", "held", "in_review")


class MayNotDecide(Exception):
    """Only reviewers whose profession was checked propose and approve, and nobody approves their own proposal."""


class NeedsReason(Exception):
    """A proposal and an answer always say why."""


class NothingToPropose(Exception):
    """The files say what this site says already."""


class AlreadyOpen(Exception):
    """One change waits for its second person; the next one comes after it."""


class NotAsShown(Exception):
    """Something else than what was on the page: the files changed, or someone answered, or guidance moved on."""


@transaction.atomic
def propose(root: Path, by: Person, because: str, wording_only: Sequence[str] = (), shown: str | None = None) -> Change:
    """Keep the difference between the files and this site, for a second person. `shown` names what the page said."""
    if not queries.may_decide(by):
        raise MayNotDecide
    if not rules.is_a_reason(because):
        raise NeedsReason
    found = queries.difference(root)
    if not found:
        raise NothingToPropose
    if shown is not None and shown != fingerprint(found):
        raise NotAsShown
    lines = rules.written(rules.marked(found, frozenset(wording_only)))
    facts = {"lines": lines, "digest": digest_of(lines), "because": because.strip(), "proposed_by": by}
    try:
        with transaction.atomic():
            change = Change.objects.create(stage="proposed", after=queries.latest_applied(), **facts)
    except IntegrityError as error:
        raise AlreadyOpen from error
    journal.note("guidance.proposed", f"guidance:{change.pk}", by, digest=change.digest, lines=len(found))
    return change


def fingerprint(lines: Sequence[Line]) -> str:
    """Names exactly this difference."""
    return digest_of(rules.written(lines))


@transaction.atomic
def answer(change: Change, digest: str, by: Person, applies: bool, because: str) -> int:
    """The second person's word. Applied, it is in force and hides what rests on it, in one step of the database.

    Returns how many posts went out of sight; those that nobody saw before are looked at again too.
    """
    if not queries.may_decide(by) or (applies and by.pk == change.proposed_by_id):
        raise MayNotDecide
    if not rules.is_a_reason(because):
        raise NeedsReason
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            called = (change.pk, digest, by.pk, applies, because.strip())
            cursor.execute("SELECT answer_guidance(%s, %s, %s, %s, %s)", called)
            reopened = int(cursor.fetchone()[0])
    except DatabaseError as error:
        raise (MayNotDecide if _code(error) in ("HE003", "HE012") else NotAsShown) from error
    did = "guidance.applied" if applies else "guidance.declined"
    journal.note(did, f"guidance:{change.pk}", by, digest=digest, reopened=reopened)
    if applies:
        nudge(change)
    hidden = Withdrawal.objects.standing()
    return Reopening.objects.filter(change=change).exclude(post__in=hidden.values("post")).count()


def _code(error: DatabaseError) -> str:
    found = getattr(error.__cause__, "sqlstate", "") or ""
    if not found.startswith("HE"):
        raise error
    return str(found)


def look_through(change: Change) -> str:
    """Flow: what waits at a desk with the old wording begins again; posts with a figure of old are found.

    Each post by itself, so that whoever is interrupted goes on where they were.
    """
    lines = queries.lines_of(change)
    changed = {line.code for line in lines if line.of_substance}
    waiting = Revision.objects.filter(stage__in=ON_THE_DESK, decisions=None, basis__statements__overlap=list(changed))
    for revision in waiting.select_related("post"):
        if rules.cites_what_was(json.loads(revision.manifest or "{}").get("sources", ()), lines):
            _again(revision)
    looked_for = Statement.objects.in_bulk([line.code for line in lines if line.new_figures])
    for post, old in queries.older_figures(list(looked_for.values())):
        facts = {"change": change, "statements": [old.code], "words": old.words[:300], "stage": "reopened"}
        Reopening.objects.get_or_create(post_id=post.post_id, digest=post.digest, defaults=facts)
    for reopening in Reopening.objects.filter(change=change, stage="reopened"):
        nudge(reopening)
    return "searched"


def make_again(reopening: Reopening) -> str:
    """Flow: the same words as a new version, sealed with what guidance says now; so it comes to the desk by itself."""
    _again(Revision.objects.select_related("post").get(post=reopening.post_id, digest=reopening.digest))
    return "again"


@transaction.atomic
def _again(earlier: Revision) -> None:
    later = posts.make_again(earlier)
    if later is None:
        return
    guidance.carry_over(earlier, later)
    media.carry_over(earlier, later, confirmed=True)
    checks.carry_over(earlier, later)
    posts.set_off(later)


def moved(change: Change, came_from: str, to: str) -> None:
    journal.note("guidance.moved", f"guidance:{change.pk}", came_from=came_from, to=to)


def told(reopening: Reopening, came_from: str, to: str) -> None:
    journal.note(
        "post.looked_at_again", f"post:{reopening.post_id}", change=reopening.change_id, came_from=came_from, to=to
    )
