"""When the database is away or the disk is full, say so with help beside it: a 503 that is still of use."""

import errno
import sys
from collections.abc import Iterator
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import bad_request, server_error


def known(error: BaseException | None) -> HttpResponse | None:
    """None when it is a fault of our own, of which nobody can say that it will pass."""
    if any(isinstance(one, OperationalError | InterfaceError) for one in _chain(error)):
        return _later(HTTPStatus.SERVICE_UNAVAILABLE)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return _later(HTTPStatus.INSUFFICIENT_STORAGE)
    return None


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Django's last word for what nobody caught: also what went wrong before or after the page, as with a session."""
    return known(sys.exception()) or server_error(request)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django takes a session it could not save for one that was signed out meanwhile, and calls that a bad request."""
    return known(exception) or bad_request(request, exception)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and what was being answered when it came up."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _later(status: HTTPStatus) -> HttpResponse:
    page = loader.get_template("503.html").render({})
    return HttpResponse(page, status=status, headers={"Retry-After": "5", "Cache-Control": "no-store"})
