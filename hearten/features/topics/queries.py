import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.db import connection
from django.db.models import Q

from hearten.features.claims import rules as claims
from hearten.features.claims.models import PublicAnswer
from hearten.features.feed.models import Facet
from hearten.features.feed.queries import card_of
from hearten.features.guidance.models import Myth, Statement
from hearten.features.guidance.queries import VERDICT_WORDS, Answered, words_of
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.review import queries as review
from hearten.features.topics import rules
from hearten.features.topics.models import PublicMaker
from hearten.features.topics.rules import Counted, Letter
from hearten.kit.countries import as_sorted, country_name

Card = dict[str, Any]
# Where to look: rows of feed_place. What is shown of them is read through the view.
STANDING = "FROM feed_place WHERE facet = %s AND value = %s AND until > now()"
NEWEST_FIRST = "ORDER BY published_at DESC, post DESC LIMIT %s OFFSET %s"
COUNTED = "SELECT value, count(*) FROM feed_place WHERE facet = %s AND until > now() GROUP BY 1"
A_FEW_OF_EACH = f"""SELECT post FROM (SELECT post, row_number() OVER (PARTITION BY kind
  ORDER BY language = %s DESC, CASE kind WHEN 'story' THEN heaviness ELSE 0 END, published_at DESC) AS place {STANDING})
  placed WHERE place <= %s"""  # noqa: S608 - our own words, here and below


@dataclass(frozen=True)
class Shelf:
    """Public posts, newest first, a page at a time; `kinds` says how many there are of each."""

    cards: Sequence[Card]
    kinds: Mapping[str, int]
    kind: str
    number: int
    pages: int

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


@dataclass(frozen=True)
class Gathering:
    """All that is here about one topic."""

    words: str
    facts: Sequence[Statement]
    signs: Sequence[Statement]
    helps: Sequence[Statement]
    myths: Sequence[Answered]
    answers: Sequence[PublicAnswer]
    posts: Mapping[str, Sequence[Card]]
    more: Collection[str]  # kinds of which there are more than are shown
    guidance: Sequence[tuple[str, str]]  # address and words
    near: Sequence[tuple[str, str]]

    @property
    def statements(self) -> list[Statement]:
        """All that guidance says here, in the order in which it is read."""
        return [*self.facts, *self.signs, *self.helps]

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.signs or self.helps or self.myths or self.answers or self.posts)


@cache
def gathered() -> dict[str, rules.Gathered]:
    """Read once, from a plain file."""
    path = settings.GUIDANCE_ROOT.parent / "topics" / "gathered.toml"
    return rules.gathered_of(tomllib.loads(path.read_text(encoding="utf-8")))


def shelf(facet: Facet, value: str, kind: str = "", number: int = 1) -> Shelf:
    """One page of the posts that stand there."""
    kinds = dict(_rows(f"SELECT kind, count(*) {STANDING} GROUP BY 1 ORDER BY 1", [facet, value]))
    pages = rules.pages_for(kinds.get(kind, 0) if kind else sum(kinds.values()))
    number = min(number, pages)
    places = f"SELECT post {STANDING} AND %s IN ('', kind) {NEWEST_FIRST}"
    cards = _cards(places, [facet, value, kind, rules.SHELF, (number - 1) * rules.SHELF])
    calm = [cards[place] for place in rules.calmly([card["heaviness"] for card in cards], keep=True)]
    return Shelf(calm, kinds, kind, number, pages)


def about(topic: str, language: str) -> Gathering:
    """The page of a topic, in four questions to the database."""
    chosen = gathered()[topic]
    shelves, more = _few_of_each(topic, language)
    said = Q(topic__in=chosen.guidance) | Q(code__in=chosen.myths)
    myths = list(Myth.objects.filter(said, verdict__in=VERDICT_WORDS).select_related("guideline").order_by("code"))
    answers = [one for one in PublicAnswer.objects.order_by("-confirmed_at") if one.said["topic"] in chosen.guidance]
    codes = {code for myth in myths for code in myth.refuted_by} | set(chosen.codes)
    codes |= {line["id"] for one in answers for line in one.said["statements"]}
    wanted = Q(topic__in=chosen.guidance) | Q(code__in=codes)
    known = {one.code: one for one in Statement.objects.filter(wanted).select_related("guideline")}
    parts = rules.parts_of(chosen, {code: (one.topic, one.kind) for code, one in known.items()})
    facts, signs, helps = ([known[c] for c in part[: rules.A_FEW]] for part in (parts.facts, parts.signs, parts.helps))
    texts = {code: one.text for code, one in known.items()}
    beside = [_answered(myth, known) for myth in myths]
    names = rules.topics_of_guidance(chosen, [one.topic for one in (*facts, *signs, *helps)])
    return Gathering(
        words_for(topic), facts, signs, helps, [one for one in beside if one.statements][: rules.A_FEW],
        [one for one in answers if claims.stands_as_read(one.said, texts)], shelves, more,
        [(name.replace(" ", "-"), words_of(name)) for name in names],
        [(near.replace(" ", "-"), words_for(near)) for near in chosen.near],
    )  # fmt: skip


