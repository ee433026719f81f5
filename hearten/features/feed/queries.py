from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from hearten.features.review import queries as review
from hearten.features.review.queries import PublicPost

PAGE = 6


@dataclass(frozen=True)
class Page:
    """Cards in order, and the cursor after which the next page begins; none when that is all."""

    cards: Sequence[Mapping[str, Any]]
    after: str | None


def page(after: str | None = None, language: str = "") -> Page:
    """The newest first. `after` is "published_at/post_id" of the last card shown."""
    found = review.public_posts(_cursor(after), PAGE + 1, language)
    more = len(found) > PAGE
    shown = found[:PAGE]
    return Page([card_of(post) for post in shown], cursor_of(shown[-1]) if more else None)


def card(post_id: str) -> Mapping[str, Any] | None:
    post = review.public_post(post_id)
    return card_of(post) if post else None


def cursor_of(post: PublicPost) -> str:
    return f"{post.published_at.isoformat()}/{post.post_id}"


def _cursor(after: str | None) -> tuple[datetime, str] | None:
    at, _, post_id = (after or "").partition("/")
    return (datetime.fromisoformat(at), post_id) if at and post_id else None


def card_of(post: PublicPost) -> dict[str, Any]:
    """What a card shows, as plain values: the same for a page, the edge and a feed reader."""
    m = post.manifest
    return {
        "post_id": post.post_id, "digest": post.digest, "path": f"post/{post.post_id}", "kind": m["kind"],
        "language": m["language"], "dir": "rtl" if m["language"] in ("ar", "fa", "he", "ur") else "ltr",
        "title": m["title"], "text": m["text"], "topics": m["topics"], "maker": m["maker"],
        "video": _video(m["video"]), "transcript": m["transcript"], "sources": m["sources"],
        "captions": [{"src": src(c), "language": c["language"]} for c in m["captions"]],
        "checked": {
            "by": post.reviewer_name, "credential": post.reviewer_title, "country": post.reviewer_country,
            "on": post.approved_at.date().isoformat(), "until": post.until.date().isoformat(), "demo": post.is_demo,
        },
    }  # fmt: skip


def _video(video: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if video is None:
        return None
    kept = ("duration", "width", "height", "placeholder", "flashing")
    return {
        **{key: video[key] for key in kept},
        "sources": [
            {"src": src(r), "type": r["mime"], "width": r["width"], "height": r["height"], "bytes": r["bytes"]}
            for r in video["renditions"]
        ],
        **{role: {"src": src(video[role])} if video[role] else None for role in ("poster", "audio", "storyboard")},
    }  # fmt: skip


def src(file: Mapping[str, Any]) -> str:
    return f"/media/{file['sha']}/{file['name']}"


def url_of(post_id: str) -> str:
    return reverse("post", args=[post_id])
