import json
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hearten.features.paths.rules import Says


class Said:
    """Reads what stands in a manifest."""

    manifest: Any

    @cached_property
    def said(self) -> dict[str, Any]:
        """slug, title, learn, language, steps (ids of posts), checks (question, options, right, why, source)."""
        read: dict[str, Any] = json.loads(self.manifest)
        return read


class Path(Said, models.Model):
    """A few posts in order, and what to ask oneself afterwards: as one person proposed it. It never changes.

    `manifest` is canonical JSON of all the public would see; `digest` is its SHA-256. The database checks the sum.
    A path that another has signed takes the place of the one with the same slug before it.
    """

    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    manifest = models.TextField()
    digest = models.CharField(max_length=64)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
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


class Signing(models.Model):
    """What a second person said of exactly these bytes. Written only by the database function `sign_path`."""

    path = models.OneToOneField(Path, on_delete=models.PROTECT, primary_key=True, related_name="signing")
    digest = models.CharField(max_length=64)
    says = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Says])
    because = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now())
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposer_name = models.CharField(max_length=80)
    proposer_title = models.CharField(max_length=80)
    by_name = models.CharField(max_length=80)
    by_title = models.CharField(max_length=80)
    is_demo = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("proposer")), name="nobody_signs_their_own_path"),
            models.CheckConstraint(condition=Q(says="sign") | ~Q(because=""), name="a_path_sent_back_has_reasons"),
        ]


class Retraction(models.Model):
    """That a path is out of sight, at once and for good: a new one is made instead."""

    path = models.OneToOneField(Path, on_delete=models.PROTECT, primary_key=True, related_name="retraction")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    because = models.CharField(max_length=500)


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
