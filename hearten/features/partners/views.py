from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from ninja import Router
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer

from hearten.features.accounts.guards import operators_only, who
from hearten.features.partners import actions, queries, rules
from hearten.features.partners.forms import Asked, CheckAnswer, KeyForm, LintAnswer, Trouble
from hearten.features.partners.models import Key

HELP = "/help/"
TROUBLE = {400: Trouble, 401: Trouble, 413: Trouble, 422: Trouble, 429: Trouble}
router = Router(tags=["checking"])


class PartnerKey(HttpBearer):
    """A key in the header `Authorization: Bearer …`. A wrong one is refused; without one you are a visitor."""

    def authenticate(self, request: HttpRequest, token: str) -> Key:  # noqa: ARG002 - as the library calls it
        if key := queries.key_that_says(token):
            return key
        raise AuthenticationError(message=_("This key is not known here. Send none to ask as a visitor."))


def visitor(request: HttpRequest) -> bool:  # noqa: ARG001 - as the library calls it
    return True


class TooOften(HttpError):
    def __init__(self, seconds: float) -> None:
        self.seconds = int(seconds) + 1
        says = ngettext(
            "That was too often. Please ask again in %(seconds)s second.",
            "That was too often. Please ask again in %(seconds)s seconds.", self.seconds,
        )  # fmt: skip
        super().__init__(429, says % {"seconds": self.seconds})


def _count(request: HttpRequest) -> None:
    key = getattr(request, "auth", None)
    if wait := actions.count(key if isinstance(key, Key) else None, request.META.get("REMOTE_ADDR", "")):
        raise TooOften(wait)


@router.post("/check", response={200: CheckAnswer, **TROUBLE}, url_name="check")
def check(request: HttpRequest, asked: Asked) -> CheckAnswer:
    """What published guidance says about a text: the verdict of its worst sentence, and the statements beside it."""
    _count(request)
    return CheckAnswer.of(asked, queries.checked(asked.text, asked.language), request.build_absolute_uri(HELP))


@router.post("/lint", response={200: LintAnswer, **TROUBLE}, url_name="lint")
def lint(request: HttpRequest, asked: Asked) -> LintAnswer:
    """Words that guidance on safe messaging and stigma asks us to say otherwise, with what to say instead."""
    _count(request)
    return LintAnswer.of(asked, queries.linted(asked.text, asked.language), request.build_absolute_uri(HELP))


@require_safe
@cache_control(public=True, max_age=300)
def for_programs(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("api:api-root"))
    shown = {"address": address, "visitors": rules.VISITORS_PER_MINUTE, "longest": rules.LONGEST_TEXT}
    return render(request, "partners/for_programs.html", shown)


@require_http_methods(["GET", "POST"])
@operators_only
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    form = KeyForm(request.POST) if request.method == "POST" else KeyForm(initial={"once": uuid4().hex})
    if form.is_valid():
        made = actions.make_key(form.asked(), who(request))
        return render(request, "partners/made.html", {"made": made})
    shown = {"form": form, "keys": queries.keys()}
    return render(request, "partners/keys.html", shown, status=400 if form.errors else 200)


@require_POST
@operators_only
def end_key(request: HttpRequest, key_id: int) -> HttpResponse:
    if not actions.end_key(key_id, who(request)):
        raise Http404
    messages.success(request, _("The key has ended. It opens nothing any more."))
    return redirect("keys")
