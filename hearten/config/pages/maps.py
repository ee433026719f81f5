"""For those who search: where the pages are, in which languages, what is in the films, and where not to look."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from hearten.features.campaigns import queries as campaigns
from hearten.features.feed import queries as feed
from hearten.features.guidance import queries as guidance
from hearten.features.help import queries as help_pages
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.review import queries as review
from hearten.features.review.queries import PublicPost
from hearten.kit.feeds import sitemap
from hearten.kit.feeds.entry import sound
from hearten.kit.feeds.sitemap import Place

Absolute = Callable[[str], str]
Answer = Callable[..., HttpResponse]
PAGES = ("feed", "about", "privacy", "guidance", "guidance_myths", "help", "is_it_true", "signed_answers")
MOST = 50_000  # places of one map, as its rules say
PRIVATE = ("desk/", "mine/", "account/", "search")  # in every language
NOT_PAGES = ("/api/", "/edge/", "/uploads/", "/oembed")
TITLE, WORDS = 100, 2048  # characters, as the rules for films say
A_MAP = 300  # posts: a month that has more is told by its days, so that no map takes long to write
# A language the pages do not speak is found under the site's own.
SPOKEN = "CASE WHEN value = ANY(%s) THEN value ELSE %s END"
STANDING = "FROM feed_place WHERE facet = 'language' AND until > now()"
DAYS = f"""SELECT language, to_char(day, 'YYYY-MM-DD'), posts, last FROM (
 SELECT {SPOKEN} AS language, date_trunc('day', published_at AT TIME ZONE 'UTC') AS day, count(*) AS posts,
 max(changed_at) AS last {STANDING} GROUP BY 1, 2) days ORDER BY 1, 2"""  # noqa: S608 - our own words
BETWEEN = f"""WHERE post_id = ANY (ARRAY(SELECT post {STANDING} AND {SPOKEN} = %s
 AND published_at >= %s AND published_at < %s ORDER BY published_at DESC, post DESC LIMIT %s))
 ORDER BY published_at DESC, post_id DESC"""


def kept_by_all(page: Answer) -> Answer:
    return gzip_page(cache_control(public=True, no_cache=True)(conditional_page(page)))


def _answer(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type=f"{sitemap.TYPE}; charset=utf-8")


@require_safe
@kept_by_all
def index(request: HttpRequest) -> HttpResponse:
    at = request.build_absolute_uri
    pages = [Place(at(reverse("sitemap_pages", args=[code]))) for code, _name in settings.LANGUAGES]
    posts = [Place(at(reverse("sitemap_posts", args=[code, month])), last) for code, month, last in _months()]
    return _answer(sitemap.written([*pages, *posts], is_index=True))


@require_safe
@kept_by_all
def pages(request: HttpRequest, language: str) -> HttpResponse:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return _answer(sitemap.written(_pages(language, request.build_absolute_uri)))


@require_safe
@kept_by_all
def posts(request: HttpRequest, language: str, month: str) -> HttpResponse:
    found = _posts(language, month)
    if not found:
        raise Http404
    with override(language):
        return _answer(sitemap.written([_post(one, request.build_absolute_uri) for one in found]))


@require_safe
@kept_by_all
def robots(request: HttpRequest) -> HttpResponse:
    prefixes = ["/", *(f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    shut = [*NOT_PAGES, *(prefix + part for prefix in prefixes for part in PRIVATE)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in shut), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _spoken() -> list[Any]:
    return [[code for code, _name in settings.LANGUAGES], settings.LANGUAGE_CODE]


def _months() -> Iterator[tuple[str, str, datetime]]:
    """Of each language the months in which posts came, or their days where those are many; and the newest change."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS, _spoken())
        found = cursor.fetchall()
    for (language, month), some in groupby(found, lambda row: (row[0], row[1][:7])):
        days = list(some)
        if sum(posts for *_, posts, _last in days) > A_MAP:
            yield from ((language, day, last) for _, day, _posts, last in days)
        else:
            yield language, month, max(last for *_, last in days)


def _posts(language: str, when: str) -> list[PublicPost]:
    """Of a month, 2026-11, or of a day, 2026-11-23."""
    is_month = len(when) == len("2026-11")
    try:
        begin = datetime.strptime(when, "%Y-%m" if is_month else "%Y-%m-%d").replace(tzinfo=UTC)
        after = begin + timedelta(days=monthrange(begin.year, begin.month)[1] if is_month else 1)
    except (ValueError, OverflowError):
        return []
    return review.public_rows(BETWEEN, [*_spoken(), language, begin, after, MOST])


def _pages(language: str, absolute: Absolute) -> Iterator[Place]:
    """The same page in every language it speaks, itself among them."""
    named: list[tuple[str, list[str]]] = [(name, []) for name in PAGES]
    named += [("guidance_topic", [topic.slug]) for topic in guidance.topics()]
    gathered = campaigns.public_campaigns()
    named += [("campaigns", []), *(("campaign", [one.slug]) for one in gathered)] if gathered else []
    named += [("help_country", [country.code.lower()]) for country in help_pages.names()]
    everywhere: dict[int, dict[str, str]] = defaultdict(dict)
    for code, _name in settings.LANGUAGES:
        with override(code):
            for place, (name, words) in enumerate(named):
                everywhere[place][code] = absolute(reverse(name, args=words))
    for urls in everywhere.values():
        yield Place(urls[language], elsewhere={**urls, "x-default": urls[settings.LANGUAGE_CODE]})


def _post(post: PublicPost, absolute: Absolute) -> Place:
    """In its own language only: around its words the page speaks others, but nobody has translated the post."""
    card = feed.card_of(post)
    url = absolute(feed.url_of(post.post_id))
    return Place(url, max(post.published_at, post.approved_at), film=tuple(_film(post, card, absolute)))


def _film(post: PublicPost, card: Mapping[str, Any], absolute: Absolute) -> Iterator[tuple[str, str]]:
    video = card["video"]
    if not video or not video["poster"] or not video["sources"]:
        return
    said = card["text"] or " ".join(line["text"] for line in card["transcript"]) or card["title"]
    yield "thumbnail_loc", absolute(video["poster"]["src"])
    yield "title", sound(card["title"])[:TITLE]
    yield "description", sound(said)[:WORDS]
    yield "content_loc", absolute(video["sources"][-1]["src"])
    yield "player_loc", absolute(reverse("embed", args=[card["post_id"]]))
    yield "duration", str(max(1, round(video["duration"])))
    yield "expiration_date", post.until.isoformat(timespec="seconds")
    yield "publication_date", post.published_at.isoformat(timespec="seconds")
    yield "family_friendly", "yes"
    yield "live", "no"
    for topic in card["topics"]:
        yield "tag", sound(str(TOPIC_WORDS.get(topic, topic)))
