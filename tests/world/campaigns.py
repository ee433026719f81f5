"""Campaigns: Jonas writes them, Lucia signs them."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from hearten.features.campaigns import actions
from hearten.features.campaigns.actions import Plan
from hearten.features.campaigns.models import Campaign, Signing
from hearten.features.campaigns.rules import Says
from hearten.features.posts.rules import canonical, digest_of
from tests.world.people import someone


def plan(posts: Sequence[str], **other: object) -> Plan:
    facts = {"slug": "a-kind-week", "title": "A kind week", "purpose": "So that asking for help feels easier.",
             "runs": "The youth centre", "language": "en", "languages": ["en"]}  # fmt: skip
    now = timezone.now()
    rest = {"posts": posts, "begins": now - timedelta(days=1), "until": now + timedelta(days=30)}
    return Plan(**(facts | rest | other))  # type: ignore[arg-type]


def campaign_of(posts: Sequence[str], writer: str = "Jonas", signer: str = "Lucia", **other: object) -> Campaign:
    made = actions.propose(plan(posts, **other), someone(writer))
    actions.sign(made, made.digest, someone(signer), Says.sign)
    made.refresh_from_db()
    return made


def past_the_doors(posts: Sequence[str], slug: str, over_for: timedelta | None = None) -> Campaign:
    """As if every door but the last had failed: it names posts that are not public. Or one that is over by now."""
    wanted = plan(posts, slug=slug)
    if over_for is not None:
        until = timezone.now() - over_for
        wanted = plan(posts, slug=slug, title="Last year", begins=until - timedelta(days=9), until=until)
    manifest = canonical(actions.manifest_of(wanted))
    made = Campaign.objects.create(
        slug=slug, language="en", manifest=manifest, digest=digest_of(manifest), proposer=someone("Jonas"),
        begins=wanted.begins, until=wanted.until,
    )  # fmt: skip
    by = {"proposer": someone("Jonas"), "by": someone("Lucia"), "says": "sign", "is_demo": False}
    names = {"proposer_name": "Jonas", "proposer_title": "", "by_name": "Lucia", "by_title": "Psychologist"}
    Signing.objects.create(campaign=made, digest=made.digest, **by, **names)
    return made
