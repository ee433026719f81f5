from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One thing that happened. The database chains it at commit and refuses any later change."""

    place = models.BigIntegerField(null=True, unique=True)
    at = models.DateTimeField(db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    did = models.CharField(max_length=60)
    about = models.CharField(max_length=80, db_index=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    link = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "entries"
