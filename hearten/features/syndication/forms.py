"""What an address of ours may ask for."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hearten.features.posts.queries import TOPIC_WORDS

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
    """Which posts: all, or those of one topic, language or kind; `heard`: only those that can be listened to."""

    of: str = "all"
    named: str = ""
    heard: bool = False

    @property
    def name(self) -> str:
        """The topic itself, which an address names by its slug."""
        return self.named.replace("-", " ") if self.of == "topic" and self.named not in TOPIC_WORDS else self.named

    @property
    def is_known(self) -> bool:
        known = {"topic": TOPIC_WORDS, "kind": KIND_WORDS, "language": dict(settings.LANGUAGES)}
        return self.of == "all" or self.name in known[self.of]
