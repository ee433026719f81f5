from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearten.engines.retrieval import Tier
from hearten.engines.screening.risk import Risk
from hearten.features.accounts.guards import operators_only, packed_for_visitors, who
from hearten.features.campaigns import queries as campaigns
from hearten.features.exercises import rules as exercises
from hearten.features.help import queries as helping
from hearten.features.paths import queries as paths
from hearten.features.search import actions, queries
from hearten.features.search.forms import Asked, FalseAlarmForm, SearchForm, TryForm
from hearten.features.search.rules import LAST_PAGE, LONGEST_SEARCH, Meant, Offer
from hearten.kit.rate import Rate, household

OUT_OF_REACH = (OperationalError, InterfaceError)
# By one household, maybe a whole school. Beyond, grave words are still heard, by phrases alone: that costs little.
LOOKED_FOR, OFFERED = Rate(240, 60), Rate(300, 60)
A_FEW, NEAR = 3, 6  # topics, paths and exercises beside what was found; topics where nothing was
# What someone looks for may be what hurts: it goes into no cache and no other page's address. decisions/0032.
UNHEARD = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@require_safe
@cache_control(private=True, no_store=True)
@packed_for_visitors
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if not form.is_valid():
        return _page(request, form, status=400)
    asked = form.asked()
    if not asked.text and not asked.topic:
        return _page(request, form)
    if LOOKED_FOR.wait(_household(request)):
        card = helping.card() if helping.is_surely_grave(asked.text, get_language() or "") else None
        return _page(request, form, status=429, is_away=True, card=card)
    return _results(request, form, asked)


