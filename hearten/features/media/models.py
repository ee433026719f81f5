from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearten.kit.identity import new_id


class Upload(models.Model):
    """A file on its way in. How much has arrived is the length of the file itself, never a number here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    length = models.PositiveBigIntegerField()
    begun_at = models.DateTimeField(db_default=Now())
    original = models.ForeignKey("media.Original", on_delete=models.SET_NULL, null=True, related_name="uploads")


class Original(models.Model):
    """The bytes as they came, named by their SHA-256, never public; and what was made of them."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField(db_default=Now())
    removed = ArrayField(models.CharField(max_length=20), default=list)
    progress = models.FloatField(default=0)
    made_at = models.DateTimeField(null=True)
    unplayable = models.CharField(max_length=40, blank=True)
    duration = models.FloatField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    placeholder = models.CharField(max_length=200, blank=True)
    loudness = models.FloatField(null=True)
    flashing = models.BooleanField(default=False)


class File(models.Model):
    """One thing made from an original, named by its own SHA-256."""

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, db_index=True)
    mime = models.CharField(max_length=60)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["original", "sha256"], name="file_once_per_original")]


class Video(models.Model):
    """That a revision shows what was made from an original."""

    revision = models.OneToOneField("posts.Revision", on_delete=models.CASCADE, related_name="video")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="videos")


class Captions(models.Model):
    """The words of a video with their times. Nothing is reviewed before its author confirmed them.

    `cues` is a list of [start, end, text], in seconds; `came_from` is uploaded, drafted or typed.
    """

    revision = models.ForeignKey("posts.Revision", on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=12)
    cues = models.JSONField(default=list)
    came_from = models.CharField(max_length=10, default="typed")
    sha256 = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "captions"
        constraints = [
            models.UniqueConstraint(fields=["revision", "language"], name="captions_once_per_language"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(sha256=""), name="confirmed_captions_have_a_file"
            ),
        ]
