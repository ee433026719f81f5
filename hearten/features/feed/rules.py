"""What of a card its order may know, and what search engines may."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from hearten.engines.ranking import (
    IN_CAMPAIGN,
    NEW_MAKER,
    Block,
    Facts,
    Gate,
    Tail,
    Wishes,
    code_of,
    folded,
    micros_of,
    packed,
)  # fmt: skip
from hearten.features.checks import rules as checks
from hearten.features.posts.rules import TOPICS, canonical

BITS = {topic: 1 << place for place, topic in enumerate(TOPICS)}
FEW = 2  # public posts: whoever has no more than these is new here


def facts_of(card: Mapping[str, Any]) -> int:
    """All that ranking may know of a card but its topics, its maker and where it is at home."""
    film, sources = card["video"], card["sources"]
    facts = Facts(
        card["heaviness"], card["leaves"], card["kind"], len({source["statement"] for source in sources}),
        len({source["publisher"] for source in sources}), bool(card["captions"]), film["duration"] if film else 0.0,
    )  # fmt: skip
    return packed(facts)


def topics_of(card: Mapping[str, Any]) -> int:
    return sum(BITS[topic] for topic in set(card["topics"]) & BITS.keys())


def topics_in(bits: int) -> list[str]:
    return [topic for topic, bit in BITS.items() if bits & bit]


def handle_of(maker: Mapping[str, Any]) -> str:
    """Sixteen hexadecimal digits for what every card of theirs shows, and nothing else: no account stands behind it.

    So it links no more than a reader could link by eye; a new name or profession makes a new one. `of=maker:` and the
    address of a maker's page have it, and the database makes the same with `maker_number`. A story has another than
    what the same person makes otherwise: no address leads from one to the other.
    """
    shows = "\n".join((maker["name"], maker["credential"], maker.get("country", ""), *["lived"] * maker["lived"]))
    return sha256(shows.encode()).hexdigest()[:16]


def maker_of(maker: Mapping[str, Any]) -> int:
    """The same as a number."""
    return int(handle_of(maker), 16)


def leads_to(card: Mapping[str, Any]) -> str:
    """What `of=maker:` has of who made this; empty for a story, from which nobody is led to its teller."""
    return "" if card["kind"] == "story" or card["maker"]["lived"] else handle_of(card["maker"])


def country_of(card: Mapping[str, Any]) -> int:
    return code_of(card["maker"].get("country") or card["checked"]["country"] or "")


def words_of(card: Mapping[str, Any]) -> bytes:
    """What a hidden word is looked for in."""
    shown = [words for one in card.get("cards", ()) for words in (one["text"], one["alt"])]
    return folded(card["title"], card["text"], *card["topics"], *shown, *checks.asked_words(card))


def block_of(
    cards: Sequence[Mapping[str, Any]], new_makers: Collection[str], in_campaigns: Collection[str] = ()
) -> Block:
    """`new_makers` as canonical JSON of what their cards show of them, `in_campaigns` ids of posts."""
    new = [NEW_MAKER if canonical(card["maker"]) in new_makers else 0 for card in cards]
    new = [mark | IN_CAMPAIGN * (card["post_id"] in in_campaigns) for card, mark in zip(cards, new, strict=True)]
    return Block(
        [maker_of(card["maker"]) for card in cards], [topics_of(card) for card in cards],
        [facts_of(card) | mark for card, mark in zip(cards, new, strict=True)],
        [micros_of(datetime.fromisoformat(card["published"])) for card in cards],
        [country_of(card) for card in cards], [code_of(card["language"]) for card in cards],
    )  # fmt: skip


def gently(block: Block) -> list[int]:
    """The places of posts, the newest first. What finds none is left out until lighter posts stand around it."""
    return [place for place, _why in Gate(block, Wishes(by_time=True), hidden=0, shown=0, tail=Tail())]


def at_a_glance(card: Mapping[str, Any]) -> dict[str, Any]:
    """What a card shows before one of its sheets is opened. Without a film, it shows its words."""
    return {
        **some(card, "post_id", "path", "kind", "language", "dir", "title", "captions", "topics"),
        "text": card["text"] if card["video"] is None else "",
        "maker": some(card["maker"], "name", "credential", "lived"),
        "video": _film_at_a_glance(card["video"]),
        "checked": some(card["checked"], "by", "credential", "until", "demo"),
        **some(card, "heaviness", "leaves"), **besides_at_a_glance(card),
    }  # fmt: skip


def _film_at_a_glance(video: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if video is None:
        return None
    renditions = [some(source, "src", "type", "width", "height", "bytes") for source in video["sources"]]
    return {**some(video, "width", "height", "placeholder", "flashing", "poster", "audio"), "sources": renditions}


def src(file: Mapping[str, Any]) -> str:
    return f"/media/{file['sha']}/{file['name']}"


def film_of(video: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if video is None:
        return None
    return {
        **some(video, "duration", "width", "height", "placeholder", "flashing"),
        "sources": [
            {"src": src(r), "type": r["mime"], "width": r["width"], "height": r["height"], "bytes": r["bytes"]}
            for r in video["renditions"]
        ],
        **{role: {"src": src(video[role])} if video[role] else None for role in ("poster", "audio", "storyboard")},
    }  # fmt: skip


def some(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: facts[name] for name in names}


def besides(manifest: Mapping[str, Any], src: Callable[[Mapping[str, Any]], str]) -> dict[str, Any]:
    """What only some posts have, and the others have not even a name for."""
    slides = {"cards": [slide(one, src) for one in manifest["cards"]]} if "cards" in manifest else {}
    return {**slides, **checks.shown(manifest)}


def besides_at_a_glance(card: Mapping[str, Any]) -> dict[str, Any]:
    """The same before a sheet is opened: of what it asks only how much there is."""
    slides = {"cards": card["cards"]} if "cards" in card else {}
    asks = len(card.get("checks", ())) + ("poll" in card)
    return {**slides, "asks": asks} if "checks" in card or asks else slides


def slide(card: Mapping[str, Any], src: Callable[[Mapping[str, Any]], str]) -> dict[str, Any]:
    """One card of a post: its words, and its picture in the sizes there are, the smallest first."""
    image = card["image"]
    sizes = [one for one in (image["small"], image) if one] if image else []
    made = [{"src": src(one), "width": one["width"], "height": one["height"], "bytes": one["bytes"]} for one in sizes]
    return {"text": card["text"], "alt": card["alt"], "image": {**made[-1], "sizes": made} if made else None}


def described(card: Mapping[str, Any], absolute: Callable[[str], str], path: str) -> dict[str, Any]:
    """The post in the words of schema.org; `absolute` makes a whole address of a path."""
    about = {
        "@context": "https://schema.org", "name": card["title"], "description": card["text"] or card["title"],
        "inLanguage": card["language"], "url": absolute(path), "isAccessibleForFree": True,
        "uploadDate": card["published"], "dateModified": card["checked"]["on"], "expires": card["checked"]["until"],
        "keywords": list(card["topics"]), "creator": _person(card["maker"]["name"], card["maker"]["credential"]),
        "mainEntityOfPage": _page_described(card, absolute(path)),
    }  # fmt: skip
    video = card["video"]
    if video is None:
        return {**about, "@type": "Article", "headline": card["title"], "datePublished": card["published"]}
    return {
        **about, "@type": "VideoObject", "duration": duration(video["duration"]),
        "thumbnailUrl": [absolute(video["poster"]["src"])] if video["poster"] else [],
        "contentUrl": absolute(video["sources"][-1]["src"]) if video["sources"] else "",
        "embedUrl": absolute(f"/embed/{card['post_id']}"),
        "transcript": " ".join(said["text"] for said in card["transcript"]),
    }  # fmt: skip


def _page_described(card: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Who checked it. For schema.org it is pages that are reviewed, not films; an example was reviewed by nobody."""
    kind = "MedicalWebPage" if card["sources"] else "WebPage"
    page = {"@type": kind, "@id": address}
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
