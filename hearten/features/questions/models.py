from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearten.features.questions import rules
from hearten.features.questions.rules import Decline, Stage
from hearten.kit.flow import Flowing


class Question(Flowing):
    """What someone asked. Nothing in it says who: the receipt is all there is, and only the asker has it."""

    flow_name: ClassVar[str] = "ask"

    receipt = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=64, unique=True)  # of the form: sent twice, it is one question
    text = models.TextField(max_length=2000)
    language = models.CharField(max_length=12)
    alike = models.CharField(max_length=32, db_index=True)
    level = models.PositiveSmallIntegerField(default=0)  # how grave the words are: for the order of the queue only
    has_details = models.BooleanField(default=False)  # it may say who somebody is
    shown = ArrayField(models.BigIntegerField(), default=list)  # answers the asker had read before they asked
    asked_at = models.DateTimeField(db_default=Now())
    answer = models.ForeignKey("claims.Answer", on_delete=models.PROTECT, null=True, related_name="questions")
    declined = models.CharField(max_length=10, blank=True, choices=[(d.value, d.value) for d in Decline])

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="question_stage_is_known"),
        ]

    @property
    def name_in_journal(self) -> str:
        return f"question:{self.pk}"

    @property
    def name_on_paper(self) -> str:
        return rules.in_groups(self.receipt)
