"""What an address of ours may ask for."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from hearten.features.campaigns import queries as campaigns
from hearten.features.campaigns.models import PublicCampaign
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.syndication import rules

KIND_WORDS = {
    "explain": _("Good to know"), "coping": _("Something to try"), "story": _("A story"), "myth": _("Myth or fact"),
}  # fmt: skip


class Form:
    """In an address: one of the forms a feed has."""

    regex = "atom|rss|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Wanted:
    """Which posts: all, those of one topic, language, kind or campaign, or what was wrong in them.

    `heard`: only those that can be listened to.
    """

    of: str = "all"
    named: str = ""
    heard: bool = False

    @property
    def name(self) -> str:
        """The topic itself, which an address names by its slug."""
        return self.named.replace("-", " ") if self.of == "topic" and self.named not in TOPIC_WORDS else self.named

    @cached_property
    def campaign(self) -> PublicCampaign | None:
        return campaigns.called(self.named) if self.of == "campaign" else None

    @property
    def is_known(self) -> bool:
        if self.of == "campaign":
            return self.campaign is not None
        known = {"topic": TOPIC_WORDS, "kind": KIND_WORDS, "language": dict(settings.LANGUAGES)}
        return self.of in ("all", "corrections") or self.name in known[self.of]

    @property
    def title(self) -> str:
        """In the language that is spoken just now."""
        site = settings.HEARTEN.site_name
        if self.of == "all":
            return site
        if self.of == "corrections":
            return f"{site}: {gettext('Corrections')}"
        if self.campaign:
            return f"{site}: {self.campaign.said['title']}"
        if self.of == "language":
            return f"{site}: {get_language_info(self.named)['name_local']}"
        return f"{site}: {(TOPIC_WORDS if self.of == 'topic' else KIND_WORDS)[self.name]}"

    @property
    def page(self) -> str:
        """The address where people read the same."""
        if self.campaign:
            return reverse("campaign", args=[self.named])
        if self.of == "topic":
            return reverse("topic", args=[rules.slug_of(self.name)])
        return reverse("corrections" if self.of == "corrections" else "feed")

    def address(self, form: str) -> str:
        if self.heard:
            return reverse("podcast_language", args=[self.named]) if self.named else reverse("podcast")
        return reverse(f"feed_{self.of}", args=[rules.slug_of(self.named), form] if self.named else [form])
