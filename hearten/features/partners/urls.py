from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from hearten.features.partners import rules, views


class Bounded(Parser):
    """Refuses what is too large before it is read."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        if len(request.body) > rules.LARGEST_BODY:
            raise RequestDataTooBig
        try:
            return super().parse_body(request)
        except (ValueError, RecursionError) as wrong:
            raise HttpError(400, _("The body has to be JSON, in UTF-8.")) from wrong


class Doors(NinjaAPI):
    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """Each door opens with a key or without; the library can say only that one is needed."""
        schema = super().get_openapi_schema(**asked)
        for doors in schema["paths"].values():
            for door in doors.values():
                door["security"] = [{"PartnerKey": []}, {}]
        return schema


api = Doors(
    title="Hearten", version="1", urls_namespace="api", docs_url=None, docs_decorator=require_safe, parser=Bounded(),
    description="Checks words about mental health against published guidance. It finds; people decide. "
    "Nothing that is sent is kept.",
    auth=[views.PartnerKey(), views.visitor],
)  # fmt: skip
api.add_router("", views.router)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Names the fields and never repeats what was in them."""
    said = [(".".join(str(part) for part in one["loc"][2:] or ("body",)), str(one["msg"])) for one in wrong.errors]
    shown = {"detail": "; ".join(f"{field}: {says}" for field, says in said), "fields": [field for field, _ in said]}
    return api.create_response(request, shown, status=422)


@api.exception_handler(RequestDataTooBig)
def too_much(request: HttpRequest, wrong: RequestDataTooBig) -> HttpResponse:  # noqa: ARG001 - as the library calls it
    says = _("That is too much at once. Send at most %(most)s characters of text.")
    return api.create_response(request, {"detail": says % {"most": rules.LONGEST_TEXT}}, status=413)


@api.exception_handler(views.TooOften)
def too_often(request: HttpRequest, wrong: views.TooOften) -> HttpResponse:
    response = api.create_response(request, {"detail": str(wrong)}, status=429)
    response.headers["Retry-After"] = str(wrong.seconds)
    return response


def not_there(request: HttpRequest, path: str) -> HttpResponse:  # noqa: ARG001 - wherever they looked
    return api.create_response(request, {"detail": _("There is no such door.")}, status=404)


no_such_door = re_path("^api/(?P<path>.*)$", not_there, name="no_such_door")
urlpatterns = [
    path("for-programs/", views.for_programs, name="for_programs"),
    path("account/keys/", views.keys, name="keys"),
    path("account/keys/<int:key_id>/end/", views.end_key, name="end_key"),
]
