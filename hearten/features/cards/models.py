from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearten.features.cards.rules import LONGEST_ALT, LONGEST_WORDS, MOST_CARDS


class Card(models.Model):
    """One card of a revision, in its place: words, and perhaps a picture with words for who cannot see it."""

    revision = models.ForeignKey("posts.Revision", on_delete=models.CASCADE, related_name="cards")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LONGEST_WORDS)
    alt = models.CharField(max_length=LONGEST_ALT, blank=True)
    original = models.ForeignKey("media.Original", on_delete=models.PROTECT, null=True, related_name="cards")

    class Meta:
        ordering = ["revision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "number"], name="card_number_once_per_revision"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_CARDS)), name="card_number_is_one_of_ten"),
            models.CheckConstraint(condition=~Q(text=""), name="a_card_has_words"),
            models.CheckConstraint(condition=Q(original=None) | ~Q(alt=""), name="a_picture_has_words_of_its_own"),
        ]


class Picture(models.Model):
    """What was made of the bytes of a picture as they came, or why nothing was."""

    original = models.OneToOneField("media.Original", on_delete=models.CASCADE, primary_key=True)
    made_at = models.DateTimeField(null=True)
    unusable = models.CharField(max_length=40, blank=True)
    removed = ArrayField(models.CharField(max_length=20), default=list)


class PictureFile(models.Model):
    """One size of a picture, named by its own SHA-256."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    mime = models.CharField(max_length=60)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = [F("width").desc()]
        constraints = [models.UniqueConstraint(fields=["picture", "sha256"], name="file_once_per_picture")]
