from enum import StrEnum

from django.db import models


class Facet(StrEnum):
    """Under what a post can be looked for."""

    language = "language"
    topic = "topic"
    kind = "kind"
    country = "country"
    maker = "maker"
    campaign = "campaign"


class Place(models.Model):
    """Where a public post stands: under a language, a topic, a kind, a country, a maker's page, a campaign.

    Written by the database itself in the step that makes a post public or takes it out of sight, from the view
    `public_post`. Here it is counted and found; what is shown of it is read through the view.
    Whoever counts asks for `until > now()`: when an approval lapses, nobody writes.
    """

    facet = models.CharField(max_length=8)
    value = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=12)
    heaviness = models.SmallIntegerField()
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    until = models.DateTimeField()
    post = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(
                fields=["facet", "value", "-published_at", "-post"], name="place_newest_first",
                include=["kind", "language", "heaviness", "until", "changed_at"],
            )
        ]  # fmt: skip
