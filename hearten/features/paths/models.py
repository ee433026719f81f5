from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearten.features.paths.rules import Says
from hearten.features.signing import models as signing
from hearten.features.signing.models import never_by, sent_back_with_reasons


class Said(signing.Said):
    """`said`: slug, title, learn, language, steps (ids of posts), checks (question, options, right, why, source)."""


class Path(Said, signing.Sealed):
    """A few posts in order, and what to ask oneself afterwards: as one person proposed it.

    A path that another has signed takes the place of the one with the same slug before it.
    """

    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [
            # Named together by a signing, so that signer ≠ proposer and "exactly these bytes" can be constraints there.
            models.UniqueConstraint(fields=["id", "digest"], name="path_and_digest"),
            models.UniqueConstraint(fields=["id", "proposer"], name="path_and_proposer"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="a_path_ends_after_it_begins"),
        ]

    @property
    def name_in_journal(self) -> str:
        return f"path:{self.pk}"


class Signing(signing.Signed):
    """What a second person said of exactly these bytes. Written only by the database function `sign_path`."""

    path = models.OneToOneField(Path, on_delete=models.PROTECT, primary_key=True, related_name="signing")
    says = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Says])
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposer_name = models.CharField(max_length=80)
    proposer_title = models.CharField(max_length=80)

    class Meta:
        constraints = [
            never_by("proposer", "nobody_signs_their_own_path"),
            sent_back_with_reasons("sign", "a_path_sent_back_has_reasons"),
        ]


class Retraction(signing.TakenBack):
    path = models.OneToOneField(Path, on_delete=models.PROTECT, primary_key=True, related_name="retraction")


class PublicPath(Said, models.Model):
    """A row of the view `public_path`: the only way to show one. `posts` are those of its steps that are public now."""

    id = models.BigIntegerField(primary_key=True)
    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    manifest = models.TextField()
    digest = models.CharField(max_length=64)
    until = models.DateTimeField()
    signed_at = models.DateTimeField()
    proposer_name = models.CharField(max_length=80)
    proposer_title = models.CharField(max_length=80)
    by_name = models.CharField(max_length=80)
    by_title = models.CharField(max_length=80)
    is_demo = models.BooleanField()
    posts = ArrayField(models.UUIDField())

    objects: ClassVar[models.Manager["PublicPath"]] = models.Manager()

    class Meta:
        managed = False
        db_table = "public_path"
