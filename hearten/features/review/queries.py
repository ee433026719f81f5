import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from hearten.features.posts.models import Revision
from hearten.features.review.models import Decision

COLUMNS = (
    "post_id, digest, number, published_at, manifest, reviewer_name, reviewer_title, reviewer_country, is_demo,"
    " approved_at, until"
)


@dataclass(frozen=True)
class PublicPost:
    """A post as `public_post` shows it: the approved manifest and who signed it."""

    post_id: str
    digest: str
    number: int
    published_at: datetime
    manifest: dict[str, Any]
    reviewer_name: str
    reviewer_title: str
    reviewer_country: str
    is_demo: bool
    approved_at: datetime
    until: datetime


def public_post(post_id: str) -> PublicPost | None:
    found = _public("WHERE post_id = %s", [post_id])
    return found[0] if found else None


def public_posts(before: tuple[datetime, str] | None, size: int, language: str = "") -> list[PublicPost]:
    """The newest first; `before` is the (published_at, post_id) of the last one already shown."""
    where, values = ["TRUE"], []
    if before:
        where.append("(published_at, post_id) < (%s, %s::uuid)")
        values += [before[0], before[1]]
    if language:
        where.append("manifest::jsonb ->> 'language' = %s")
        values.append(language)
    return _public(f"WHERE {' AND '.join(where)} ORDER BY published_at DESC, post_id DESC LIMIT %s", [*values, size])


def _public(tail: str, values: list[Any]) -> list[PublicPost]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM public_post {tail}", values)
        return [as_public_post(row) for row in cursor.fetchall()]


def as_public_post(row: tuple[Any, ...]) -> PublicPost:
    post_id, digest, number, published_at, manifest, *rest = row
    return PublicPost(str(post_id), digest, number, published_at, json.loads(manifest), *rest)


def waiting_for_review(reviewer: object) -> list[Revision]:
    """What this reviewer may decide: in review or held, not their own, the longest waiting first."""
    return list(
        Revision.objects.exclude(post__author=reviewer)
        .filter(Q(stage="held", release__isnull=True) | Q(stage="in_review", decisions__isnull=True))
        .select_related("post__author").order_by("stage_since")
    )  # fmt: skip


def decision_of(revision: Revision) -> Decision | None:
    return Decision.objects.filter(revision=revision).select_related("reviewer").first()