@require_safe
@cache_control(private=True, no_store=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """For script, while someone types: addresses on this site, and nothing of what was typed."""
    typed, language = request.GET.get("q", "").replace("\0", " "), get_language() or ""
    if len(typed) > LONGEST_SEARCH:
        return _offer([], False, 400)
    if OFFERED.wait(_household(request)):
        return _offer([], helping.is_surely_grave(typed, language), 429)
    needs_help = bool(helping.heard_in(typed, language).level)
    try:
        return _offer([] if needs_help else queries.offers(typed, language), needs_help)
    except OUT_OF_REACH:
        return _offer([], needs_help, 503)


@require_http_methods(["GET", "POST"])
@operators_only
@never_cache
def search_words(request: HttpRequest) -> HttpResponse:
    """A tester of how searches are understood. What is tried stands in no address, and is not kept."""
    form = TryForm(request.POST) if request.method == "POST" else TryForm(initial={"language": get_language()})
    tried = None
    if form.is_valid():
        asked = Asked(form.cleaned_data["phrase"], "", "", "", 1, False)
        tried = queries.find(asked, form.cleaned_data["language"])
    return _tester(request, form, FalseAlarmForm(), tried)


@require_POST
@operators_only
def add_false_alarm(request: HttpRequest) -> HttpResponse:
    form = FalseAlarmForm(request.POST)
    if form.is_valid():
        try:
            actions.add_false_alarm(form.cleaned_data["alarm"], form.cleaned_data["because"], who(request))
            messages.success(request, _("Saved."))
            return redirect("search_words")
        except actions.SoundsLikeDanger:
            form.add_error("alarm", _("This may mean danger to someone’s life. No list can silence it."))
    return _tester(request, TryForm(initial={"language": get_language()}), form)


@require_POST
@operators_only
def end_false_alarm(request: HttpRequest, alarm_id: int) -> HttpResponse:
    if not actions.end_false_alarm(alarm_id, who(request)):
        raise Http404
    messages.success(request, _("Saved."))
    return redirect("search_words")


def _household(request: HttpRequest) -> str:
    return household(request.META.get("REMOTE_ADDR", ""))


def _offer(offers: Sequence[Offer], needs_help: bool, status: int = 200) -> HttpResponse:
    said = [{"words": one.words, "language": one.language, "href": _address(one)} for one in offers]
    return JsonResponse({"offers": said, "help": needs_help}, status=status, headers=UNHEARD)


def _results(request: HttpRequest, form: SearchForm, asked: Asked) -> HttpResponse:
    """What was found; help too, where that was needed and the database is away or slow."""
    risk = helping.heard_in(asked.text, get_language() or "")
    try:
        return _page(request, form, **_found(asked, risk))
    except OUT_OF_REACH:
        return _page(request, form, status=503, is_away=True, card=_card(asked, risk))


def _found(asked: Asked, risk: Risk) -> dict[str, Any]:
    found = queries.find(asked, get_language() or "", risk)
    tier = found.heard.meant.tier
    shown = {"found": found, "tier": tier, "asked": asked, "first": _to(asked), "same": _same(found)}
    if asked.page < LAST_PAGE:
        shown["next"] = _to(asked, page=asked.page + 1)
    if tier is Tier.crisis:
        shown |= {"card": _card(asked, risk), "not_now": _to(asked, not_now=1)}
    if tier is not Tier.crisis and queries.is_strange(asked.text, bool(found.count)):
        shown["only_heard_in"] = helping.only_heard_in([helping.UNKNOWN])
    if asked.page == 1 and not asked.kind:
        shown |= _to_do(found.heard.meant, tier, asked)
    found_some = found.count or found.statements
    return shown | ({} if found_some else {"near": queries.topic_pages(asked, found.heard.meant, near=True)[:NEAR]})


def _same(found: queries.Results) -> dict[str, Any]:
    """What all the posts on a page share is said once, above them."""
    first, *others = [one.card for one in (*found.posts, *found.behind)] or [{}]
    told = [name for name in ("kind", "language", "checked") if others and all(o[name] == first[name] for o in others)]
    return {name: first[name] for name in told}


def _to_do(meant: Meant, tier: Tier, asked: Asked) -> dict[str, Any]:
    """Learning paths, campaigns and exercises that fit; to cope and in a crisis, exercises stand there anyhow."""
    topics = meant.topics if asked.text else (asked.topic,)
    courses = paths.about(topics, get_language() or "", meant.words) if tier is not Tier.crisis else []
    running = campaigns.about(meant.words, get_language() or "") if tier is not Tier.crisis else []
    fitting = [] if tier in (Tier.coping, Tier.crisis) else exercises.fitting(topics)[:A_FEW]
    pages = queries.topic_pages(asked, meant) if tier is not Tier.crisis else []
    shown = {"courses": courses[:A_FEW], "campaigns": running[:A_FEW], "exercises": fitting}
    return shown | {"topic_pages": pages[:A_FEW]}


def _card(asked: Asked, risk: Risk) -> helping.Card | None:
    return None if asked.not_now else helping.card_of(risk, asked.text, get_language() or "")


def _to(asked: Asked, **other: int) -> str:
    """The same search, but for this."""
    said = {"q": asked.text, "lang": asked.language, "kind": asked.kind, "topic": asked.topic}
    said |= {"not_now": "1" if asked.not_now else "", "tail": asked.tail}
    return f"?{urlencode({name: value for name, value in (said | other).items() if value})}"


def _address(offer: Offer) -> str:
    return reverse("topic", args=[offer.topic]) if offer.topic else reverse("post", args=[offer.post_id])


def _page(request: HttpRequest, form: SearchForm, status: int = 200, **shown: Any) -> HttpResponse:
    card = shown.get("card")
    if card and not (card.country and card.country.numbers):
        shown["countries"] = helping.names()
    page = render(request, "search/search.html", {"form": form, **shown}, status=status)
    for name, value in UNHEARD.items():
        page.headers[name] = value
    return page


def _tester(
    request: HttpRequest, form: TryForm, adding: FalseAlarmForm, tried: queries.Results | None = None
) -> HttpResponse:
    shown = {"form": form, "adding": adding, "tried": tried, "alarms": queries.false_alarms()}
    return render(request, "search/words.html", shown, status=400 if form.errors or adding.errors else 200)
