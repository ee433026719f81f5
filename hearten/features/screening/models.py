from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Screening(models.Model):
    """That the engines read a revision: when, with which rules, and which checks could not run."""

    revision = models.OneToOneField("posts.Revision", on_delete=models.CASCADE, related_name="screening")
    digest = models.CharField(max_length=64)
    edition = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now())
    checks_run = ArrayField(models.CharField(max_length=60), default=list)
    checks_missing = ArrayField(models.CharField(max_length=60), default=list)


class Finding(models.Model):
    """Something an engine noticed: where, which rule, which source, what to write instead."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=80)
    family = models.CharField(max_length=60)
    severity = models.CharField(max_length=8)
    where = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    seconds = models.FloatField(null=True)
    words = models.CharField(max_length=300)
    reason = models.TextField()
    suggestion = models.TextField(blank=True)
    sources = ArrayField(models.CharField(max_length=12), default=list)


class Release(models.Model):
    """A reviewer's answer to a held revision: let it go on to review, or give it back with reasons."""

    revision = models.OneToOneField("posts.Revision", on_delete=models.CASCADE, related_name="release")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    goes_on = models.BooleanField()
    because = models.TextField()


class ClaimFound(models.Model):
    """A checkable sentence, where it stands, and what the machine thinks of it. It says nothing to the public.

    `because` is a code of the engine's; `statements` are what of guidance to show beside it, the nearest first.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="claims")
    number = models.PositiveIntegerField()  # as the page is read
    text = models.TextField()
    where = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    seconds = models.FloatField(null=True)
    kinds = ArrayField(models.CharField(max_length=20), default=list)
    verdict = models.CharField(max_length=20)
    confidence = models.FloatField()
    because = models.CharField(max_length=20)
    statements = ArrayField(models.CharField(max_length=60), default=list)
    matches = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        verbose_name_plural = "claims found"
        constraints = [models.UniqueConstraint(fields=["screening", "number"], name="claim_number_once")]
