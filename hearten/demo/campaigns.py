"""A campaign of the demo's own films and cards: its manager wrote it, a psychologist signed it."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from hearten.features.accounts.models import Person
from hearten.features.campaigns import actions as campaigns
from hearten.features.campaigns.actions import Plan
from hearten.features.campaigns.models import Campaign
from hearten.features.campaigns.rules import Act, Says, start_of

SLUG, DAYS = "ask-a-friend", timedelta(days=60)
TITLE = "Ask a friend how they are"
PURPOSE = (
    "Many people wait a long time before they tell anyone how they feel. For some weeks we show how to ask, how to "
    "listen, and small things that help while you wait."
)
RUNS = "The people who run this demo"
POSTS = (
    "a-friend-you-worry-about", "asking-is-safe", "people-recover", "small-steps", "one-small-thing",
    "respira-con-la-colina",
)  # fmt: skip


def fill(writer: Person, signer: Person, posts: dict[str, UUID]) -> None:
    """Make what is missing. Interrupted, it goes on where it was."""
    made = Campaign.objects.filter(slug=SLUG).first() or campaigns.propose(_plan(posts), writer)
    if not hasattr(made, "signing"):
        campaigns.sign(made, made.digest, signer, Says.sign)


def _plan(posts: dict[str, UUID]) -> Plan:
    now, act = timezone.now(), Act(post=str(posts["asking-is-safe"]))
    named = [str(posts[name]) for name in POSTS]
    return Plan(SLUG, TITLE, PURPOSE, RUNS, "en", ["en", "es"], named, start_of(now.date()), now + DAYS, act)
