from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from hearten.features.accounts.models import Person
from hearten.features.campaigns import queries, rules
from hearten.features.campaigns.models import Campaign, Retraction
from hearten.features.campaigns.rules import NOTHING, Act, Says
from hearten.features.journal import actions as journal
from hearten.features.posts.rules import canonical, digest_of
from hearten.features.signing import actions as signing

NeedsReason = signing.NeedsReason
AlreadySigned = signing.AlreadySigned
NotAsShown = signing.NotAsShown


class MayNotWrite(Exception):
    """Not a campaign manager, or for taking back neither that nor a reviewer."""


class NotACampaign(Exception):
    """Its posts are not all public, none or too many; or what one can do is not public, or not ours."""


@dataclass(frozen=True)
class Plan:
    """A campaign as someone proposes it. `posts` are ids of public posts, in any order."""

    slug: str
    title: str
    purpose: str
    runs: str
    language: str
    languages: Sequence[str]
    posts: Sequence[str]
    begins: datetime
    until: datetime
    act: Act = NOTHING


@transaction.atomic
def propose(plan: Plan, by: Person) -> Campaign:
    """Sealed as it is: exactly these bytes are what another will read and sign. Nobody else sees it until then."""
    if not queries.may_write(by):
        raise MayNotWrite
    if not rules.holds_enough(plan.posts) or not queries.are_ours([*plan.posts], plan.act):
        raise NotACampaign
    manifest = canonical(manifest_of(plan))
    made = Campaign.objects.create(
        slug=plan.slug, language=plan.language, manifest=manifest, digest=digest_of(manifest), proposer=by,
        begins=plan.begins, until=plan.until,
    )  # fmt: skip
    journal.note("campaign.proposed", made.name_in_journal, by, slug=plan.slug, posts=len(plan.posts))
    return made


def manifest_of(plan: Plan) -> dict[str, object]:
    """All the public would see of a campaign that is its own, but for its days, which stand beside it."""
    return {
        "slug": plan.slug, "title": plan.title.strip(), "purpose": plan.purpose.strip(), "runs": plan.runs.strip(),
        "language": plan.language, "languages": list(plan.languages), "posts": list(plan.posts),
        "act": {name: named for name, named in asdict(plan.act).items() if named},
    }  # fmt: skip


@transaction.atomic
def sign(campaign: Campaign, digest: str, by: Person, says: Says, because: str = "") -> None:
    """A second person signs exactly these bytes, or sends them back. The database's own function decides."""
    signing.through("sign_campaign", campaign, digest, by, says, because)
    journal.note("campaign.signed", campaign.name_in_journal, by, says=str(says))


@transaction.atomic
def retract(campaign: Campaign, by: Person, because: str) -> None:
    """Out of sight at once, for good: by a campaign manager or a reviewer. Twice is the same as once."""
    if not queries.may_retract(by):
        raise MayNotWrite
    signing.ask_for_reason(because)
    told = {"by": by, "because": because.strip()}
    _gone, new = Retraction.objects.get_or_create(campaign=campaign, defaults=told)
    if new:
        journal.note("campaign.retracted", campaign.name_in_journal, by)
