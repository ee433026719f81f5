from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hearten.features.review.rules import Heaviness, Leaves, Says


class Decision(models.Model):
    """What a reviewer said of one revision, always with reasons."""

    revision = models.ForeignKey("posts.Revision", on_delete=models.CASCADE, related_name="decisions")
    digest = models.CharField(max_length=64)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Says])
    because = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_decision_has_reasons"),
            models.UniqueConstraint(fields=["revision"], name="a_revision_is_decided_once"),
        ]


class Approval(models.Model):
    """A reviewer's signature under exactly these bytes, until a date.

    Written only by the database function `approve`, which is all the web role may call.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="approvals")
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewer_name = models.CharField(max_length=80)
    reviewer_title = models.CharField(max_length=80)
    reviewer_country = models.CharField(max_length=2, blank=True)
    is_demo = models.BooleanField()
    statements = ArrayField(models.CharField(max_length=12), default=list)
    at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    heaviness = models.SmallIntegerField(choices=[(h.value, h.name) for h in Heaviness], db_default=Heaviness.heavy)
    leaves = models.CharField(max_length=7, choices=[(one.value, one.value) for one in Leaves], db_default="neither")
    claims = models.JSONField(db_default=[])  # as the database function `review_claims` finds them

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "digest"], name="approval_of_post_and_digest"),
            models.CheckConstraint(condition=~Q(reviewer=F("author")), name="nobody_approves_their_own_post"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="an_approval_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(heaviness__range=(0, 2)), name="heaviness_is_one_of_three"),
            models.CheckConstraint(condition=Q(leaves__in=list(Leaves)), name="leaves_is_one_of_three"),
        ]


class Publication(models.Model):
    """That a post shows these bytes. The database accepts it only beside an approval of the same bytes."""

    post = models.OneToOneField("posts.Post", on_delete=models.CASCADE, primary_key=True, related_name="publication")
    digest = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(F("at").desc(), F("post").desc(), name="publication_newest_first")]
