"""Uploads that survive a lost connection (tus 1.0), and the files of a post for those who may see them.

https://tus.io/protocols/resumable-upload, read 2026-11-22: core, creation, termination.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse, UnreadablePostError
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Door, Role
from hearten.features.media import actions, queries, rules
from hearten.features.media.models import Upload
from hearten.kit.vault import Busy, WrongOffset, read_part

TUS = {"Tus-Resumable": "1.0.0", "Cache-Control": "no-store"}
# Players in other people's pages may play what is public, and nothing else. decisions/0034
FOR_EVERYONE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
OFFSETS = "application/offset+octet-stream"
REFUSED = {
    rules.MayNotSend.empty: 400, rules.MayNotSend.too_big: 413,
    rules.MayNotSend.too_many_today: 429, rules.MayNotSend.too_many_open: 429,
}  # fmt: skip

Answer = Callable[..., HttpResponse]


class SignedIn(HttpRequest):
    """A request after `_insist`."""

    user: Person


class Refused(Exception):
    """The request is not as the protocol wants it."""

    def __init__(self, status: int) -> None:
        self.status = status


def _answer(answer: Answer, request: HttpRequest, upload_id: UUID | None) -> HttpResponse:
    """What went wrong becomes the number that the protocol has for it."""
    try:
        if request.method != "OPTIONS":
            _insist(request)
        return answer(request, upload_id) if upload_id else answer(request)
    except Refused as error:
        return HttpResponse(status=error.status)
    except actions.MayNotSend as error:
        return HttpResponse(error.why.value, status=REFUSED[error.why], content_type="text/plain")
    except actions.MayNotDrop:
        return HttpResponse(status=403)
    except (Upload.DoesNotExist, Http404):
        return HttpResponse(status=404)
    except UnreadablePostError:  # the line went dead: what arrived is kept
        return HttpResponse(status=400)
    except OSError:  # our disk is full or failing: the sender tries again later
        return HttpResponse(status=507, headers={"Retry-After": "30"})
    except WrongOffset:
        return HttpResponse(status=409)
    except Busy:
        return HttpResponse(status=423, headers={"Retry-After": "1"})


def tus(answer: Answer) -> Answer:
    @wraps(answer)
    def spoken(request: HttpRequest, upload_id: UUID | None = None) -> HttpResponse:
        response = _answer(answer, request, upload_id)
        for name, value in TUS.items():
            response.headers[name] = value
        return response

    return spoken


def _insist(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        raise PermissionDenied
    if request.headers.get("Tus-Resumable") != TUS["Tus-Resumable"]:
        raise Refused(412)


def _number(request: HttpRequest, name: str) -> int:
    said = request.headers.get(name, "")
    if not (said.isascii() and said.isdigit() and len(said) <= 15):
        raise Refused(400)
    return int(said)


@tus
@require_http_methods(["OPTIONS", "POST"])
def uploads(request: SignedIn) -> HttpResponse:
    """Make room for a file. Its name and kind, whatever the sender says they are, are not kept."""
    if request.method == "OPTIONS":
        most = str(queries.quota().most_bytes)
        told = {"Tus-Version": "1.0.0", "Tus-Extension": "creation,termination", "Tus-Max-Size": most}
        return HttpResponse(status=204, headers=told)
    made = actions.begin_upload(request.user, _number(request, "Upload-Length"))
    return HttpResponse(status=201, headers={"Location": reverse("upload", args=[made.pk])})


@tus
@require_http_methods(["OPTIONS", "HEAD", "PATCH", "DELETE", "POST"])
def upload(request: SignedIn, upload_id: UUID) -> HttpResponse:
    """How much is here, the next piece, or no more of it. Some networks let only POST through."""
    method = (
        request.headers.get("X-HTTP-Method-Override", request.method) if request.method == "POST" else request.method
    )
    if method == "OPTIONS":
        return uploads(request)
    answer = {"HEAD": _offset, "PATCH": _take, "DELETE": _drop}.get(method or "")
    if answer is None:
        raise Refused(405)
    return answer(request, _mine(request, upload_id))


def _mine(request: SignedIn, upload_id: UUID) -> Upload:
    found = queries.upload_of(request.user, upload_id)
    if found is None:
        raise Http404
    return found


def _offset(_request: HttpRequest, upload: Upload) -> HttpResponse:
    here = {"Upload-Offset": str(queries.arrived(upload)), "Upload-Length": str(upload.length)}
    return HttpResponse(status=200, headers=here)


def _take(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Answers once the bytes are on the disk."""
    offset = _number(request, "Upload-Offset")
    if request.content_type != OFFSETS:
        raise Refused(415)
    if int(request.META.get("CONTENT_LENGTH") or 0) > upload.length - offset:
        raise Refused(413)
    here = actions.take_bytes(upload, offset, cast(BinaryIO, request))
    return HttpResponse(status=204, headers={"Upload-Offset": str(here)})


def _drop(_request: HttpRequest, upload: Upload) -> HttpResponse:
    actions.drop_upload(upload)
    return HttpResponse(status=204)


@require_safe
def file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:  # noqa: ARG001 - the name is for people
    """A public file for everyone; any other for its author, and for reviewers while it is on their desk."""
    mime = queries.mime_of(sha256) if len(sha256) == 64 else None
    public = mime is not None and queries.is_on_the_shelf(sha256)
    if mime is None or not (public or _may_preview(request, sha256)):
        raise Http404
    path = queries.vault().path_of("files", sha256)
    # A public file may be kept, but is asked about each time: it may have been withdrawn since.
    kept = "public, no-cache" if public else "private, no-store"
    told = {"Content-Type": mime, "ETag": f'"{sha256}"', "Cache-Control": kept}
    return _bytes(request, path, told | (FOR_EVERYONE if public else {}))


def _may_preview(request: HttpRequest, sha256: str) -> bool:
    who = request.user
    if not who.is_authenticated:
        return False
    reviews = queries.came_to_review(sha256) and accounts.door(who, Role.reviewer) == Door.opens
    return rules.may_see_file(queries.may_preview(who, sha256), reviews, is_on_the_shelf=False)


def _bytes(request: HttpRequest, path: Path, headers: dict[str, str]) -> HttpResponseBase:
    if not path.exists():
        raise Http404
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    size, headers = path.stat().st_size, headers | {"Accept-Ranges": "bytes"}
    try:
        part = rules.part_of(_asked(request, headers["ETag"]), size)
    except rules.NotThere:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    return _sent(request, path, part, size, headers)


def _sent(
    request: HttpRequest, path: Path, part: rules.Part | None, size: int, headers: dict[str, str]
) -> HttpResponseBase:
    if part:
        headers |= {"Content-Range": f"bytes {part.first}-{part.last}/{size}"}
    shown = part or rules.Part(0, size - 1)
    headers |= {"Content-Length": str(shown.size)}
    body = read_part(path, shown.first, shown.size) if request.method == "GET" else iter(())
    return StreamingHttpResponse(body, status=206 if part else 200, headers=headers)


def _asked(request: HttpRequest, etag: str) -> str:
    return request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
