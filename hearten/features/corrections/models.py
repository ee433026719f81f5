from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hearten.features.signing import models as signing
from hearten.features.signing.models import never_by, sent_back_with_reasons
from hearten.features.signing.rules import Signs


class Correction(signing.Sealed):
    """What was wrong in a post that was public, and what is right: a draft until another reviewer has signed it.

    `was` is the digest of the bytes it corrects, which are not shown again while it stands. `said`: title, language,
    wrong, right, statements (each with id, text, title, publisher, year and url).
    """

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="corrections")
    was = models.CharField(max_length=64)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")  # of the post
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # Named together by a signature, so that who signed, what and of whose post can be constraints there.
            models.UniqueConstraint(fields=["id", "digest", "post", "maker", "author"], name="correction_in_full"),
            models.UniqueConstraint(fields=["id", "post"], name="correction_and_post"),
            models.CheckConstraint(condition=~Q(author=F("maker")), name="nobody_corrects_their_own_post"),
        ]
        indexes = [models.Index(fields=["post", "was"], name="correction_of_these_bytes")]

    @property
    def name_in_journal(self) -> str:
        return f"post:{self.post_id}"


class Signature(signing.Signed):
    """What a second reviewer said of exactly these bytes. Written only by the database function `sign_correction`."""

    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, primary_key=True, related_name="signature")
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Signs])
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=80)
    author_title = models.CharField(max_length=80)

    class Meta:
        constraints = [
            never_by("author", "nobody_signs_their_own_correction"),
            never_by("maker", "nobody_signs_about_their_own_post"),
            models.CheckConstraint(condition=Q(says__in=list(Signs)), name="signature_says_one_of_two"),
            sent_back_with_reasons("sign", "sent_back_with_reasons"),
        ]


class Retraction(signing.TakenBack):
    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, primary_key=True, related_name="retraction")
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="+")
