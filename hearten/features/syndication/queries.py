"""Posts as others show them: entries of a feed, and the answer to "may I embed this?"."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as said_in_words
from django.utils.translation import gettext_lazy as _

from hearten.features.corrections import queries as corrections
from hearten.features.corrections.queries import Correction
from hearten.features.feed import queries as feed
from hearten.features.feed.rules import block_of
from hearten.features.help import queries as helping
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
# Where to look; what leaves the house is read through the view.
PLACED = """WHERE post_id = ANY (ARRAY(SELECT post FROM feed_place WHERE facet = %s AND value = %s AND until > now()
  ORDER BY published_at DESC, post DESC LIMIT %s))"""


def channel(wanted: Wanted, form: str, absolute: Absolute) -> Channel | None:
    """A feed in its own language: that of its posts, or the site's. None where there is no such feed."""
    if not wanted.is_known:
        return None
    language = wanted.named if wanted.of == "language" else settings.LANGUAGE_CODE
    language = spoken(wanted.campaign.language) if wanted.campaign else language
    with override(language):
        return Channel(
            title=sound(wanted.title), about=f"{ABOUT} {DEMO}" if settings.HEARTEN.demo else str(ABOUT),
            url=absolute(wanted.page), address=absolute(wanted.address(form)), language=language,
            author=sound(settings.HEARTEN.site_name), help=absolute(reverse("help")),
            picture=absolute(static("podcast.png")), entries=_entries(wanted, absolute),
            siblings=tuple(
                (FORM_TYPES[other], absolute(wanted.address(other)))
                for other in rules.FORMS if other != form and not wanted.heard
            ),
        )  # fmt: skip


def _entries(wanted: Wanted, absolute: Absolute) -> tuple[Entry, ...]:
    found = [(post, feed.card_of(post)) for post in shelf(wanted) if not wanted.heard or _sound_of(post)]
    order = rules.gently(block_of([card for _, card in found], ()))
    entries = [_entry(*found[place], absolute, wanted.heard) for place in order[:MOST]]
    corrected = _corrected(wanted, absolute)
    places = rules.among([one.published for one in corrected], [one.published for one in entries])
    for place, one in zip(reversed(places), reversed(corrected), strict=True):
        entries.insert(place, one)
    return tuple(entries[:MOST])


def shelf(wanted: Wanted, size: int = LOOKED_AT) -> list[PublicPost]:
    """The newest first."""
    if wanted.of == "corrections":
        return []
    which, values = (PLACED, [wanted.of, wanted.name, size]) if wanted.of != "all" else ("", [])
    return review.public_rows(f"{which} ORDER BY published_at DESC, post_id DESC LIMIT %s", [*values, size])


def is_heavy(post: PublicPost) -> bool:
    return post.heaviness >= rules.HEAVY


def spoken(language: str) -> str:
    """The language of this site in which to speak around a post."""
    return language if language in dict(settings.LANGUAGES) else (get_language() or settings.LANGUAGE_CODE)


def _sound_of(post: PublicPost) -> Mapping[str, Any] | None:
    video = post.manifest["video"]
    return video["audio"] if video else None


def _entry(post: PublicPost, card: Mapping[str, Any], absolute: Absolute, heard: bool) -> Entry:
    with override(spoken(card["language"])):
        url, heavy, there = absolute(feed.url_of(post.post_id)), is_heavy(post), helping.has_helplines()
        shown = {"card": card, "heavy": heavy, "url": url, "kind": KIND_WORDS.get(card["kind"], ""), "helplines": there}
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
    site = {"provider_name": sound(settings.HEARTEN.site_name), "provider_url": absolute(reverse("feed"))}
    names = {"title": sound(card["title"]), "author_name": _author(card["maker"]), **site}
    address = absolute(reverse("embed", args=[card["post_id"]]))
    return rules.oembed(names, card["video"] or {}, address, poster_of(card, absolute), wide, high)


def told(post_id: object) -> dict[str, Any] | None:
    """What a page with one post on it needs, and the language to speak around it; None if nothing of it is public.

    Beside the card stands what was wrong in it, or in its place (then there is no card).
    """
    post, correction = review.public_post(str(post_id)), corrections.of_post(post_id)
    if post is None:
        return {"card": None, "one": correction, "spoken": spoken(correction.language)} if correction else None
    card = feed.card_of(post)
    return {
        "card": card, "heavy": is_heavy(post), "spoken": spoken(card["language"]), "one": correction,
        "kind": KIND_WORDS.get(card["kind"], ""),
    }  # fmt: skip


def _corrected(wanted: Wanted, absolute: Absolute) -> list[Entry]:
    """What was wrong, newest first. For a post that is out of sight it takes its place in every reader's program."""
    if wanted.heard or wanted.of not in ("all", "language", "corrections"):
        return []
    found = [one for one in corrections.latest(MOST) if wanted.of != "language" or one.language == wanted.named]
    again = {post.post_id for post in review.public_among([one.post_id for one in found], MOST)} if found else set()
    return [_correction(one, absolute, one.post_id in again) for one in found]


def _correction(one: Correction, absolute: Absolute, is_shown_again: bool) -> Entry:
    with override(spoken(one.language)):
        shown = {"one": one, "help": absolute(reverse("help")), "helplines": helping.has_helplines()}
        name = uuid5(UUID(one.post_id), f"correction {one.id}") if is_shown_again else one.post_id
        return Entry(
            id=f"urn:uuid:{name}", url=absolute(feed.url_of(one.post_id)),
            title=sound(f"{said_in_words('This post was corrected')}: {one.title}"),
            summary=sound(Truncator(one.right).chars(300)),
            html=sound(render_to_string("syndication/corrected.html", shown)),
            author=sound(f"{one.author_name}, {one.author_title}"), published=one.at, updated=one.at,
            language=one.language, more={"kind": "correction", "help": shown["help"], "post": one.post_id},
        )  # fmt: skip
