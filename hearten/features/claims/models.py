from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hearten.features.claims.rules import Reads, Verdict
from hearten.features.guidance.queries import words_of
from hearten.features.signing import models as signing
from hearten.features.signing.models import never_by, sent_back_with_reasons

VERDICT_WORDS = {
    Verdict.supported: _("Yes, guidance says so"), Verdict.overstated: _("Partly: it says too much"),
    Verdict.outdated: _("Not any more: it is out of date"), Verdict.unsupported: _("No: nothing we know supports it"),
    Verdict.contradicted: _("No: guidance says otherwise"), Verdict.depends: _("It depends"),
}  # fmt: skip


class Said(signing.Said):
    """`said`: claim, verdict, text, topic, language, statements (each with id, text, title, publisher, year, url)."""

    @property
    def verdict_words(self) -> str:
        return str(VERDICT_WORDS[Verdict(self.said["verdict"])])

    @property
    def topic_words(self) -> str:
        return words_of(self.said["topic"])


class Answer(Said, signing.Sealed):
    """What a clinician wrote of a claim: a draft until another has confirmed it."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [
            # Named together by a reading, so that reader ≠ author and "exactly these bytes" can be constraints there.
            models.UniqueConstraint(fields=["id", "digest"], name="answer_and_digest"),
            models.UniqueConstraint(fields=["id", "author"], name="answer_and_author"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="an_answer_ends_after_it_begins"),
        ]

    @property
    def name_in_journal(self) -> str:
        return f"answer:{self.pk}"


class Reading(signing.Signed):
    """What a second clinician said of exactly these bytes. Written only by the database function `read_answer`."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, primary_key=True, related_name="reading")
    says = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Reads])
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=80)
    author_title = models.CharField(max_length=80)

    class Meta:
        constraints = [
            never_by("author", "nobody_confirms_their_own_answer", unless=Q(says="send_back")),
            sent_back_with_reasons("confirm", "an_answer_sent_back_has_reasons"),
        ]


class Retraction(signing.TakenBack):
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, primary_key=True, related_name="retraction")


class PublicAnswer(Said, models.Model):
    """A row of the view `public_answer`: confirmed, not lapsed, not taken back. The only way to show an answer."""

    id = models.BigIntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    manifest = models.TextField()
    until = models.DateTimeField()
    confirmed_at = models.DateTimeField()
    author_name = models.CharField(max_length=80)
    author_title = models.CharField(max_length=80)
    by_name = models.CharField(max_length=80)
    by_title = models.CharField(max_length=80)
    is_demo = models.BooleanField()

    class Meta:
        managed = False
        db_table = "public_answer"
