"""Learning paths: Ravi proposes them, Lucia signs them."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from hearten.features.paths import actions
from hearten.features.paths.actions import Check, Plan
from hearten.features.paths.models import Path, Signing
from hearten.features.paths.rules import Says
from hearten.features.posts.rules import canonical, digest_of
from tests.world.people import someone

CHECKS = (
    Check("Who can have depression?", ("Only weak people", "Anybody"), 1, "It can happen to anybody.", "G015"),
    Check("Can it be treated?", ("Yes", "No"), 0, "There are treatments that work.", "G008"),
)


def plan(steps: Sequence[str], **other: object) -> Plan:
    facts = {"slug": "a-first-path", "title": "A first path", "learn": "What it is.", "language": "en"}
    rest = {"steps": steps, "checks": CHECKS, "until": timezone.now() + timedelta(days=300)}
    return Plan(**(facts | rest | other))  # type: ignore[arg-type]


def path_of(steps: Sequence[str], proposer: str = "Ravi", signer: str = "Lucia", **other: object) -> Path:
    made = actions.propose(plan(steps, **other), someone(proposer))
    actions.sign(made, made.digest, someone(signer), Says.sign)
    made.refresh_from_db()
    return made


def past_the_doors(steps: Sequence[str], slug: str) -> Path:
    """A path that names posts which are not public, as if every door but the last had failed."""
    wanted = plan(steps, slug=slug)
    manifest = canonical(actions.manifest_of(wanted))
    facts = {"manifest": manifest, "digest": digest_of(manifest), "proposer": someone("Ravi"), "until": wanted.until}
    made = Path.objects.create(slug=slug, language="en", **facts)
    by = {"proposer": someone("Ravi"), "by": someone("Lucia"), "says": "sign", "is_demo": False}
    Signing.objects.create(path=made, digest=made.digest, **by)
    return made
