from typing import ClassVar

from django.db import models


class PublicMaker(models.Model):
    """A row of the view `public_maker`: someone who makes posts under a profession that still stands.

    `handle` is made of what every card of theirs shows, and `maker` is that. No account is in it.
    """

    handle = models.CharField(max_length=16, primary_key=True)
    maker = models.JSONField()
    posts = models.PositiveIntegerField()
    registered_with = models.CharField(max_length=120)
    until = models.DateTimeField()
    is_demo = models.BooleanField()

    objects: ClassVar[models.Manager["PublicMaker"]] = models.Manager()

    class Meta:
        managed = False
        db_table = "public_maker"
