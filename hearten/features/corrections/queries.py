import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.rules import Role
from hearten.features.corrections import rules
from hearten.features.corrections.models import Correction as Draft
from hearten.features.posts.models import Post, Revision
from hearten.features.review.models import Publication
from hearten.kit.words import direction

COLUMNS = "id, post_id, was, manifest, signed_at, author_name, author_title, by_name, by_title, is_demo"
IN_PUBLIC = f"SELECT {COLUMNS} FROM public_correction"  # noqa: S608 - the names are ours


@dataclass(frozen=True)
class Correction:
    """What `public_correction` shows: signed by a second reviewer and not taken back. `title` is as it was public.

    `statements` each have id, text, title, publisher, year and url, in the words they had when it was written.
    """

    id: int
    post_id: str
    was: str
    title: str
    language: str
    dir: str
    wrong: str
    right: str
    statements: Sequence[Mapping[str, Any]]
    at: datetime
    author_name: str
    author_title: str
    by_name: str
    by_title: str
    is_demo: bool


def of_post(post_id: object) -> Correction | None:
    """The latest that stands, whether the post stays out of sight or a new version is public beside it."""
    return next(iter(_public("WHERE post_id = %s ORDER BY signed_at DESC, id DESC LIMIT 1", [str(post_id)])), None)


def of_bytes(post_id: object, was: str) -> Correction | None:
    """What was put right in exactly these bytes of a post."""
    tail = "WHERE post_id = %s AND was = %s ORDER BY signed_at DESC, id DESC LIMIT 1"
    return next(iter(_public(tail, [str(post_id), was])), None)


def latest(most: int, before: int | None = None) -> list[Correction]:
    """The newest first; `before` is the id of the last one already shown."""
    where = "WHERE (signed_at, id) < (SELECT last.signed_at, last.id FROM public_correction last WHERE last.id = %s)"
    asked = [before] if before is not None else []
    return _public(f"{where if asked else ''} ORDER BY signed_at DESC, id DESC LIMIT %s", [*asked, most])


def _public(tail: str, values: Sequence[str | int | None]) -> list[Correction]:
    with connection.cursor() as cursor:
        cursor.execute(f"{IN_PUBLIC} {tail}", values)
        return [as_correction(row) for row in cursor.fetchall()]


def as_correction(row: Sequence[Any]) -> Correction:
    """A row in the order of COLUMNS."""
    id, post_id, was, manifest, *signed = row
    said = json.loads(manifest)
    words = (said["title"], said["language"], direction(said["language"]), said["wrong"], said["right"])
    return Correction(id, str(post_id), was, *words, said["statements"], *signed)


def card_of(one: Correction) -> dict[str, Any]:
    """As plain values, for the edge and for players elsewhere."""
    return {
        "post_id": one.post_id, "path": f"post/{one.post_id}", "title": one.title, "language": one.language,
        "dir": one.dir, "wrong": one.wrong, "right": one.right, "sources": list(one.statements),
        "on": one.at.date(), "at": one.at,
        "signed": {"by": one.by_name, "credential": one.by_title, "demo": one.is_demo},
    }  # fmt: skip


def corrected(person: object, post_id: UUID) -> Revision | None:
    """The version that is or was public of someone else's post: what a correction is about."""
    standing = Publication.objects.filter(post_id=post_id).exclude(post__author=person).first()  # type: ignore[misc]
    if standing is None:
        return None
    return Revision.objects.select_related("post__author").get(post_id=post_id, digest=standing.digest)


def sources_of(was: Revision) -> list[dict[str, Any]]:
    """What it rested on, as it was public."""
    found: list[dict[str, Any]] = json.loads(was.manifest or "{}").get("sources", [])
    return found


def called(correction_id: int) -> Correction | None:
    return next(iter(_public("WHERE id = %s", [correction_id])), None)


def waiting_of(post: Post) -> Draft | None:
    return _waiting().filter(post=post).first()


def waiting(person: object) -> list[Draft]:
    """What waits for a second reviewer, the oldest first; nothing about one's own posts."""
    return list(_waiting().exclude(maker=person).order_by("at"))  # type: ignore[misc]


def standing(person: object) -> list[Draft]:
    """What everybody can read, the newest first; nothing about one's own posts."""
    signed = Draft.objects.filter(signature__says=rules.Signs.sign, retraction=None).exclude(maker=person)  # type: ignore[misc]
    return list(signed.select_related("signature").order_by("-signature__at")[: rules.AT_ONCE])


def _waiting() -> QuerySet[Draft]:
    return Draft.objects.filter(signature=None, retraction=None).select_related("author")


def draft_called(person: object, correction_id: int) -> Draft | None:
    """One about one's own post does not exist."""
    found = Draft.objects.exclude(maker=person).select_related("author", "signature", "retraction")  # type: ignore[misc]
    return found.filter(pk=correction_id).first()


def may_correct(person: Any, post: Post) -> bool:
    checked = accounts.credential_of(person) is not None
    return rules.may_correct(accounts.holds(person, Role.reviewer), checked, person.pk == post.author_id)
