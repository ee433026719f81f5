from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearten.features.verdicts.rules import ClaimSays


class ClaimVerdict(models.Model):
    """What a reviewer says of one claim of exactly these bytes. Never changed: a later one counts instead."""

    revision = models.ForeignKey("posts.Revision", on_delete=models.CASCADE, related_name="claim_verdicts")
    digest = models.CharField(max_length=64, db_index=True)
    text = models.TextField()
    language = models.CharField(max_length=12)
    says = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ClaimSays])
    may_stand = models.BooleanField(default=False)
    note = models.CharField(max_length=1000, blank=True)
    statements = ArrayField(models.CharField(max_length=12), default=list)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(says__in=[s.value for s in ClaimSays]), name="claim_verdict_is_known"),
            models.CheckConstraint(condition=Q(may_stand=False) | ~Q(note=""), name="what_may_stand_says_why"),
        ]
