from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearten.features.checks.rules import (
    LONGEST_CHOICE,
    LONGEST_OPTION,
    LONGEST_QUESTION,
    LONGEST_WHY,
    MOST_CHECKS,
    MOST_OPTIONS,
)  # fmt: skip


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


class Poll(models.Model):
    """A question to everyone at the end of a revision, and what may be answered."""

    revision = models.OneToOneField("posts.Revision", on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(max_length=LONGEST_QUESTION)
    options = ArrayField(models.CharField(max_length=LONGEST_CHOICE))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(options__len__range=(2, MOST_OPTIONS)), name="a_poll_offers_a_choice"),
            models.CheckConstraint(condition=~Q(question=""), name="a_poll_asks_something"),
        ]


class Share(models.Model):
    """How many gave one answer of a poll, in all versions of the post with exactly its words. Nothing of whom or when.

    `shown` is what is told of them, which stays until enough others have answered. Only a public post has any.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="+")
    poll = models.CharField(max_length=64)  # rules.key_of
    place = models.PositiveSmallIntegerField()  # of the answer, from 0
    answers = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["post", "poll", "place"], name="one_share_an_answer"),
            models.CheckConstraint(condition=Q(place__lt=MOST_OPTIONS), name="a_share_of_an_answer_there_is"),
            models.CheckConstraint(condition=Q(shown__lte=models.F("answers")), name="no_more_is_shown_than_there_is"),
        ]
