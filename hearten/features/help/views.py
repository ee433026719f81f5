from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from hearten.features.help import queries
from hearten.features.help.rules import Country
from hearten.kit.countries import country_name

# These pages ask neither the database nor the session who is reading: they work when nothing else does.
NOBODY = {"signed_in": False, "roles": frozenset(), "messages": ()}


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def help_page(request: HttpRequest) -> HttpResponse:
    asked = queries.country(request.GET.get("country", "")[:2])
    if asked:
        return redirect("help_country", country=asked.code.lower())
    return _page(request, queries.country(settings.HEARTEN.country))


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def in_country(request: HttpRequest, country: str) -> HttpResponse:
    found = queries.country(country)
    if found is None:
        raise Http404
    return _page(request, found)


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def everywhere(request: HttpRequest) -> HttpResponse:
    """Every country on one page: it is what a device keeps for when there is no line."""
    return render(request, "help/everywhere.html", {**NOBODY, "countries": queries.everywhere()})


def _page(request: HttpRequest, country: Country | None) -> HttpResponse:
    name = country_name(country.code) if country else ""
    shown = {**NOBODY, "country": country, "name": name, "countries": queries.names()}
    return render(request, "help/help.html", shown)
