from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hearten.kit.flow import Flowing


class Standing(models.Manager[Any]):
    """What still stands. What was withdrawn is found only by those who ask for `every` one."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class Guideline(models.Model):
    """A published source of guidance, in one edition."""

    publisher = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    url = models.URLField(max_length=500)
    licence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publisher", "title", "year"], name="guideline_once")]

    def __str__(self) -> str:
        return f"{self.publisher} ({self.year}): {self.title}"


class Statement(models.Model):
    """One thing a guideline says, in our words."""

    code = models.CharField(max_length=12, primary_key=True)
    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="statements")
    topic = models.CharField(max_length=60, db_index=True)
    text = models.TextField()
    kind = models.CharField(max_length=20)
    strength = models.CharField(max_length=20, blank=True, default="")
    certainty = models.CharField(max_length=20, blank=True, default="")
    awaiting_check = models.BooleanField(default=True)
    checked_by = models.CharField(max_length=120, blank=True, default="")
    checked_on = models.DateField(null=True)
    edition = models.CharField(max_length=20)
    earlier = ArrayField(models.TextField(), default=list, blank=True)  # figures people still quote, in our words
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Statement"]] = Standing()
    every: ClassVar[models.Manager["Statement"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"

    @property
    def slug(self) -> str:
        """The topic as it stands in an address."""
        return self.topic.replace(" ", "-")


class Myth(models.Model):
    """A common false or overstated claim, kept only with its answer."""

    code = models.CharField(max_length=12, primary_key=True)
    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="myths")
    topic = models.CharField(max_length=60, db_index=True)
    claim = models.TextField()
    verdict = models.CharField(max_length=20)
    harm = models.CharField(max_length=20)
    correction = models.TextField()
    refuted_by = ArrayField(models.CharField(max_length=12))
    awaiting_check = models.BooleanField(default=True)
    checked_by = models.CharField(max_length=120, blank=True, default="")
    checked_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Myth"]] = Standing()
    every: ClassVar[models.Manager["Myth"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.code}: {self.correction}"


class Basis(models.Model):
    """Which statements a revision rests on, as its author named them."""

    revision = models.OneToOneField("posts.Revision", on_delete=models.CASCADE, related_name="basis")
    statements = ArrayField(models.CharField(max_length=12))
    named_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "bases"
        indexes = [GinIndex(fields=["statements"], name="basis_by_statement")]


class Change(Flowing):
    """What one reviewer proposes to change in the guidance, and what a second one answered.

    `lines` is canonical JSON of every line with its old and new wording; `digest` is its SHA-256, so that the second
    signs exactly what the first proposed. Answered only by the database function `answer_guidance`.
    """

    flow_name: ClassVar[str] = "change"

    lines = models.TextField()
    digest = models.CharField(max_length=64)
    because = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=("proposed", "applied", "searched", "declined")), name="change_stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=("proposed", "declined"))
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answered_by=F("proposed_by"))),
                name="a_change_is_approved_by_another",
            ),
            models.UniqueConstraint(fields=["stage"], condition=Q(stage="proposed"), name="one_open_change_at_a_time"),
        ]


class Wording(models.Model):
    """How a statement was worded until a change took its place. Written by the database alone, and only added to."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="wordings")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="wordings")
    verb = models.CharField(max_length=10)
    text = models.TextField()
    was = models.JSONField()
    of_substance = models.BooleanField()
    until = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "change"], name="one_wording_a_change")]

    @property
    def is_replaced(self) -> bool:
        """Whether its statement says something else today, or nothing, or says it from another source."""
        now = self.statement
        return bool(now.withdrawn_at) or (now.text, now.guideline.publisher) != (self.text, self.was["publisher"])
