import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Now

from hearten.features.guidance.models import Statement
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import TOPIC_WORDS, is_replaced, standing_withdrawal
from hearten.features.review import rules
from hearten.features.review.models import Approval, Decision
from hearten.features.review.rules import Due, Line, Piece, Question, Slide
from hearten.features.review.rules import PublicPost as PublicPost
from hearten.features.screening import queries as screening
from hearten.features.screening.models import Finding, Release, Screening
from hearten.features.screening.queries import GRAVEST_FIRST
from hearten.features.screening.rules import asks_for_change
from hearten.features.verdicts import queries as verdicts
from hearten.features.verdicts.queries import Changed, Scales

COLUMNS = """post_id, digest, number, published_at, manifest, reviewer_name, reviewer_title, reviewer_country, is_demo,
 approved_at, until, heaviness, leaves, claims"""


def public_post(post_id: str) -> PublicPost | None:
    return next(iter(public_rows("WHERE post_id = %s", [post_id])), None)


def public_posts(before: tuple[datetime, str] | None, size: int) -> list[PublicPost]:
    """The newest first; `before` is the (published_at, post_id) of the last one already shown."""
    where = "WHERE (published_at, post_id) < (%s, %s::uuid)" if before else ""
    return public_rows(f"{where} ORDER BY published_at DESC, post_id DESC LIMIT %s", [*(before or ()), size])


def public_among(post_ids: list[str], size: int) -> list[PublicPost]:
    return public_rows("WHERE post_id = ANY(%s::uuid[]) ORDER BY published_at DESC LIMIT %s", [post_ids, size])


