from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearten.features.checks.rules import LONGEST_OPTION, LONGEST_QUESTION, LONGEST_WHY, MOST_CHECKS, MOST_OPTIONS


class Check(models.Model):
    """One question of a revision, in its place: what may be chosen, which is right, why, and on what that rests."""

    revision = models.ForeignKey("posts.Revision", on_delete=models.CASCADE, related_name="checks")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=LONGEST_QUESTION)
    options = ArrayField(models.CharField(max_length=LONGEST_OPTION))
    right = models.PositiveSmallIntegerField()  # the place of the right option, from 0
    why = models.CharField(max_length=LONGEST_WHY)
    source = models.CharField(max_length=12)  # the code of a statement, as a basis names it

    class Meta:
        ordering = ["revision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "number"], name="check_number_once_per_revision"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_CHECKS)), name="check_number_is_one_of_two"),
            models.CheckConstraint(condition=Q(options__len__range=(2, MOST_OPTIONS)), name="a_check_offers_a_choice"),
            models.CheckConstraint(condition=Q(options__len__gt=models.F("right")), name="what_is_right_is_offered"),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(why="") & ~Q(source=""), name="a_check_says_why_and_where_it_stands"
            ),
        ]
