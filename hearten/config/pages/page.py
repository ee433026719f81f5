"""What every page knows, and the pages for when something went wrong."""

import json
from functools import cache, lru_cache
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header

from hearten.config.pages.offline import built
from hearten.config.pages.siblings import opens_at
from hearten.config.translations import is_drafted
from hearten.features.accounts import queries as accounts
from hearten.features.campaigns import queries as campaigns
from hearten.features.help import queries as helping

ASKED_AGAIN = 60  # seconds


def page(request: HttpRequest) -> dict[str, object]:
    """Filled in lazily where it costs a query, so that a page that needs no database touches none."""
    env = settings.HEARTEN
    return {
        "site_name": env.site_name,
        "leave_to": env.leave_to,
        "contact": env.contact,
        "demo": env.demo,
        "offline": env.offline,
        "languages": [_language(request, code) for code, _name in settings.LANGUAGES],
        "helplines": helping.has_helplines,
        "is_drafted": is_drafted(get_language() or ""),
        "only_heard_in": lambda: _only_heard_in(request),
        "watching": _watching,
        "a_campaign_runs": lambda: _a_campaign_runs(int(monotonic()) // ASKED_AGAIN),
        "signed_in": lambda: request.user.is_authenticated,
        "roles": lambda: accounts.roles_of(request.user) if request.user.is_authenticated else frozenset(),
    }


@cache
def _watching() -> list[str]:
    """Scripts that the page of films fetches at once, without waiting for the first to name them."""
    return [f"{settings.STATIC_URL}build/{name}" for name in json.loads(built("watching.json"))]


@lru_cache(maxsize=1)
def _a_campaign_runs(minute: int) -> bool:  # noqa: ARG001 - what is known holds for one
    """Every page's foot wants to know, so the database is asked once a minute; where it is away, none is named."""
    try:
        return campaigns.is_one_running()
    except (DatabaseError, InterfaceError):
        return False


def _only_heard_in(request: HttpRequest) -> str:
    """Named where the language of the browser, of the form, or of what was typed is none that help is heard in."""
    preferred = parse_accept_lang_header(request.headers.get("accept-language", "").lower())
    sent = request.POST
    words = " ".join([*(sent.get(name, "") for name in ("title", "text")), request.GET.get("q", "")])
    return helping.only_heard_in([sent.get("language", ""), *(code for code, _share in preferred[:1])], words)


def _language(request: HttpRequest, code: str) -> dict[str, object]:
    info = get_language_info(code)
    url = translate_url(opens_at(request), code)
    return {"code": code, "name": info["name_local"], "url": url, "current": code == get_language()}


def form_went_stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "403_stale_form.html", status=403)