def public_rows(tail: str, values: list[Any]) -> list[PublicPost]:
    """`tail` is SQL of ours that chooses among the rows of `public_post`; what it may join only says which."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM public_post {tail}", values)  # noqa: S608 - our own words, no one else's
        return [as_public_post(row) for row in cursor.fetchall()]


def as_public_post(row: tuple[Any, ...]) -> PublicPost:
    post_id, digest, number, published_at, manifest, *rest, claims = row
    return PublicPost(str(post_id), digest, number, published_at, json.loads(manifest), *rest, *[json.loads(claims)])


@dataclass(frozen=True)
class Waiting:
    """One line of the desk."""

    revision: Revision
    is_held: bool
    due: Due
    gravest: Finding | None
    findings: int
    changed: list[Changed]


@dataclass(frozen=True)
class Noticed:
    """A finding with its place on the page and the statements it rests on."""

    number: int
    finding: Finding
    sources: list[Statement]


@dataclass(frozen=True)
class Case:
    """Everything a reviewer sees of one revision; all of it from the sealed manifest they would sign."""

    revision: Revision
    manifest: dict[str, Any]
    topics: list[str]
    title: list[Piece]
    text: list[Piece]
    transcript: list[Line]
    cards: list[Slide]
    questions: list[Question]
    noticed: list[Noticed]
    asks_for_change: bool  # more than a matter of taste: approving it takes one more yes
    scales: Scales
    confirmed: list[dict[str, Any]]  # claims that an approval signed now would show in public
    screening: Screening | None
    decision: Decision | None
    approval: Approval | None
    release: Release | None
    earlier: list[Revision]
    changed: list[Changed]
    is_hidden: bool
    is_replaced: bool

    @property
    def is_held(self) -> bool:
        return self.revision.stage == "held" and self.release is None and not self.is_replaced

    @property
    def is_open(self) -> bool:
        return self.revision.stage == "in_review" and self.decision is None and not self.is_replaced


def waiting_for_review(reviewer: object) -> list[Waiting]:
    """What this reviewer may decide: in review or held, not their own; held first, then the longest waiting."""
    found = (
        Revision.objects.exclude(post__author=reviewer)  # type: ignore[misc]
        .filter(Q(stage="held", release__isnull=True) | Q(stage="in_review", decisions__isnull=True))
        .exclude(Exists(Revision.objects.filter(post_id=OuterRef("post_id"), number__gt=OuterRef("number"))))
        .annotate(waited=ExpressionWrapper(Now() - F("stage_since"), DurationField()))
        .select_related("post__author").prefetch_related("screening__findings").order_by("stage_since")
    )  # fmt: skip
    changed = verdicts.changed_under(list(found))
    return sorted((_waiting(revision, changed[revision.pk]) for revision in found), key=lambda row: not row.is_held)


def _waiting(revision: Any, changed: list[Changed]) -> Waiting:
    read = getattr(revision, "screening", None)
    found = [f for f in read.findings.all() if f.family != screening.OF_CLAIMS or f.severity == "hold"] if read else []
    findings = sorted(found, key=lambda finding: GRAVEST_FIRST.get(finding.severity, 3))
    gravest, is_held = (findings[0] if findings else None), revision.stage == "held"
    return Waiting(revision, is_held, rules.how_due(revision.waited), gravest, len(findings), changed)


def decided_lately(reviewer: Any) -> int:
    """How many posts this reviewer has answered in the last day: what they carried."""
    lately = Q(at__gt=Now() - timedelta(days=1))
    decided, released = Decision.objects.filter(lately, reviewer=reviewer), Release.objects.filter(lately, by=reviewer)
    return decided.count() + released.count()


def case_of(reviewer: object, post_id: object, number: int, shows_machine: bool = False) -> Case | None:
    """A sealed revision of someone else's post; anything else does not exist for this reviewer."""
    theirs = Revision.objects.exclude(post__author=reviewer).select_related("post__author")  # type: ignore[misc]
    revision = theirs.filter(post_id=post_id, number=number, digest__isnull=False).first()  # type: ignore[misc]
    if revision is None:
        return None
    manifest = json.loads(revision.manifest or "{}")
    findings = screening.findings_for_reviewers(revision)
    noticed = _noticed([one for one in findings if one.family != screening.OF_CLAIMS])
    lines = [
        Line(c["start"], rules.pieces_at(noticed, "transcript", c["text"], c["start"])) for c in manifest["transcript"]
    ]
    earlier = Revision.objects.filter(post=revision.post, number__lt=number, digest__isnull=False)
    return Case(
        revision, manifest, [str(TOPIC_WORDS.get(topic, topic)) for topic in manifest["topics"]],
        rules.pieces_at(noticed, "title", manifest["title"]), rules.pieces_at(noticed, "text", manifest["text"]), lines,
        rules.slides(noticed, manifest), rules.questions(noticed, manifest), noticed,
        asks_for_change([one.severity for one in findings]),
        verdicts.scales(revision, reviewer, shows_machine), verdicts.confirmed(revision),
        screening.screening_of(revision), decision_of(revision),
        Approval.objects.filter(post=revision.post_id, digest=revision.digest).first(), screening.release_of(revision),
        list(earlier.prefetch_related("decisions__reviewer", "release__by").order_by("-number")),
        verdicts.changed_under([revision])[revision.pk],
        standing_withdrawal(revision.post) is not None, is_replaced(revision),
    )  # fmt: skip


def _noticed(findings: list[Finding]) -> list[Noticed]:
    """What of the words, the film and its maker; the claims have scales of their own."""
    said = Statement.objects.select_related("guideline").in_bulk({code for f in findings for code in f.sources})
    return [Noticed(n, f, [said[c] for c in f.sources if c in said]) for n, f in enumerate(findings, start=1)]


def answered_by(revision: Revision, reviewer: object) -> bool:
    """Whether the last word on it, a decision or an answer to a held post, is this reviewer's own."""
    said = decision_of(revision) or screening.release_of(revision)
    return said is not None and reviewer == (said.reviewer if isinstance(said, Decision) else said.by)


def decision_of(revision: Revision) -> Decision | None:
    return Decision.objects.filter(revision=revision).select_related("reviewer").first()
