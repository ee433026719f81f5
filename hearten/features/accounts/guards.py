"""Who may open a page, said once, on the line above the view; and how a page is packed for those who need no door."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from hearten.features.accounts import queries
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Door, Role

View = Callable[..., HttpResponse]


def open_to(*roles: Role) -> Callable[[View], View]:
    """Open to whoever holds one of these roles, with a second factor. For everybody else the page does not exist.

    A visitor is asked to sign in first, so that an address from a mail leads where it should. Nothing of the request
    but who sends it is read before the door is open.
    """

    def guard(view: View) -> View:
        @wraps(view)
        @login_required
        def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
            doors = {queries.door(who(request), role) for role in roles}
            if Door.opens in doors:
                return view(request, *args, **named)
            if Door.needs_second_factor in doors:
                return render(request, "accounts/second_factor.html", status=403)
            raise Http404

        return guarded

    return guard


reviewers_only = open_to(Role.reviewer)
operators_only = open_to(Role.operator)


def who(request: HttpRequest) -> Person:
    """The person who is signed in; only for views that nobody else reaches."""
    assert isinstance(request.user, Person)
    return request.user


def packed_for_visitors(page: View) -> View:
    """Packed words can be guessed from their size (BREACH), so only pages without a secret: nobody is signed in."""
    packed = gzip_page(page)

    @wraps(page)
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        return (page if request.user.is_authenticated else packed)(request, **named)

    return answered


def same_unless_asked(*wishes: str) -> Callable[[View], View]:
    """A page that says the same to every visitor: caches may keep it if they ask each time whether it still holds.

    They ask each time since what is withdrawn is gone at once. An answer to one of `wishes`, names in the address,
    lingers nowhere. Whoever brings a cookie beside that of the language, or is given one, gets an answer of their own.
    """

    def kept(page: View) -> View:
        conditional = conditional_page(page)

        @wraps(page)
        def answered(request: HttpRequest, **named: str) -> HttpResponse:
            theirs = bool(request.COOKIES.keys() - {settings.LANGUAGE_COOKIE_NAME})
            wished = not request.GET.keys().isdisjoint(wishes)
            answer = (page if theirs or wished else conditional)(request, **named)
            theirs = theirs or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
            patch_cache_control(answer, **_keeping(theirs, wished))
            patch_vary_headers(answer, ["Accept-Encoding"])  # also where there is nothing to pack, as in a 304
            return answer

        return packed_for_visitors(answered)

    return kept


def _keeping(theirs: bool, wished: bool) -> dict[str, bool]:
    if wished:
        return {"private": True, "no_store": True}
    return {"private": True, "no_cache": True} if theirs else {"public": True, "no_cache": True}


same_for_visitors = same_unless_asked()
