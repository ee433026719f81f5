import json
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Said:
    """Reads what stands in a manifest."""

    manifest: Any

    @cached_property
    def said(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.manifest)
        return read


class Sealed(Said, models.Model):
    """What one person wrote, for another to sign: a draft until then. It never changes.

    `manifest` is canonical JSON of all the public would see; `digest` is its SHA-256. The database checks the sum.
    """

    manifest = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class Signed(models.Model):
    """What a second person said of exactly these bytes. Written only by a door of the database: migrations/_doors."""

    digest = models.CharField(max_length=64)
    says = models.CharField(max_length=10)
    because = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=80)
    by_title = models.CharField(max_length=80)
    is_demo = models.BooleanField()

    class Meta:
        abstract = True


class TakenBack(models.Model):
    """That what was written is out of sight, at once and for good: something new is written instead."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    because = models.CharField(max_length=500)

    class Meta:
        abstract = True


def sent_back_with_reasons(yes: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(says=yes) | ~Q(because=""), name=name)


def never_by(writer: str, name: str, unless: Q | None = None) -> models.CheckConstraint:
    """Whoever signs is not the one in this column. `unless` says when they may speak of it after all."""
    other = ~Q(by=F(writer))
    return models.CheckConstraint(condition=unless | other if unless else other, name=name)
