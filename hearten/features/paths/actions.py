from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearten.features.accounts.models import Person
from hearten.features.checks.rules import Check as Check
from hearten.features.guidance.models import Statement
from hearten.features.journal import actions as journal
from hearten.features.paths import queries, rules
from hearten.features.paths.models import Path, Retraction
from hearten.features.paths.rules import Says
from hearten.features.posts.rules import canonical, digest_of
from hearten.features.signing import actions as signing

NeedsReason = signing.NeedsReason
AlreadySigned = signing.AlreadySigned
NotAsShown = signing.NotAsShown


class MayNotPropose(Exception):
    """Neither reviewer nor professional, or no profession that was checked and still stands."""


class NotAPath(Exception):
    """Its steps are not all public, too few or too many, or not calm: each heavy one is followed by relief."""


class NeedsSource(Exception):
    """The right answer of a check rests on a statement of this site's guidance."""


@dataclass(frozen=True)
class Plan:
    """A learning path as someone proposes it. `steps` are ids of public posts, in the order to watch them."""

    slug: str
    title: str
    learn: str
    language: str
    steps: Sequence[str]
    checks: Sequence[Check]
    until: datetime


@transaction.atomic
def propose(plan: Plan, by: Person) -> Path:
    """Sealed as it is: exactly these bytes are what another will read and sign. Nobody else sees it until then."""
    if not queries.may_propose(by):
        raise MayNotPropose
    if not rules.is_a_path(queries.steps_of(plan.steps)) or len(queries.steps_of(plan.steps)) != len(plan.steps):
        raise NotAPath
    manifest = canonical(manifest_of(plan))
    made = Path.objects.create(
        slug=plan.slug, language=plan.language, manifest=manifest, digest=digest_of(manifest), proposer=by,
        until=plan.until,
    )  # fmt: skip
    journal.note("path.proposed", made.name_in_journal, by, slug=plan.slug, steps=len(plan.steps))
    return made


def manifest_of(plan: Plan) -> dict[str, object]:
    """All the public would see of a path that is its own, each source in the words it has today."""
    known = Statement.objects.select_related("guideline").in_bulk([check.source for check in plan.checks])
    if any(check.source not in known for check in plan.checks):
        raise NeedsSource
    return {
        "slug": plan.slug, "title": plan.title.strip(), "learn": plan.learn.strip(), "language": plan.language,
        "steps": list(plan.steps), "checks": [_as_written(check, known[check.source]) for check in plan.checks],
    }  # fmt: skip


def _as_written(check: Check, said: Statement) -> dict[str, object]:
    line = said.guideline
    source = {"id": said.code, "text": said.text, "topic": said.slug, "title": line.title, "url": line.url,
              "publisher": line.publisher, "year": line.year}  # fmt: skip
    options = [option.strip() for option in check.options]
    return {"question": check.question.strip(), "options": options, "right": check.right, "why": check.why.strip(),
            "source": source}  # fmt: skip


@transaction.atomic
def sign(path: Path, digest: str, by: Person, says: Says, because: str = "") -> None:
    """A second person signs exactly these bytes, or sends them back. The database's own function decides."""
    signing.through("sign_path", path, digest, by, says, because)
    journal.note("path.signed", path.name_in_journal, by, says=str(says))


@transaction.atomic
def retract(path: Path, by: Person, because: str) -> None:
    """Out of sight at once, for good: by who made it, or by a reviewer. Twice is the same as once."""
    if not queries.may_retract(path, by):
        raise MayNotPropose
    signing.ask_for_reason(because)
    _gone, new = Retraction.objects.get_or_create(path=path, defaults={"by": by, "because": because.strip()})
    if new:
        journal.note("path.retracted", path.name_in_journal, by)
