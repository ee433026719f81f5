from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now


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
