from uuid import UUID

from django.db.models import F, Prefetch
from django.utils.translation import gettext_lazy as _

from hearten.features.posts.models import Post, Revision, Withdrawal

TOPIC_WORDS = {
    "ageing": _("Growing older"), "anxiety": _("Anxiety"), "bipolar": _("Bipolar disorder"),
    "breathing": _("Breathing"), "coping": _("Coping"), "dementia": _("Dementia"), "depression": _("Depression"),
    "eating": _("Eating"), "family": _("Family"), "friendship": _("Friendship"), "grief": _("Grief"),
    "grounding": _("Grounding"), "new parents": _("New parents"), "panic": _("Panic"), "psychosis": _("Psychosis"),
    "schizophrenia": _("Schizophrenia"), "school": _("School"), "self-care": _("Looking after yourself"),
    "sleep": _("Sleep"), "stigma": _("Stigma"), "stories": _("Stories"), "stress": _("Stress"),
    "suicide prevention": _("Suicide prevention"), "supporting others": _("Supporting others"),
    "trauma": _("Trauma"), "work": _("Work"),
}  # fmt: skip


def posts_of(person: object) -> list[Post]:
    """A person's posts, newest first, each with its revisions and whether it is hidden."""
    return list(
        Post.objects.by(person).order_by("-made_at").prefetch_related(
            "revisions", Prefetch("withdrawals", Withdrawal.objects.standing(), to_attr="standing_withdrawals")
        )
    )  # fmt: skip


def post_of(person: object, post_id: UUID) -> Post | None:
    """One of this person's posts: another's does not exist for them."""
    return Post.objects.by(person).filter(pk=post_id).first()


def latest(post: Post) -> Revision:
    return post.revisions.select_related("post__author").order_by("-number")[0]


def is_replaced(revision: Revision) -> bool:
    """Whether its author has made a later one: then nobody waits for this any more."""
    return Revision.objects.filter(post_id=revision.post_id, number__gt=revision.number).exists()


def standing_withdrawal(post: Post) -> Withdrawal | None:
    return Withdrawal.objects.standing().filter(post=post).select_related("by").first()


def sealed_by_another(person: object, post_id: UUID) -> Revision | None:
    """The latest version of someone else's post that more than its author may see."""
    theirs = Revision.objects.exclude(post__author=person).filter(post_id=post_id, digest__isnull=False)  # type: ignore[misc]
    return theirs.select_related("post__author").order_by("-number").first()


def taken_down(person: object) -> list[Revision]:
    """The latest version of each post that the team took out of sight, the latest first; never this person's own."""
    standing = Withdrawal.objects.standing().exclude(by=F("post__author")).exclude(post__author=person)  # type: ignore[misc]
    found = standing.select_related("post").order_by("-at")
    return [latest(withdrawal.post) for withdrawal in found]


def under_way() -> list[Revision]:
    """What is neither public nor at rest: those with trouble first, then the longest waiting."""
    moving = ("received", "playable", "captioned", "screened", "held", "in_review")
    found = Revision.objects.filter(stage__in=moving).select_related("post").order_by("stage_since")
    return sorted(found, key=lambda revision: not revision.trouble)
