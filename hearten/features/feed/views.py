from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hearten.features.accounts.guards import same_for_visitors, same_unless_asked
from hearten.features.checks import actions as asks
from hearten.features.checks import rules as checks
from hearten.features.checks.queries import told
from hearten.features.corrections import queries as corrections
from hearten.features.feed import forms, queries, rules
from hearten.features.guidance import queries as guidance_pages
from hearten.features.paths import queries as paths
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.kit.countries import countries_by_name
from hearten.kit.rate import Rate, household, is_from_elsewhere
from hearten.kit.words import in_script

SENT, OF_ONE = Rate(60, 3600), Rate(10, 3600)  # answers to polls by one household: to all of them, and to one of them


@require_safe
@same_unless_asked(*forms.PERSONAL)
def feed(request: HttpRequest) -> HttpResponse:
    said = {name: ",".join(request.GET.getlist(name)) for name in request.GET}  # a form ticks one box after another
    asked = forms.read_kindly(said)
    page = queries.page(asked, get_language() or "")
    follows = asked.of.code if asked.of.kind == "path" and page.cards else ""
    others = forms.others(asked, page.language, dict(settings.LANGUAGES))
    gathers = asked.of.code if asked.of.kind == "campaign" and page.cards else ""
    shown = {"page": page, "topics": TOPIC_WORDS, "follows": follows, "gathers": gathers, "others": others}
    return render(request, "feed/feed.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # nothing is kept and nothing changes, so there is nothing to forge; and no cookie is set
@cache_control(private=True, no_store=True)
def post_check(request: HttpRequest, post_id: str) -> HttpResponse:
    card = queries.card(post_id)
    if card is None or not card.get("checks"):
        raise Http404
    asked = checks.answered(card["checks"], request.POST.dict())
    shown = {"card": card, "asked": asked, "answered": request.method == "POST"}
    return render(request, "feed/check.html", shown | {"correction": corrections.of_post(post_id)})


# As post_check, this sets no cookie; what another site sends in a reader's name is told by what the browser says of it.
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@cache_control(private=True, no_store=True)
def post_poll(request: HttpRequest, post_id: str) -> HttpResponse:
    card = queries.card(post_id)
    if card is None or "poll" not in card:
        raise Http404
    if request.method != "POST":
        return _poll_page(request, card, 200)
    if is_from_elsewhere(request.headers, request.get_host()):
        return _poll_page(request, card, 403, _("This came from another site, so it was not counted."))
    place = checks.place_in(request.POST.get("poll", ""), card["poll"])
    if place is None:
        return _poll_page(request, card, 400, _("Please choose one of the answers."))
    return _count(request, card, place)


def _count(request: HttpRequest, card: Mapping[str, Any], place: int) -> HttpResponse:
    home = household(request.META.get("REMOTE_ADDR", ""))
    if SENT.wait(home) or OF_ONE.wait(f"{home} {card['post_id']}"):
        return _poll_page(request, card, 429, _("Many answers came from where you are. Please come back in an hour."))
    try:
        asks.count(UUID(card["post_id"]), card["poll"], place)
    except asks.NotAsked as error:
        raise Http404 from error
    return redirect(f"{reverse('post_poll', args=[card['post_id']])}?thanks")


def _poll_page(request: HttpRequest, card: Mapping[str, Any], status: int, why: str = "") -> HttpResponse:
    shown = {"card": card, "why": why, "thanks": "thanks" in request.GET, **_told(card)}
    return render(
        request, "feed/poll.html", shown | {"correction": corrections.of_post(card["post_id"])}, status=status
    )


def _told(card: Mapping[str, Any]) -> dict[str, Any]:
    """About how many said what, where the post has a poll."""
    return {"told": told(UUID(card["post_id"]), card["poll"]), "enough": checks.ENOUGH} if "poll" in card else {}


@require_safe
@same_for_visitors
def wishes(request: HttpRequest) -> HttpResponse:
    return render(request, "feed/wishes.html", {"topics": TOPIC_WORDS, "countries": countries_by_name()})


@require_safe
@same_for_visitors
def post(request: HttpRequest, post_id: str) -> HttpResponse:
    card, correction = queries.card(post_id), corrections.of_post(post_id)
    if card is None and correction is None:
        raise Http404
    if card is None:
        return render(request, "corrections/instead.html", {"one": correction})
    shown = {"card": card, "correction": correction, "second": forms.second_in(request.GET.get("t", ""))}
    return render(request, "feed/post.html", shown | _beside(card, request.build_absolute_uri) | _told(card))


def _beside(card: Mapping[str, Any], absolute: Callable[[str], str]) -> dict[str, Any]:
    """For programs, and what leads on: to its maker, its topics, and the campaigns and paths that hold it."""
    return {
        "structured": queries.structured(card, absolute),
        "made_by": rules.leads_to(card),
        "topics": [(topic.replace(" ", "-"), TOPIC_WORDS.get(topic, topic)) for topic in card["topics"]],
        "campaigns": queries.campaigns_of(card["post_id"]),
        "courses": paths.beside(card["post_id"], get_language() or ""),
    }


@require_safe
@same_for_visitors
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "feed/about.html")


@require_safe
@same_for_visitors
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "feed/privacy.html")


def address(request: HttpRequest) -> str:
    """Of the page itself, without what was asked of it."""
    return request.build_absolute_uri(request.path)


@require_safe
@same_for_visitors
def guidance(request: HttpRequest) -> HttpResponse:
    return render(request, "guidance/index.html", {"topics": guidance_pages.topics()})


@require_safe
@same_for_visitors
def guidance_topic(request: HttpRequest, topic: str) -> HttpResponse:
    statements, gone = queries.statements_about(topic)
    if not statements and not gone:
        raise Http404
    words = guidance_pages.words_of(topic.replace("-", " "))
    seen_as = in_script(guidance_pages.described(words, [one.said for one in statements], address(request)))
    shown = {"words": words, "statements": statements, "gone": gone, "structured": seen_as}
    return render(request, "guidance/topic.html", shown)


@require_safe
@same_for_visitors
def guidance_myths(request: HttpRequest) -> HttpResponse:
    myths = guidance_pages.myths()
    seen_as = in_script(guidance_pages.reviewed(myths, address(request), settings.HEARTEN.site_name))
    return render(request, "guidance/myths.html", {"myths": myths, "structured": seen_as})
