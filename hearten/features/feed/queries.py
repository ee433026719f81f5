import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.safestring import SafeString

from hearten.engines.ranking import BLOCK, LAST_ID, WANTED, Begin, Cursor, Spot, Stretch, micros_of, walk
from hearten.features.feed import rules
from hearten.features.feed.forms import Asked
from hearten.features.feed.rules import src as src
from hearten.features.guidance import queries as guidance
from hearten.features.guidance.models import Statement, Wording
from hearten.features.paths import queries as paths
from hearten.features.posts.rules import canonical
from hearten.features.review import queries as review
from hearten.features.review.queries import PublicPost
from hearten.features.verdicts.rules import shown_beside
from hearten.kit.words import direction, in_script

PAGE = 6
Where = tuple[str, list[str] | str]  # a condition on rows of public_post, and its value
IN_LANGUAGE = "language = ANY(%s)"
ON_TOPIC = """EXISTS (SELECT FROM posts_revision made WHERE made.post_id = public_post.post_id
  AND made.digest = public_post.digest AND made.topics && %s::varchar[])"""
MADE_BY = """(post_id, digest) IN (SELECT made.post_id, made.digest FROM posts_revision made
  WHERE made.digest IS NOT NULL AND maker_number(made.manifest::jsonb -> 'maker') = %s
    AND made.manifest::jsonb #> '{maker,lived}' = 'false')"""
# Where to look are places, which know no first day; whether it runs is read through the view.
RUNNING = """FROM public_campaign run LEFT JOIN feed_place at ON at.facet = 'campaign' AND at.value = run.slug
  AND at.until > now() WHERE run.until > now()"""
OF_CAMPAIGN = f"post_id IN (SELECT at.post {RUNNING} AND run.slug = %s)"
POSTS_OF_EACH = """SELECT maker, count(*) FROM unnest(%s::text[]) maker, LATERAL (
  SELECT FROM posts_revision made JOIN public_post shown ON shown.post_id = made.post_id AND shown.digest = made.digest
   WHERE made.digest IS NOT NULL AND made.manifest::jsonb -> 'maker' = maker::jsonb LIMIT %s) posts GROUP BY maker"""
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
    are_campaigns: bool = False  # whether one runs; only the reader's own feed asks


def page(asked: Asked, page_language: str = "") -> Page:
    """The first page the edge would give, from the rows themselves; of what there is not, an empty one."""
    if asked.of.kind == "unknown":
        return Page([], None, "")
    if asked.of.kind == "path":
        return path(asked.of.code)
    among = _among(asked, [*asked.languages] or [page_language] * bool(page_language))
    gathered = _rows(f"SELECT at.post {RUNNING}", []) if asked.wishes.lifts else []
    lifted = frozenset(str(post) for (post,) in gathered)
    begin, taken, tail = asked.cursor
    walked = walk(partial(_stretch, asked, among, lifted), begin, taken, tail, asked.wishes, PAGE)
    after = str(Cursor(walked.begin, walked.taken, walked.tail)) if walked.begin else None
    spoken = page_language if any(sql is IN_LANGUAGE for sql, _ in among) else ""
    return Page([{**card, "why": why} for card, why in walked.shown], after, spoken, bool(gathered))


def path(slug: str) -> Page:
    """A learning path: all of it at once, in the order its makers gave it, and calm as they left it."""
    steps = paths.posts_of(slug)
    found = {post.post_id: card_of(post) for post in review.public_among(steps, len(steps))}
    return Page([{**found[step], "why": "path"} for step in steps if step in found], None, "")


def _among(asked: Asked, languages: list[str]) -> list[Where]:
    """Which posts stand in the feed that was asked for; where these languages have none of them, in all of them."""
    of = asked.of
    if of.kind == "maker":
        return [(MADE_BY, f"{of.what:016x}")]
    if of.kind == "lang":
        return [(IN_LANGUAGE, [of.code])]
    about: list[Where] = [(ON_TOPIC, rules.topics_in(of.what))] if of.kind == "topic" else []
    about += [(OF_CAMPAIGN, of.code)] if of.kind == "campaign" else []
    spoken: list[Where] = [(IN_LANGUAGE, languages), *about]
    spots = dict.fromkeys((asked.cursor.begin.rest, None))  # a first page asks once
    there_are = languages and any(_public(spot, 1, spoken) for spot in spots)
    return spoken if there_are else about


