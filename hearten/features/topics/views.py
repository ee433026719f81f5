from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearten.features.accounts.guards import same_for_visitors, same_unless_asked
from hearten.features.campaigns import queries as campaigns
from hearten.features.exercises import rules as exercises
from hearten.features.feed.models import Facet
from hearten.features.guidance.queries import described
from hearten.features.help import queries as help_queries
from hearten.features.paths import queries as paths
from hearten.features.posts.rules import Kind
from hearten.features.topics import queries, rules
from hearten.kit.countries import country_name
from hearten.kit.words import in_script

Listed = list[tuple[str, str]]


def _answer(request: HttpRequest, page: str, title: str, listed: Listed, **shown: object) -> HttpResponse:
    """A page that gathers; `listed` are the names and addresses on it, for programs that read it."""
    address = request.build_absolute_uri(request.path)
    whole = [(name, request.build_absolute_uri(to)) for name, to in listed]
    seen_as = in_script(rules.described(title, address, get_language() or "", whole))
    return render(request, f"topics/{page}.html", {"title": title, "structured": seen_as, **shown})


def _shelf(
    request: HttpRequest, title: str, which: Facet, value: str, page: str = "list", **shown: object
) -> HttpResponse:
    """Public posts under a title, by kind and a page at a time, as the address asks."""
    kind = request.GET.get("kind", "")
    found = queries.shelf(which, value, kind if kind in set(Kind) else "", rules.as_page(request.GET.get("page", "")))
    listed = [(card["title"], reverse("post", args=[card["post_id"]])) for card in found.cards]
    return _answer(request, page, title, listed, shelf=found, **shown)


@require_safe
@same_for_visitors
def topics(request: HttpRequest) -> HttpResponse:
    letters = queries.alphabet(get_language() or "")
    listed = [(one.words, reverse("topic", args=[one.slug])) for letter in letters for one in letter.topics]
    return _answer(request, "index", _("Topics"), listed, letters=letters, campaigns=campaigns.is_one_running())


@require_safe
@same_unless_asked("country")
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    if topic not in rules.SLUGS:
        raise Http404
    name, asked = rules.SLUGS[topic], request.GET.get("country", "")[:2]
    if request.GET.get("kind"):
        return _shelf(request, queries.words_for(name), Facet.topic, name, back=reverse("topic", args=[topic]))
    found, country = queries.about(name, get_language() or ""), help_queries.country(asked or settings.HEARTEN.country)
    shown = {"found": found, "topic": name, "slug": topic, "country": country}
    shown["name"] = country_name(country.code) if country else ""
    shown |= {"courses": paths.about([name], get_language() or ""), "exercises": exercises.fitting([name])}
    page = described(found.words, found.statements, request.build_absolute_uri(request.path))
    return render(request, "topics/topic.html", {**shown, "structured": in_script(page)})


@require_safe
@same_for_visitors
def languages(request: HttpRequest) -> HttpResponse:
    found, countries = queries.languages(), queries.countries()
    listed = [(one.words, reverse("language", args=[one.slug])) for one in found]
    return _answer(request, "languages", _("Languages"), listed, spoken=found, countries=countries)


@require_safe
@same_for_visitors
def language(request: HttpRequest, language: str) -> HttpResponse:
    name = queries.native_name(language)
    if not name:
        raise Http404
    back = reverse("languages")
    return _shelf(request, name, Facet.language, language, named_in=language, back=back)


@require_safe
@same_for_visitors
def country(request: HttpRequest, country: str) -> HttpResponse:
    found = help_queries.country(country)
    if found is None:
        raise Http404
    name = country_name(found.code)
    return _shelf(request, name, Facet.country, found.code, "country", country=found, name=name)


@require_safe
@same_for_visitors
def makers(request: HttpRequest) -> HttpResponse:
    found = queries.makers()
    listed = [(one.maker["name"], reverse("maker", args=[one.handle])) for one in found]
    return _answer(request, "makers", _("Makers"), listed, makers=found)


@require_safe
@same_for_visitors
def maker(request: HttpRequest, maker: str) -> HttpResponse:
    found = queries.maker_called(maker)
    if found is None:
        raise Http404
    return _shelf(request, found.maker["name"], Facet.maker, found.handle, "maker", made=found)
