from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Key(models.Model):
    """What a partner's program shows to be let in. Only its digest is kept; ended, never deleted."""

    partner = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    begins = models.CharField(max_length=16)  # enough to tell two keys apart, far too little to use one
    once = models.CharField(max_length=32, unique=True, null=True)  # the mark of the form that asked for it
    per_minute = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(per_minute__gt=0), name="a_key_lets_something_in"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")), name="a_key_ends_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.begins}…)"
