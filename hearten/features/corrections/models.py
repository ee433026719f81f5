import json
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hearten.features.corrections.rules import Signs


class Correction(models.Model):
    """What was wrong in a post that was public, and what is right: a draft until another reviewer has signed it.

    It never changes. `was` is the digest of the bytes it corrects, which are not shown again while it stands.
    `manifest` is canonical JSON of all the public would see; `digest` is its SHA-256. The database checks the sum.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="corrections")
    was = models.CharField(max_length=64)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")  # of the post
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    manifest = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # Named together by a signature, so that who signed, what and of whose post can be constraints there.
            models.UniqueConstraint(fields=["id", "digest", "post", "maker", "author"], name="correction_in_full"),
            models.UniqueConstraint(fields=["id", "post"], name="correction_and_post"),
            models.CheckConstraint(condition=~Q(author=F("maker")), name="nobody_corrects_their_own_post"),
        ]
        indexes = [models.Index(fields=["post", "was"], name="correction_of_these_bytes")]

    @cached_property
    def said(self) -> dict[str, Any]:
        """title, language, wrong, right, statements (each with id, text, title, publisher, year and url)."""
        read: dict[str, Any] = json.loads(self.manifest)
        return read

    @property
    def name_in_journal(self) -> str:
        return f"post:{self.post_id}"


class Signature(models.Model):
    """What a second reviewer said of exactly these bytes. Written only by the database function `sign_correction`."""

    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, primary_key=True, related_name="signature")
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    says = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Signs])
    because = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now())
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=80)
    author_title = models.CharField(max_length=80)
    by_name = models.CharField(max_length=80)
    by_title = models.CharField(max_length=80)
    is_demo = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("author")), name="nobody_signs_their_own_correction"),
            models.CheckConstraint(condition=~Q(by=F("maker")), name="nobody_signs_about_their_own_post"),
            models.CheckConstraint(condition=Q(says__in=list(Signs)), name="signature_says_one_of_two"),
            models.CheckConstraint(condition=Q(says="sign") | ~Q(because=""), name="sent_back_with_reasons"),
        ]


class Retraction(models.Model):
    """That a correction is out of sight, at once and for good: a new one is written instead."""

    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, primary_key=True, related_name="retraction")
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    because = models.CharField(max_length=500)
