import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from numpy.typing import NDArray

from hearten import ports
from hearten.engines.ranking import Leaf, Tail, written_tail
from hearten.engines.retrieval import Candidate, Tier, in_order, pieces
from hearten.engines.screening.risk import Risk
from hearten.features.claims.rules import NOT_FOR_READERS
from hearten.features.feed import queries as feed
from hearten.features.guidance.models import Statement
from hearten.features.help import queries as helping
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.review import queries as review
from hearten.features.search import rules
from hearten.features.search.forms import Asked
from hearten.features.search.models import BEGIN, BEGIN_OFFERING, CANDIDATES, OFFERED, SHOWN, FalseAlarm
from hearten.features.search.rules import Hears, Lexicon, Meant, Offer, Shown, Tongues
from hearten.features.topics import queries as topics
from hearten.features.topics.rules import Counted
from hearten.features.verdicts.rules import clock
from hearten.kit.words import unheard
from hearten.ports.embeddings import if_here

NEAREST, MEANINGS_HELD, OFFERS, STATEMENTS, SHORTEST_TYPED = 30, 20_000, 5, 3, 2
WEIGHED, LOOKED_AT = 1500, 40  # of what fits, the newest: for a search in each of its lists, and while someone types
WHOLE = "StartSel=\2, StopSel=\3, HighlightAll=true"
PART = "StartSel=\2, StopSel=\3, MaxFragments=1, MaxWords=35, MinWords=25"
NO_LEAF = Leaf([], [], Tail())


@dataclass(frozen=True)
class Heard:
    """A search as it was understood. `risk`: how grave its words are; `is_false_alarm`: operators say they are not."""

    meant: Meant
    risk: Risk
    is_false_alarm: bool
    begun: tuple[int, Any]  # how many meanings the database holds, and of when the newest is


@dataclass(frozen=True)
class Results:
    """`posts` are shown, `behind` stand behind a line because they are heavy; `count` is of all that were found.

    `tail` says how heavy the last nine were, for the next search.
    """

    heard: Heard
    posts: Sequence[Shown]
    behind: Sequence[Shown]
    statements: Sequence[Statement]
    count: int
    has_more: bool
    tail: str


def find(asked: Asked, page_language: str, risk: Risk | None = None) -> Results:
    """`risk` is how grave its words are, where they were heard already.

    Raises OperationalError or InterfaceError when the database is away or slow.
    """
    risk = risk or helping.heard_in(asked.text, page_language)
    with transaction.atomic(), unheard() as cursor:
        heard = hear(asked.text, page_language, risk, cursor)
        candidates = _candidates(asked, heard, page_language, cursor)
        found = in_order([one for one in candidates if any(one.scores)], heard.meant.tier, page_language)
        posts, spare = [one for one in found if one.is_post], [one for one in candidates if not any(one.scores)]
        pages = rules.turned_to(asked.page, posts, spare, asked.tail, heard.meant.tier)
        leaf, names = (pages or [NO_LEAF])[0], [one.name for one in (*posts, *spare)]
        read = _shown([names[at] for at in (*leaf.shown, *leaf.behind)], rules.tongues(heard.meant, _files()), cursor)
    codes = [one.name for one in found if not one.is_post][:STATEMENTS] if asked.page == 1 else []
    said = Statement.objects.select_related("guideline").in_bulk(codes) if codes else {}
    rests = {names[at] for at in leaf.shown if at >= len(posts)}
    return Results(
        heard, [replace(read[names[at]], rests=names[at] in rests) for at in leaf.shown if names[at] in read],
        [read[names[at]] for at in leaf.behind if names[at] in read], [said[code] for code in codes if code in said],
        len(posts), len(pages) > 1, written_tail(Tail(leaf.tail.heavy)),
    )  # fmt: skip


def hear(text: str, language: str, risk: Risk, cursor: CursorWrapper) -> Heard:
    model = ports.now.embeddings.name if ports.now.embeddings.is_here else None
    cursor.execute(BEGIN, [" ".join(rules.folded(text)), model, model])
    *_set, is_false_alarm, count, newest = cursor.fetchone()
    meant = understand(text, language, rules.hears(risk.level, risk.reasons, is_false_alarm))
    return Heard(meant, risk, is_false_alarm, (count, newest))


def understand(text: str, language: str, heard: Hears) -> Meant:
    """By the words of the page's language, and of another where these say nothing: people mix them."""
    order = [language, *(code for code, _name in settings.LANGUAGES if code != language)]
    read = [rules.understand(text, _files()[code], heard) for code in order if code in _files()]
    telling = (one for one in read if one.tier not in (Tier.plain, Tier.crisis) or (one.topics and not one.mended))
    return read[0] if read[0].topics and read[0].tier is not Tier.crisis else next(telling, read[0])


