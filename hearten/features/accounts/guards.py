"""Who may open a page, said once, on the line above the view; and how a page is packed for those who need no door."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

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
