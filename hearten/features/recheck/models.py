from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from hearten.kit.flow import Flowing


class Reopening(Flowing):
    """That exactly these bytes of a post are shown no more, because what they rest on has changed.

    It hides them at once and for good: the way back is a new version, sealed with what guidance says now, and a new
    approval. `statements` are those that changed; `words` are the post's own, where an older figure was found in them.
    """

    flow_name: ClassVar[str] = "reopening"

    change = models.ForeignKey("guidance.Change", on_delete=models.PROTECT, related_name="reopenings")
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="reopenings")
    digest = models.CharField(max_length=64)
    statements = ArrayField(models.CharField(max_length=12))
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "digest"], name="the_same_bytes_are_reopened_once")]
