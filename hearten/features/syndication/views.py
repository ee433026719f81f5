"""Everything here is the same for everyone: kept by whoever likes, shown only after asking whether it still holds."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request, override
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from hearten.features.feed import queries as feed
from hearten.features.syndication import queries, rules
from hearten.features.syndication.forms import Wanted
from hearten.kit.feeds import oembed as written
from hearten.kit.feeds import rss

Answer = Callable[..., HttpResponse]
# As on the pages of help: neither the database nor the session is asked who is reading.
NOBODY = {"signed_in": False, "roles": frozenset(), "messages": ()}


def open_to_all(page: Answer) -> Answer:
    """For programs that run in other people's pages; also when they ask again and nothing changed. decisions/0034."""

    @wraps(page)
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        response = page(request, **named)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answered


def asked_about_each_time(page: Answer) -> Answer:
    """By its ETag alone: a withdrawal makes a document different without making it newer."""
    return gzip_page(cache_control(public=True, no_cache=True)(conditional_page(page)))


@require_safe
@open_to_all
@asked_about_each_time
def posts(request: HttpRequest, of: str, form: str, named: str = "") -> HttpResponse:
    found = queries.channel(Wanted(of, named), form, request.build_absolute_uri)
    if found is None:
        raise Http404
    says = {"Content-Type": f"{queries.FORM_TYPES[form]}; charset=utf-8", "Content-Language": found.language}
    return HttpResponse(queries.WRITERS[form](found), headers=says)


@require_safe
@open_to_all
@asked_about_each_time
def podcast(request: HttpRequest, named: str = "") -> HttpResponse:
    wanted = Wanted("language" if named else "all", named, heard=True)
    found = queries.channel(wanted, "rss", request.build_absolute_uri)
    if found is None:
        raise Http404
    says = {"Content-Type": f"{rss.TYPE}; charset=utf-8", "Content-Language": found.language}
    return HttpResponse(rss.written(found, is_podcast=True), headers=says)


def _in_its_language(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    """That of the post, whoever asks: so that one copy serves everyone."""
    with override(shown["spoken"]):
        answer = render(request, template, NOBODY | shown)
    answer.headers["Content-Language"] = shown["spoken"]
    return answer


def _gone(request: HttpRequest) -> HttpResponse:
    """In the language that the reader's browser asks for: there is no post whose language could be spoken."""
    with override(get_language_from_request(request)):
        answer = render(request, "syndication/gone.html", NOBODY, status=404)
        answer.headers["Content-Language"] = get_language() or ""
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


@require_safe
@asked_about_each_time
def words(request: HttpRequest, post_id: str) -> HttpResponse:
    shown = queries.told(post_id)
    if shown is None:
        raise Http404
    return _in_its_language(request, f"syndication/{'words' if shown['card'] else 'instead'}.html", shown)


@require_safe
@asked_about_each_time
def embed(request: HttpRequest, post_id: str) -> HttpResponse:
    shown = queries.told(post_id)
    if shown is None:
        return _gone(request)
    return _in_its_language(request, f"syndication/{'embed' if shown['card'] else 'instead'}.html", shown)


@require_safe
@open_to_all
@asked_about_each_time
def oembed(request: HttpRequest) -> HttpResponse:
    form = request.GET.get("format", "json")
    if form not in written.TYPES or "url" not in request.GET:
        return HttpResponse(status=400 if form in written.TYPES else 501, content_type="text/plain")
    card = feed.card(rules.post_named(request.GET.get("url", ""), request.get_host()) or rules.NOBODYS)
    if card is None:
        raise Http404
    most = (rules.pixels(request.GET.get(name, "")) for name in ("maxwidth", "maxheight"))
    said = queries.oembed(card, request.build_absolute_uri, *most)
    return HttpResponse(written.written(said, form), content_type=f"{written.TYPES[form]}; charset=utf-8")
