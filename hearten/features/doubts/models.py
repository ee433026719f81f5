from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearten.features.questions.rules import Decline, in_groups


class Doubt(models.Model):
    """What a reader thinks is wrong in exactly these bytes of a post. Nothing in it says who: they have the receipt."""

    receipt = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=64, unique=True)  # of the form: sent twice, it is one doubt
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    marked = ArrayField(models.CharField(max_length=20), default=list)  # codes of statements the post rests on
    text = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(default=0)  # how grave the words are: for whoever reads them only
    has_details = models.BooleanField(default=False)  # it may say who somebody is
    is_separate = models.BooleanField(default=False)
    by_professional = models.BooleanField(default=False)  # whose profession was checked; not who
    at = models.DateTimeField(db_default=Now())
    answer = models.ForeignKey("claims.Answer", on_delete=models.PROTECT, null=True, related_name="doubts")
    declined = models.CharField(max_length=10, blank=True, choices=[(d.value, d.value) for d in Decline])
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text="") | ~Q(marked=[]), name="a_doubt_says_something")]
        indexes = [models.Index(fields=["post", "digest"], name="doubt_of_these_bytes")]

    @property
    def name_in_journal(self) -> str:
        return f"doubt:{self.pk}"

    @property
    def name_on_paper(self) -> str:
        return in_groups(self.receipt)
