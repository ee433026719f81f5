from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearten.features.campaigns.rules import Says
from hearten.features.signing import models as signing
from hearten.features.signing.models import never_by, sent_back_with_reasons


class Said(signing.Said):
    """`said`: slug, title, purpose, runs (by whom it is run), language (of these words), languages, posts (their ids),
    and act: {"post": id}, {"exercise": name} or nothing."""


class Campaign(Said, signing.Sealed):
    """What one campaign manager wrote. One that another has signed takes the place of the one of that slug before it.

    From `begins` until `until` it runs; afterwards it is over, and its page says so.
    """

    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begins = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            # Named together by a signing, so that signer ≠ proposer and "exactly these bytes" can be constraints there.
            models.UniqueConstraint(fields=["id", "digest"], name="campaign_and_digest"),
            models.UniqueConstraint(fields=["id", "proposer"], name="campaign_and_proposer"),
            models.CheckConstraint(condition=Q(until__gt=F("begins")), name="a_campaign_ends_after_it_begins"),
        ]

    @property
    def name_in_journal(self) -> str:
        return f"campaign:{self.pk}"


class Signing(signing.Signed):
    """What a second person said of exactly these bytes. Written only by the database function `sign_campaign`."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, primary_key=True, related_name="signing")
    says = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Says])
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposer_name = models.CharField(max_length=80)
    proposer_title = models.CharField(max_length=80)

    class Meta:
        constraints = [
            never_by("proposer", "nobody_signs_their_own_campaign"),
            sent_back_with_reasons("sign", "a_campaign_sent_back_has_reasons"),
        ]


class Retraction(signing.TakenBack):
    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, primary_key=True, related_name="retraction")


class PublicCampaign(Said, models.Model):
    """A row of the view `public_campaign`: one that runs, or that is over. `posts` are those that are public now.

    The database's own clock says whether it `is_over`.
    """

    id = models.BigIntegerField(primary_key=True)
    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    manifest = models.TextField()
    digest = models.CharField(max_length=64)
    begins = models.DateTimeField()
    until = models.DateTimeField()
    signed_at = models.DateTimeField()
    proposer_name = models.CharField(max_length=80)
    proposer_title = models.CharField(max_length=80)
    by_name = models.CharField(max_length=80)
    by_title = models.CharField(max_length=80)
    is_demo = models.BooleanField()
    is_over = models.BooleanField()
    posts = ArrayField(models.UUIDField())

    objects: ClassVar[models.Manager["PublicCampaign"]] = models.Manager()

    class Meta:
        managed = False
        db_table = "public_campaign"
