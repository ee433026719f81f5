from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Now
from django.urls import reverse

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.campaigns import rules
from hearten.features.campaigns.models import Campaign, PublicCampaign
from hearten.features.campaigns.rules import Act
from hearten.features.exercises.rules import RESTS_ON as EXERCISES
from hearten.features.feed.queries import card_of
from hearten.features.feed.rules import block_of, gently
from hearten.features.paths import rules as words
from hearten.features.review import queries as review

Card = Mapping[str, Any]


@dataclass(frozen=True)
class Gathered:
    """A campaign that is public, its posts as they may be shown together, and what one can do (none: nothing)."""

    campaign: PublicCampaign
    cards: Sequence[Card]
    act: Card | None  # of a post
    exercises: Sequence[str]  # one, or none

    @property
    def picture(self) -> str:
        """Of the first of its posts that has one and is not heavy."""
        films = (card["video"] for card in self.cards if card["video"] and not card["heaviness"])
        return next((film["poster"]["src"] for film in films if film["poster"]), "")


def public_campaigns(language: str = "") -> list[PublicCampaign]:
    """Those that run before those that are over; of these the ones in this language first, then by title."""
    found = PublicCampaign.objects.defer("posts")
    return sorted(found, key=lambda one: (one.is_over, one.language != language, one.said["title"].casefold()))


def is_one_running() -> bool:
    return PublicCampaign.objects.filter(is_over=False).exists()


def called(slug: str) -> PublicCampaign | None:
    """One that runs or is over."""
    return PublicCampaign.objects.filter(slug=slug).first() if words.SLUG.fullmatch(slug) else None


def gathered(slug: str) -> Gathered | None:
    campaign = called(slug)
    if campaign is None:
        return None
    named, act = [str(post) for post in campaign.posts], rules.act_of(campaign.said)
    cards = _cards([*named, act.post] if act.post else named)
    some = [card for post, card in cards.items() if post in named]
    return Gathered(campaign, _calm(some), cards.get(act.post), [act.exercise] * bool(act.exercise))


def about(terms: Collection[str], language: str) -> list[PublicCampaign]:
    """Those that run and say one of these words."""
    running = (one for one in public_campaigns(language) if not one.is_over)
    return [one for one in running if words.says(f"{one.said['title']} {one.said['purpose']}", terms)]


def posts_of(campaign: Campaign) -> list[Card]:
    """Of a draft: those of its posts that are public now."""
    return [*_cards(campaign.said["posts"]).values()]


def act_of(act: Act) -> Card | None:
    """The post that one can do, where it is public now."""
    return next(iter(_cards([act.post] if act.post else []).values()), None)


def are_ours(posts: list[str], act: Act) -> bool:
    """Whether each of these posts is public, and what one can do is a public post or an exercise of ours."""
    named = {*posts, act.post} if act.post else {*posts}
    return len(_cards([*named])) == len(named) and (not act.exercise or act.exercise in EXERCISES)


def public_of(posts: list[str]) -> set[str]:
    """Those of these posts that are public now."""
    return set(_cards(posts))


def _cards(posts: list[str]) -> dict[str, Card]:
    """The newest first."""
    found = review.public_among(posts, len(posts)) if posts else []
    return {post.post_id: card_of(post) for post in found}


def _calm(cards: list[Card]) -> list[Card]:
    """The same promise about heavy posts as in every feed."""
    return [cards[place] for place in gently(block_of(cards, ()))]


def may_write(person: Person) -> bool:
    return accounts.holds(person, Role.campaign_manager)


def may_retract(person: Person) -> bool:
    return bool({Role.campaign_manager, Role.reviewer} & set(accounts.roles_of(person)))


def may_sign(campaign: Campaign, person: Person) -> bool:
    has = accounts.credential_of(person) is not None
    return rules.may_sign(accounts.holds(person, Role.reviewer), has, campaign.proposer_id == person.pk)


def campaign_called(campaign_id: int) -> Campaign | None:
    return Campaign.objects.select_related("proposer", "signing", "retraction").filter(pk=campaign_id).first()


def waiting() -> list[Campaign]:
    """What waits for a second pair of eyes, the oldest first."""
    return list(Campaign.objects.filter(signing=None, retraction=None).select_related("proposer").order_by("at"))


def sent_back_to(person: Person) -> list[Campaign]:
    found = Campaign.objects.filter(proposer=person, signing__says="send_back", retraction=None)
    return list(found.select_related("signing").order_by("-at"))


def to_come() -> list[Campaign]:
    """Signed, and their first day has not come."""
    return list(Campaign.objects.filter(signing__says="sign", retraction=None, begins__gt=Now()).order_by("begins"))


def is_public(campaign: Campaign) -> bool:
    return PublicCampaign.objects.filter(pk=campaign.pk).exists()


def url_of(slug: str) -> str:
    return reverse("campaign", args=[slug])
