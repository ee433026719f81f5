"""Posts as others show them: entries of a feed, and the answer to "may I embed this?"."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as said_in_words
from django.utils.translation import gettext_lazy as _

from hearten.features.feed import queries as feed
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.review import queries as review
from hearten.features.review.queries import PublicPost
from hearten.features.syndication import rules
from hearten.features.syndication.forms import KIND_WORDS, Wanted
from hearten.kit.feeds import atom, json_feed, rss
from hearten.kit.feeds.entry import Channel, Entry, File, sound

Absolute = Callable[[str], str]
MOST, LOOKED_AT = 50, 100  # entries of a feed; posts looked at, because some are left out
FORM_TYPES = {"atom": atom.TYPE, "rss": rss.TYPE, "json": json_feed.TYPE}
WRITERS = {"atom": atom.written, "rss": rss.written, "json": json_feed.written}
ABOUT = _("Short films and stories about mental well-being. Each one was checked by a professional.")
DEMO = _("This is a demo. Approvals are examples; no clinician has signed them.")
# A sealed revision never changes, so its columns say the same as the manifest that was approved.
AMONG = "(post_id, digest) IN (SELECT post_id, digest FROM posts_revision WHERE {})"
WHERE = {
    "all": "TRUE", "language": "language = %s",
    "topic": AMONG.format("topics @> ARRAY[%s]::varchar[]"), "kind": AMONG.format("kind = %s"),
}  # fmt: skip


def channel(wanted: Wanted, form: str, absolute: Absolute) -> Channel | None:
    """A feed in its own language: that of its posts, or the site's. None where there is no such feed."""
    if not wanted.is_known:
        return None
    language = wanted.named if wanted.of == "language" else settings.LANGUAGE_CODE
    with override(language):
        return Channel(
            title=sound(_title(wanted)), about=f"{ABOUT} {DEMO}" if settings.HEARTEN.demo else str(ABOUT),
            url=absolute(_page(wanted)), address=absolute(address(wanted, form)), language=language,
            author=sound(settings.HEARTEN.site_name), help=absolute(reverse("help")),
            picture=absolute(static("podcast.png")), entries=_entries(wanted, absolute),
            siblings=tuple(
                (FORM_TYPES[other], absolute(address(wanted, other)))
                for other in rules.FORMS if other != form and not wanted.heard
            ),
        )  # fmt: skip


def address(wanted: Wanted, form: str) -> str:
    if wanted.heard:
        return reverse("podcast_language", args=[wanted.named]) if wanted.named else reverse("podcast")
    if wanted.of == "all":
        return reverse("feed_all", args=[form])
    return reverse(f"feed_{wanted.of}", args=[rules.slug_of(wanted.named), form])


def _page(wanted: Wanted) -> str:
    return reverse("topic", args=[rules.slug_of(wanted.name)]) if wanted.of == "topic" else reverse("feed")


def _title(wanted: Wanted) -> str:
    site = settings.HEARTEN.site_name
    if wanted.of == "all":
        return site
    if wanted.of == "language":
        return f"{site}: {get_language_info(wanted.named)['name_local']}"
    return f"{site}: {(TOPIC_WORDS if wanted.of == 'topic' else KIND_WORDS)[wanted.name]}"


def _entries(wanted: Wanted, absolute: Absolute) -> tuple[Entry, ...]:
    found = [post for post in shelf(wanted) if not wanted.heard or _sound_of(post)]
    order = rules.gently([is_heavy(post) for post in found], keeps_all=wanted.of == "topic")
    return tuple(_entry(found[place], absolute, wanted.heard) for place in order[:MOST])


def shelf(wanted: Wanted, size: int = LOOKED_AT) -> list[PublicPost]:
    """The newest first."""
    values = [wanted.name] if wanted.of != "all" else []
    order = "ORDER BY published_at DESC, post_id DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {review.COLUMNS} FROM public_post WHERE {WHERE[wanted.of]} {order}",  # noqa: S608 - our words
            [*values, size],
        )
        return [review.as_public_post(row) for row in cursor.fetchall()]


def is_heavy(post: PublicPost) -> bool:
    return post.heaviness >= rules.HEAVY


def spoken(language: str) -> str:
    """The language of this site in which to speak around a post."""
    return language if language in dict(settings.LANGUAGES) else (get_language() or settings.LANGUAGE_CODE)


