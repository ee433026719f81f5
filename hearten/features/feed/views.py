from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hearten.features.accounts.guards import packed_for_visitors
from hearten.features.checks.rules import answered
from hearten.features.corrections import queries as corrections
from hearten.features.feed import forms, queries
from hearten.features.guidance import queries as guidance_pages
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.kit.countries import countries_by_name
from hearten.kit.words import in_script


@require_safe
@cache_control(private=True, no_cache=True)
@packed_for_visitors
def feed(request: HttpRequest) -> HttpResponse:
    said = {name: ",".join(request.GET.getlist(name)) for name in request.GET}  # a form ticks one box after another
    asked = forms.read_kindly(said)
    page = queries.page(asked, get_language() or "")
    follows = asked.of.code if asked.of.kind == "path" and page.cards else ""
    return render(request, "feed/feed.html", {"page": page, "topics": TOPIC_WORDS, "follows": follows})


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # nothing is kept and nothing changes, so there is nothing to forge; and no cookie is set
@cache_control(private=True, no_store=True)
def post_check(request: HttpRequest, post_id: str) -> HttpResponse:
    card = queries.card(post_id)
    if card is None or not card.get("checks"):
        raise Http404
    asked = answered(card["checks"], request.POST.dict())
    shown = {"card": card, "asked": asked, "answered": request.method == "POST"}
    return render(request, "feed/check.html", shown | {"correction": corrections.of_post(post_id)})


@require_safe
@packed_for_visitors
def wishes(request: HttpRequest) -> HttpResponse:
    return render(request, "feed/wishes.html", {"topics": TOPIC_WORDS, "countries": countries_by_name()})


@require_safe
@cache_control(private=True, no_cache=True)
@packed_for_visitors
def post(request: HttpRequest, post_id: str) -> HttpResponse:
    card, correction = queries.card(post_id), corrections.of_post(post_id)
    if card is None and correction is None:
        raise Http404
    if card is None:
        return render(request, "corrections/instead.html", {"one": correction})
    seen_as = queries.structured(card, request.build_absolute_uri)
    topics = [TOPIC_WORDS.get(topic, topic) for topic in card["topics"]]
    shown = {"card": card, "structured": seen_as, "topics": topics, "correction": correction}
    return render(request, "feed/post.html", shown)


@require_safe
@packed_for_visitors
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "feed/about.html")


@require_safe
@packed_for_visitors
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "feed/privacy.html")


def address(request: HttpRequest) -> str:
    """Of the page itself, without what was asked of it."""
    return request.build_absolute_uri(request.path)


@require_safe
@cache_control(private=True, no_cache=True)
@packed_for_visitors
def guidance(request: HttpRequest) -> HttpResponse:
    return render(request, "guidance/index.html", {"topics": guidance_pages.topics()})


@require_safe
@cache_control(private=True, no_cache=True)
@packed_for_visitors
def guidance_topic(request: HttpRequest, topic: str) -> HttpResponse:
    statements, gone = queries.statements_about(topic)
    if not statements and not gone:
        raise Http404
    words = guidance_pages.words_of(topic.replace("-", " "))
    seen_as = in_script(guidance_pages.described(words, [one.said for one in statements], address(request)))
    shown = {"words": words, "statements": statements, "gone": gone, "structured": seen_as}
    return render(request, "guidance/topic.html", shown)


@require_safe
@cache_control(private=True, no_cache=True)
@packed_for_visitors
def guidance_myths(request: HttpRequest) -> HttpResponse:
    myths = guidance_pages.myths()
    seen_as = in_script(guidance_pages.reviewed(myths, address(request), settings.HEARTEN.site_name))
    return render(request, "guidance/myths.html", {"myths": myths, "structured": seen_as})
