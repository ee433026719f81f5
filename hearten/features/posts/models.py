from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearten.features.posts.rules import Kind, Stage
from hearten.kit.flow import Flowing
from hearten.kit.identity import new_id


class PostQuerySet(models.QuerySet["Post"]):
    def by(self, person: Any) -> "PostQuerySet":
        return self.filter(author=person)


class Post(models.Model):
    """Something a person made. What is in it lives in its revisions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    made_at = models.DateTimeField(db_default=Now())

    objects = PostQuerySet.as_manager()

    class Meta:
        # Approval names post and author together, so that reviewer ≠ author can be a constraint there.
        constraints = [models.UniqueConstraint(fields=["id", "author"], name="post_and_author")]


class Revision(Flowing):
    """One version of a post. Once sealed, its words and files never change.

    `manifest` is canonical JSON of everything the public would see; `digest` is its SHA-256.
    """

    flow_name: ClassVar[str] = "publish"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in Kind])
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000, blank=True)
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    made_at = models.DateTimeField(db_default=Now())
    manifest = models.TextField(null=True)
    digest = models.CharField(max_length=64, null=True)

    class Meta:
        ordering = ["post", "number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="revision_number_once_per_post"),
            models.UniqueConstraint(fields=["post", "digest"], name="revision_digest_once_per_post"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="revision_kind_is_known"),
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="revision_stage_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sealed(self) -> bool:
        return self.digest is not None

    @property
    def name_in_journal(self) -> str:
        return f"post:{self.post_id}"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def standing(self) -> "WithdrawalQuerySet":
        return self.filter(lifted_at__isnull=True)


class Withdrawal(models.Model):
    """That a post is out of sight: who said so, when and why. It works at once, from any stage."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="withdrawals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    because = models.CharField(max_length=500, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(lifted_at__isnull=True), name="withdrawn_once_at_a_time"
            )
        ]