def _sound_of(post: PublicPost) -> Mapping[str, Any] | None:
    video = post.manifest["video"]
    return video["audio"] if video else None


def _entry(post: PublicPost, absolute: Absolute, heard: bool) -> Entry:
    card = feed.card_of(post)
    with override(spoken(card["language"])):
        url, heavy = absolute(feed.url_of(post.post_id)), is_heavy(post)
        shown = {"card": card, "heavy": heavy, "url": url, "kind": KIND_WORDS.get(card["kind"], "")}
        at = {"help": absolute(reverse("help")), "poster": poster_of(card, absolute)}
        film, files = _film(card, absolute), _heard(post, absolute) if heard else None
        return Entry(
            id=f"urn:uuid:{post.post_id}", url=url, title=sound(card["title"]), summary=_summary(card, heavy),
            html=sound(render_to_string("syndication/entry.html", shown | at)), author=_author(card["maker"]),
            published=post.published_at, updated=max(post.published_at, post.approved_at), language=card["language"],
            topics=tuple(sound(str(TOPIC_WORDS.get(topic, topic))) for topic in card["topics"]),
            picture="" if heavy else at["poster"], file=files or film, others=(film,) if files and film else (),
            captions=tuple(
                File(absolute(one["src"]), "text/vtt", language=one["language"]) for one in card["captions"]
            ),
            words=absolute(reverse("words", args=[post.post_id])),
            more={"kind": card["kind"], "help": at["help"], "heavy": heavy, "checked": _checked(card["checked"])},
        )  # fmt: skip


def _checked(checked: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: checked[name] for name in ("by", "credential", "country")}
    return {**facts, "on": str(checked["on"]), "until": str(checked["until"]), "example": checked["demo"]}


def _summary(card: Mapping[str, Any], heavy: bool) -> str:
    words = card["text"] or " ".join(line["text"] for line in card["transcript"])
    note = said_in_words("This post is about something heavy.") + " " if heavy else ""
    return sound(note + Truncator(words).chars(300))


def _author(maker: Mapping[str, Any]) -> str:
    """With a profession only where two people have seen that it is true."""
    standing = maker["credential"] or (said_in_words("Lived experience") if maker["lived"] else "")
    return sound(f"{maker['name']}, {standing}" if standing else maker["name"])


def poster_of(card: Mapping[str, Any], absolute: Absolute) -> str:
    video = card["video"]
    return absolute(video["poster"]["src"]) if video and video["poster"] else ""


def _film(card: Mapping[str, Any], absolute: Absolute) -> File | None:
    """The smallest: some programs fetch whatever is attached, and data costs their readers money."""
    video = card["video"]
    if not video or not video["sources"]:
        return None
    one = video["sources"][0]
    return File(absolute(one["src"]), one["type"], one["bytes"], video["duration"], one["height"] or 0)


def _heard(post: PublicPost, absolute: Absolute) -> File | None:
    audio = _sound_of(post)
    duration = post.manifest["video"]["duration"] if audio else 0
    return File(absolute(feed.src(audio)), audio["mime"], audio["bytes"], duration) if audio else None


def oembed(card: Mapping[str, Any], absolute: Absolute, wide: int, high: int) -> dict[str, str | int]:
    video = card["video"] or {}
    size = rules.size_of(video.get("width") or 0, video.get("height") or 0, wide, high)
    frame = rules.frame(absolute(reverse("embed", args=[card["post_id"]])), sound(card["title"]), size)
    poster = poster_of(card, absolute)
    picture = {"thumbnail_url": poster, "thumbnail_width": video["width"], "thumbnail_height": video["height"]}
    return {
        "version": "1.0", "type": "video" if video else "rich", "title": sound(card["title"]),
        "author_name": _author(card["maker"]), "provider_name": sound(settings.HEARTEN.site_name),
        "provider_url": absolute(reverse("feed")), "cache_age": 300, "html": frame,
        "width": size.width, "height": size.height, **(picture if poster else {}),
    }  # fmt: skip


def told(post_id: object) -> dict[str, Any] | None:
    """What a page with one post on it needs, and the language to speak around it; None if it is not public."""
    post = review.public_post(str(post_id))
    if post is None:
        return None
    card = feed.card_of(post)
    return {
        "card": card, "heavy": is_heavy(post), "spoken": spoken(card["language"]),
        "kind": KIND_WORDS.get(card["kind"], ""),
    }  # fmt: skip
