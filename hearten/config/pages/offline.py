"""What a device needs to open a few pages without a line: the worker, its list, and the app's own description."""

import json
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, gettext_lazy, override
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from hearten.features.exercises.rules import RESTS_ON as EXERCISES

# These pages ask neither the database nor the session who is reading: they work when nothing else does.
NOBODY = {"signed_in": False, "roles": frozenset[str](), "messages": ()}
LOOKS = ("main.js", "main.css", "exercises.css", "saved.css")
SIGNS = ("mark.svg", "favicon.svg")
PAPER = "#fbf7f0"  # web/css/tokens.css
SAYS = gettext_lazy("Short films and stories about mental well-being. Each one was checked by a professional.")


@require_safe
@cache_control(no_cache=True)
@gzip_page
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everyone
    said = _worker() if settings.HEARTEN.offline else built("worker_off.js")
    scope = {"Service-Worker-Allowed": "/"}
    return HttpResponse(said, content_type="text/javascript; charset=utf-8", headers=scope)


@require_safe
@cache_control(public=True, max_age=3600)
@gzip_page
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everyone
    return JsonResponse(_manifest(), content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def away(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html", NOBODY)


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def saved(request: HttpRequest) -> HttpResponse:
    return render(request, "saved.html", NOBODY)


@cache
def _worker() -> str:
    """The program under the list it works with. A new list or a new program is a new version; nothing else is."""
    program = built("worker.js")
    chunks = [f"{settings.STATIC_URL}build/{name}" for name in json.loads(built("offline.json"))]
    shell = [*(static(f"build/{name}") for name in LOOKS), *(static(name) for name in SIGNS), *chunks]
    house = {"shell": shell, "pages": {code: _pages(code) for code, _name in settings.LANGUAGES}}
    version = sha256(json.dumps([house, program]).encode()).hexdigest()[:12]
    return f"self.HEARTEN = {json.dumps({'version': version, **house})};\n{program}"


def _pages(language: str) -> dict[str, object]:
    """The addresses of what is kept in one language."""
    with override(language):
        named = {
            "help": reverse("help"), "everywhere": reverse("help_everywhere"), "away": reverse("offline"),
            "saved": reverse("saved"),
        }  # fmt: skip
        exercises = [reverse("exercise", args=[slug]) for slug in EXERCISES]
        return {**named, "all": [*named.values(), reverse("exercises"), reverse("safety_plan"), *exercises]}


def built(name: str) -> str:
    with staticfiles_storage.open(f"build/{name}") as file:
        said: str = file.read().decode()
    return said


def _manifest() -> dict[str, object]:
    """https://www.w3.org/TR/appmanifest/, read 2026-11-23."""
    return {
        "id": "/", "name": settings.HEARTEN.site_name, "short_name": settings.HEARTEN.site_name,
        "description": str(SAYS),
        "lang": get_language(), "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("feed"), "scope": "/", "display": "standalone",
        "background_color": PAPER, "theme_color": PAPER, "categories": ["health", "lifestyle"],
        "icons": [
            _icon("icon-192.png", "192x192", "any"), _icon("icon-512.png", "512x512", "any"),
            _icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            {"name": gettext("Get help now"), "url": reverse("help")},
            {"name": gettext("Exercises"), "url": reverse("exercises")},
            {"name": gettext("Saved"), "url": reverse("saved")},
        ],
    }  # fmt: skip


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": static(f"icons/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
