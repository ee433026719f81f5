"""Headers on every answer, and help on every page that failed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.template import loader

from hearten.config.pages import trouble
from hearten.config.pages.siblings import opens_at

Answer = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "media-src 'self' blob:", "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'",
        "form-action 'self'", "base-uri 'none'",
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
# A post inside somebody else's page: the one thing here that may be framed. It runs no script, takes no form and
# tells nobody where it stands. Also when it could not be answered, so that the frame is not left empty.
FRAMED_AT = "/embed/"
FRAMED = {name: said for name, said in HEADERS.items() if name != "X-Frame-Options"} | {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "media-src 'self'", "form-action 'none'",
            "base-uri 'none'", "frame-ancestors *",
        ]
    ),
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}  # fmt: skip
SHARED = HEADERS | {"Cross-Origin-Resource-Policy": "cross-origin"}  # scripts, styles, signs: the same for everyone


def headers_at(path: str) -> dict[str, str]:
    if path.startswith(FRAMED_AT):
        return FRAMED
    return SHARED if path.startswith(settings.STATIC_URL) else HEADERS


class Headers:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        for name, value in headers_at(request.path).items():
            response.headers.setdefault(name, value)
        if settings.HEARTEN.https:
            response.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
        return response


class HelpOnTrouble:
    """Answers known trouble on a page; `trouble.went_wrong` answers the same outside of one."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:  # noqa: ARG002
        return trouble.known(error)


class WayBack:
    """An address that takes forms only, opened as a page: Django's empty 405 gets words, a way back and help."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and not _for_programs(request):
            response.content = loader.render_to_string("405.html", {"back": opens_at(request)}, request).encode()
            response.headers["Content-Type"] = "text/html; charset=utf-8"
            response.headers["Cache-Control"] = "no-store"
        return response


def _for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


class NothingRemains:
    """Whoever is signed out keeps nothing of ours: the cookie that guards forms goes with the one that signed in."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        session, form = response.cookies.get(settings.SESSION_COOKIE_NAME), settings.CSRF_COOKIE_NAME
        if session is not None and not session.value and form in request.COOKIES and form not in response.cookies:
            response.delete_cookie(form, samesite="Lax")
        return response
