"""What stands before the pages needs two things of Django: whose request it seems to be, and how we say no."""

import json
import re
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.http import parse_cookie
from django.template import loader
from django.utils import translation

from hearten.config.pages.middleware import HEADERS
from hearten.edge.answers import NEVER_KEEP, Scope
from hearten.edge.intake import Page

SESSION_KEY = re.compile(r"[a-z0-9]{8,64}", re.ASCII)  # as Django writes them
FOR_PROGRAMS = "/api/"
RETRY_SOON = (b"retry-after", b"5")


def device_of(scope: Scope) -> str:
    """The session a request says it belongs to, read as Django reads it; whether it is true, nobody has looked."""
    written = b",".join(value for name, value in scope["headers"] if name == b"cookie")
    key = parse_cookie(written.decode(errors="replace")).get(settings.SESSION_COOKIE_NAME, "")
    return key if SESSION_KEY.fullmatch(key) else ""


def refusal(status: int, path: str) -> Page:
    if path.startswith(FOR_PROGRAMS):
        return _for_programs(status)
    return _page(status, translation.get_language_from_path(path) or settings.LANGUAGE_CODE)


@lru_cache
def _for_programs(status: int) -> Page:
    """In the shape that every other refusal of theirs has."""
    body = json.dumps({"detail": HTTPStatus(status).phrase, "fields": []}).encode()
    headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    soon = [RETRY_SOON] if status == HTTPStatus.LOCKED else []
    return Page(body, (*headers, (b"content-type", b"application/json; charset=utf-8"), NEVER_KEEP, *soon))


@lru_cache
def _page(status: int, language: str) -> Page:
    """Made once for each language, without a database."""
    with translation.override(language):
        body = loader.get_template("turned_away.html").render({"status": status}).encode()
    headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    soon = [RETRY_SOON] if status == HTTPStatus.LOCKED else []
    return Page(body, (*headers, (b"content-type", b"text/html; charset=utf-8"), NEVER_KEEP, *soon))