def _stretch(
    asked: Asked, among: Sequence[Where], lifted: frozenset[str], begin: Begin
) -> Stretch[Begin, dict[str, Any]]:
    """The next block, as edge/shelf finds it in memory."""
    more = [] if asked.of.kind else rules.topics_in(asked.wishes.more)
    wanted = _public(begin.wanted, WANTED + 1, [*among, (ON_TOPIC, more)]) if more else []
    but = [(f"NOT {ON_TOPIC}", more)] if more else []
    others = _public(begin.rest, BLOCK - len(wanted[:WANTED]) + 1, [*among, *but])
    first, then = wanted[:WANTED], others[: BLOCK - len(wanted[:WANTED])]
    newest = max((micros_of(post.published_at) for post in (*first[:1], *then[:1])), default=0)
    rest = begin.rest or Spot(newest, LAST_ID)
    begin = Begin(rest, begin.wanted or rest)
    cards = [card_of(post) for post in (*first, *then)]
    block = rules.block_of(cards, set() if asked.wishes.by_time else _new_makers(cards), lifted)
    hidden = [any(word in rules.words_of(card) for word in asked.hidden) for card in cards]
    return Stretch(
        block, cards, sum(1 << at for at, is_so in enumerate(hidden) if is_so), begin,
        lambda: Begin(_spot(then) or rest, _spot(first) or begin.wanted),
        len(first) < len(wanted) or len(then) < len(others),
    )  # fmt: skip


def campaigns_of(post_id: str) -> list[dict[str, Any]]:
    """Slug, title and language of the campaigns that run and gather this post."""
    rows = _rows(f"SELECT run.slug, run.manifest {RUNNING} AND at.post = %s ORDER BY 1", [post_id])
    return [{"slug": slug, **rules.some(json.loads(said), "title", "language")} for slug, said in rows]


def _new_makers(cards: Sequence[Mapping[str, Any]]) -> set[str]:
    """Those of whom hardly a post is public. The index of makers finds a few at once, however large the shelf."""
    makers = sorted({canonical(card["maker"]) for card in cards})
    return {maker for maker, posts in _rows(POSTS_OF_EACH, [makers, rules.FEW + 1]) if posts <= rules.FEW}


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _spot(posts: Sequence[PublicPost]) -> Spot | None:
    return Spot(micros_of(posts[-1].published_at), UUID(posts[-1].post_id).int) if posts else None


def _public(spot: Spot | None, most: int, among: Sequence[Where]) -> list[PublicPost]:
    """Newest first, after a place, of which all of this holds."""
    asks = [("(published_at, post_id) < (%s, %s::uuid)", [spot.at, str(spot.post_id)])] if spot else []
    asks += [(sql, [value]) for sql, value in among]
    where = " AND ".join(["TRUE", *(sql for sql, _ in asks)])
    tail = f"WHERE {where} ORDER BY published_at DESC, post_id DESC LIMIT %s"
    return review.public_rows(tail, [value for _, values in asks for value in values] + [most])


def card(post_id: object) -> Mapping[str, Any] | None:
    post = review.public_post(str(post_id))
    return card_of(post) if post else None


def card_of(post: PublicPost) -> dict[str, Any]:
    """What a card shows, as plain values: the same for a page, the edge and a feed reader."""
    m = post.manifest
    return {
        "post_id": post.post_id, "digest": post.digest, "published": post.published_at.isoformat(),
        "path": f"post/{post.post_id}", "kind": m["kind"], "language": m["language"], "dir": direction(m["language"]),
        "title": m["title"], "text": m["text"], "topics": m["topics"], "maker": m["maker"],
        "video": rules.film_of(m["video"]), "transcript": m["transcript"], "sources": m["sources"],
        "captions": [{"src": src(c), "language": c["language"]} for c in m["captions"]],
        "checked": {
            "by": post.reviewer_name, "credential": post.reviewer_title, "country": post.reviewer_country,
            "on": post.approved_at.date(), "until": post.until.date(), "demo": post.is_demo,
        },
        "heaviness": post.heaviness, "leaves": post.leaves, **shown_beside(post.claims), **rules.besides(m, src),
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


def url_of(post_id: str) -> str:
    return reverse("post", args=[post_id])


def structured(card: Mapping[str, Any], absolute: Callable[[str], str]) -> SafeString:
    """The post in the words of schema.org, safe inside a script element: no letter in it can end the element."""
    return in_script(rules.described(card, absolute, url_of(card["post_id"])))