@cache
def _files() -> dict[str, Lexicon]:
    paths = sorted(settings.SEARCH_ROOT.glob("*.toml"))
    return {path.stem: rules.lexicon_of(tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths}


def is_strange(text: str, has_found: bool) -> bool:
    return rules.is_strange(text, has_found, _files().values())


def _candidates(asked: Asked, heard: Heard, spoken: str, cursor: CursorWrapper) -> list[Candidate]:
    near = if_here(lambda: _near(asked.text, heard.begun), dict[int, float])
    languages, stricts, looses, firms = rules.tongues(heard.meant, _files())
    told: dict[str, Any] = {
        "languages": languages, "stricts": stricts, "looses": looses, "firms": firms, "words": list(heard.meant.words),
        "topics": list(heard.meant.topics) if asked.text else [asked.topic],
        "near": list(near), "nearness": list(near.values()), "kept": sorted(NOT_FOR_READERS),
        "language": asked.language, "kind": asked.kind, "topic": asked.topic, "spoken": spoken,
        "soothes": heard.meant.tier in (Tier.crisis, Tier.coping), "asks": heard.meant.tier is Tier.literacy,
        "weighed": WEIGHED,
    }  # fmt: skip
    cursor.execute(CANDIDATES, told)
    return [Candidate(*row) for row in cursor.fetchall()]


def _near(text: str, begun: tuple[int, Any]) -> dict[int, float]:
    """The entries whose meaning is nearest. Raises NotHere."""
    asked = ports.now.embeddings.embed([text])[0]
    ids, rows = _meanings(ports.now.embeddings.name, *begun)
    if not len(ids):
        return {}
    nearness = rows @ asked
    best = np.argsort(-nearness)[:NEAREST]
    return {int(ids[n]): float(nearness[n]) for n in best if nearness[n] >= rules.MEANT_FROM}


@lru_cache(maxsize=1)
def _meanings(model: str, count: int, newest: object) -> tuple[NDArray[np.int64], NDArray[np.float32]]:  # noqa: ARG001
    """Read again only when there are others: `count` and `newest` say so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, numbers FROM search_entry WHERE model = %s ORDER BY id DESC LIMIT %s", [model, MEANINGS_HELD]
        )
        found = cursor.fetchall()
    rows = [np.frombuffer(numbers, dtype=np.float16) for _id, numbers in found]
    return np.array([id for id, _numbers in found], dtype=np.int64), np.array(rows, dtype=np.float32)


def _shown(posts: Sequence[str], said: Tongues, cursor: CursorWrapper) -> dict[str, Shown]:
    """By their ids; what is not public any more is not among them."""
    if not posts:
        return {}
    columns = ", ".join(f"p.{name.strip()}" for name in review.COLUMNS.split(","))
    told: dict[str, Any] = dict(languages=said[0], looses=said[2], posts=list(posts), whole=WHOLE, part=PART)
    cursor.execute(SHOWN.format(columns=columns), told)
    found = dict[str, Shown]()
    for title, text, line, second, *row in cursor.fetchall():
        post = review.as_public_post(tuple(row))
        marked = [pieces(one or "") for one in (title, text, line)]
        card = feed.card_of(post)
        length = clock(card["video"]["duration"]) if card["video"] else ""
        found[post.post_id] = Shown(card, marked[0], marked[1], marked[2], int(second or 0), clock(second or 0), length)
    return found


def offers(typed: str, language: str) -> list[Offer]:
    """For what is being typed: topics by their names, then public posts by their titles. Raises as `find` does."""
    begun = " ".join(rules.folded(typed))
    if len(begun) < SHORTEST_TYPED:
        return []
    starts = [topic for topic, words in TOPIC_WORDS.items() if f" {begun}" in f" {' '.join(rules.folded(str(words)))}"]
    named = dict.fromkeys((*starts, *_called(typed, understand(typed, language, Hears.nothing))))
    with transaction.atomic(), unheard() as cursor:
        cursor.execute(BEGIN_OFFERING)
        told: dict[str, Any] = {"typed": typed, "language": language, "most": OFFERS, "looked_at": LOOKED_AT}
        cursor.execute(OFFERED, told)
        found = [Offer(title, its, str(post_id)) for post_id, title, its in cursor.fetchall()]
    pages = [Offer(page.words, language, topic=page.slug) for page in topics.pages(named)]
    return [*pages[: OFFERS - 1], *found, *pages[OFFERS - 1 :]][:OFFERS]


def topic_pages(asked: Asked, meant: Meant, near: bool = False) -> list[Counted]:
    """Pages of the topics that a search speaks of or is narrowed to; with `near` also of what is close to them."""
    spoken = _called(asked.text, meant) if asked.text else [asked.topic]
    close = [*meant.topics, *(other for one in spoken for other in topics.gathered()[one].near)] if near else []
    return topics.pages(one for one in dict.fromkeys((*spoken, *close)) if one in TOPIC_WORDS)


def _called(text: str, meant: Meant) -> list[str]:
    return rules.called(text, meant, {topic: str(words) for topic, words in TOPIC_WORDS.items()})


def false_alarms() -> QuerySet[FalseAlarm]:
    return FalseAlarm.objects.filter(ended_at=None).select_related("by").order_by("-at")
