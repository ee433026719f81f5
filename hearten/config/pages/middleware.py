"""Headers on every answer, and help on every page that failed."""

import errno
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import loader

Answer = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "media-src 'self' blob:", "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # Nothing about where a reader came from leaves this site; within it, forms need their origin (decisions/0011).
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=(), interest-cohort=()",
}


class Headers:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.HEARTEN.https:
            response.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
        return response


class HelpOnTrouble:
    """When the database is away, say so with help beside it: a 503 that is still of use."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.answer(request)
        except OperationalError:
            return self._away()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:  # noqa: ARG002
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return self._away(HTTPStatus.INSUFFICIENT_STORAGE)
        return self._away() if isinstance(error, OperationalError) else None

    def _away(self, status: HTTPStatus = HTTPStatus.SERVICE_UNAVAILABLE) -> HttpResponse:
        page = loader.get_template("503.html").render({})
        return HttpResponse(page, status=status, headers={"Retry-After": "5", "Cache-Control": "no-store"})
