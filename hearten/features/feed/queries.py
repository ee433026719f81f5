from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from hearten.features.feed import rules
from hearten.features.guidance import queries as guidance
from hearten.features.guidance.models import Statement, Wording
from hearten.features.review import queries as review
from hearten.features.review.queries import PublicPost
from hearten.kit.words import direction, in_script

PAGE = 6
NEWEST = 200  # posts named on one page of guidance, at most


@dataclass(frozen=True)
class Told:
    """A statement of guidance, what kind it is in words, and the public posts that rest on it, newest first."""

    said: Statement
    kind: str
    posts: Sequence[Mapping[str, Any]]
    earlier: Sequence[Wording]


@dataclass(frozen=True)
class Page:
    """Cards in order, the cursor after which the next page begins (none when that is all), and their language."""

    cards: Sequence[Mapping[str, Any]]
    after: str | None
    language: str


def page(after: str = "", page_language: str = "") -> Page:
    """The newest first, in the page's language; in all languages where it has none, for an empty page helps nobody."""
    before = _before(after)
    found = review.public_posts(before, PAGE + 1, page_language)
    language = page_language if found else ""
    if page_language and not found and not review.public_posts(None, 1, page_language):
        found = review.public_posts(before, PAGE + 1)
    shown = found[:PAGE]
    return Page([card_of(post) for post in shown], cursor_of(shown[-1]) if len(found) > PAGE else None, language)


def card(post_id: object) -> Mapping[str, Any] | None:
    post = review.public_post(str(post_id))
    return card_of(post) if post else None


def cursor_of(post: PublicPost) -> str:
    return str(rules.Cursor(rules.micros_of(post.published_at), UUID(post.post_id).int))


def _before(after: str) -> tuple[datetime, str] | None:
    try:
        cursor = rules.read_cursor(after)
    except rules.BadCursor:
        return None
    return cursor.at, str(cursor.post_id)


def card_of(post: PublicPost) -> dict[str, Any]:
    """What a card shows, as plain values: the same for a page, the edge and a feed reader."""
    m = post.manifest
    return {
        "post_id": post.post_id, "digest": post.digest, "published": post.published_at.isoformat(),
        "path": f"post/{post.post_id}", "kind": m["kind"],
        "language": m["language"], "dir": direction(m["language"]),
        "title": m["title"], "text": m["text"], "topics": m["topics"], "maker": m["maker"],
        "video": _video(m["video"]), "transcript": m["transcript"], "sources": m["sources"],
        "captions": [{"src": src(c), "language": c["language"]} for c in m["captions"]],
        "checked": {
            "by": post.reviewer_name, "credential": post.reviewer_title, "country": post.reviewer_country,
            "on": post.approved_at.date(), "until": post.until.date(), "demo": post.is_demo,
        },
        "heaviness": post.heaviness, "leaves": post.leaves,
    }  # fmt: skip


def at_a_glance(card: Mapping[str, Any]) -> dict[str, Any]:
    """What a card shows before one of its sheets is opened. Without a film, it shows its words."""
    return {
        **_some(card, "post_id", "path", "kind", "language", "dir", "title", "captions"),
        "text": card["text"] if card["video"] is None else "",
        "maker": _some(card["maker"], "name", "credential", "lived"),
        "video": _film_at_a_glance(card["video"]),
        "checked": _some(card["checked"], "by", "credential", "until", "demo"),
    }


def _film_at_a_glance(video: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if video is None:
        return None
    renditions = [_some(source, "src", "type", "width", "height") for source in video["sources"]]
    return {**_some(video, "width", "height", "placeholder", "flashing", "poster"), "sources": renditions}


def _some(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: facts[name] for name in names}


def _video(video: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if video is None:
        return None
    return {
        **_some(video, "duration", "width", "height", "placeholder", "flashing"),
        "sources": [
            {"src": src(r), "type": r["mime"], "width": r["width"], "height": r["height"], "bytes": r["bytes"]}
            for r in video["renditions"]
        ],
        **{role: {"src": src(video[role])} if video[role] else None for role in ("poster", "audio", "storyboard")},
    }  # fmt: skip


def statements_about(topic: str) -> tuple[list[Told], list[Wording]]:
    """Under each the posts whose approved words name it: a draft is nobody's business. Then what is said no longer."""
    statements = guidance.about(topic)
    resting = guidance.posts_resting_on([said.code for said in statements])
    found = defaultdict(list)
    for post in review.public_among(resting, NEWEST) if resting else ():
        for source in post.manifest["sources"]:
            found[source["id"]].append(card_of(post))
    before = guidance.wordings_about(topic)
    told = [
        Told(said, guidance.kind_of(said), found[said.code], [one for one in before if one.statement_id == said.code])
        for said in statements
    ]
    gone = [one for one in reversed(before) if one.verb == "withdrawn" and one.statement.withdrawn_at]
    return told, list({one.statement_id: one for one in gone}.values())[::-1]


def src(file: Mapping[str, Any]) -> str:
    return f"/media/{file['sha']}/{file['name']}"


def url_of(post_id: str) -> str:
    return reverse("post", args=[post_id])


def structured(card: Mapping[str, Any], absolute: Callable[[str], str]) -> SafeString:
    """The post in the words of schema.org, safe inside a script element: no letter in it can end the element."""
    return in_script(_described(card, absolute))


def _described(card: Mapping[str, Any], absolute: Callable[[str], str]) -> dict[str, Any]:
    about = {
        "@context": "https://schema.org", "name": card["title"], "description": card["text"] or card["title"],
        "inLanguage": card["language"], "url": absolute(url_of(card["post_id"])), "isAccessibleForFree": True,
        "uploadDate": card["published"], "dateModified": card["checked"]["on"], "expires": card["checked"]["until"],
        "keywords": list(card["topics"]), "creator": _person(card["maker"]["name"], card["maker"]["credential"]),
        "mainEntityOfPage": _page_described(card, absolute),
    }  # fmt: skip
    video = card["video"]
    if video is None:
        return {**about, "@type": "Article", "headline": card["title"], "datePublished": card["published"]}
    return {
        **about, "@type": "VideoObject", "duration": duration(video["duration"]),
        "thumbnailUrl": [absolute(video["poster"]["src"])] if video["poster"] else [],
        "contentUrl": absolute(video["sources"][-1]["src"]) if video["sources"] else "",
        "transcript": " ".join(said["text"] for said in card["transcript"]),
    }  # fmt: skip


def _page_described(card: Mapping[str, Any], absolute: Callable[[str], str]) -> dict[str, Any]:
    """Who checked it. For schema.org it is pages that are reviewed, not films; an example was reviewed by nobody."""
    kind = "MedicalWebPage" if card["sources"] else "WebPage"
    page = {"@type": kind, "@id": absolute(url_of(card["post_id"]))}
    checked = card["checked"]
    if checked["demo"]:
        return page
    return {**page, "reviewedBy": _person(checked["by"], checked["credential"]), "lastReviewed": checked["on"]}


def _person(name: str, profession: str) -> dict[str, str]:
    """With a profession only where two people have seen that it is true."""
    return {"@type": "Person", "name": name, **({"jobTitle": profession} if profession else {})}


def duration(seconds: float) -> str:
    """ISO 8601: 75.2 seconds are PT1M15S."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    return f"PT{minutes}M{rest}S" if minutes else f"PT{rest}S"