def _answered(myth: Myth, known: Mapping[str, Statement]) -> Answered:
    said = [known[code] for code in myth.refuted_by if code in known]
    return Answered(myth, words_of(myth.topic), str(VERDICT_WORDS[myth.verdict]), said)


def _few_of_each(topic: str, language: str) -> tuple[dict[str, list[Card]], set[str]]:
    """Of each kind a few, those in the reader's language first; of stories the lighter ones."""
    cards = _cards(A_FEW_OF_EACH, [language, "topic", topic, rules.A_FEW + 1])
    found: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda card: card["language"] != language):
        found.setdefault(card["kind"], []).append(card)
    more = {kind for kind, some in found.items() if len(some) > rules.A_FEW}
    stories = found.pop("story", [])
    calm = [stories[place] for place in rules.calmly([card["heaviness"] for card in stories])]
    few = {kind: some[: rules.A_FEW] for kind, some in ({**found, "story": calm} if calm else found).items()}
    return few, more | ({"story"} if len(calm) < len(stories) else set())


def _cards(places: str, values: list[Any]) -> list[Card]:
    """Read through the view alone: a place only says where to look."""
    where = f"WHERE post_id = ANY (ARRAY({places})) ORDER BY published_at DESC, post_id DESC"
    rows = _rows(f"SELECT {review.COLUMNS} FROM public_post {where}", values)  # noqa: S608
    return [card_of(review.as_public_post(row)) for row in rows]


def _rows(query: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def words_for(topic: str) -> str:
    return str(TOPIC_WORDS.get(topic, topic.capitalize()))


def pages(named: Iterable[str]) -> list[Counted]:
    """Of these topics, without how much is there."""
    return [Counted(topic.replace(" ", "-"), words_for(topic), 0) for topic in named]


def alphabet(language: str) -> list[Letter]:
    """Every topic under its letter, in the order of the reader's language, with how much is here about it."""
    posts = dict(_rows(COUNTED, ["topic"]))
    told = {code: (topic, kind) for code, topic, kind in Statement.objects.values_list("code", "topic", "kind")}
    found = [
        Counted(slug, words_for(topic), posts.get(topic, 0), len(rules.parts_of(gathered()[topic], told)))
        for slug, topic in rules.SLUGS.items()
    ]  # fmt: skip
    return rules.under_letters(sorted(found, key=lambda one: rules.place_of(one.words, language)), language)


def languages() -> list[Counted]:
    """In which there are posts, each named as those who speak it name it."""
    found = _rows(COUNTED, ["language"])
    counted = [Counted(code, native_name(code), posts) for code, posts in found if native_name(code)]
    return sorted(counted, key=lambda one: as_sorted(one.words))


def native_name(code: str) -> str:
    """As those who speak it name it; empty where there is no such language."""
    try:
        name = Locale.parse(code, sep="-").get_display_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""
    return name[:1].upper() + name[1:]


def countries() -> list[Counted]:
    """Where those who made or checked what is public here work, by name in the page's language."""
    found = _rows(COUNTED, ["country"])
    return sorted((Counted(c.lower(), country_name(c), posts) for c, posts in found), key=lambda o: as_sorted(o.words))


def makers() -> list[PublicMaker]:
    return sorted(PublicMaker.objects.all(), key=lambda one: as_sorted(one.maker["name"]))


def maker_called(handle: str) -> PublicMaker | None:
    return PublicMaker.objects.filter(handle=handle).first()
