"""Every address × method × role, generated from the URLconf, against one written table."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hearten.features.accounts.models import Person
from hearten.features.media.models import File
from hearten.features.posts.models import Revision
from tests.world.people import someone
from tests.world.posts import at_stage

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("access.txt")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ROLES = {
    "visitor": None, "member": "Mei", "author": "Amara", "another creator": "Tom", "professional": "Nadia",
    "reviewer": "Lucia", "moderator": "Ines", "campaign manager": "Jonas", "operator": "Omar",
}  # fmt: skip
SIGNED_IN = set(ROLES) - {"visitor"}
MAY: dict[str, set[str]] = {
    "anyone": set(ROLES), "signed-in": SIGNED_IN, "signed-in*": SIGNED_IN, "author": {"author"},
    "author+desk": {"author", "reviewer"}, "reviewer": {"reviewer"}, "operator": {"operator"},
}  # fmt: skip
SHUT = {401, 403, 404, 405}


@dataclass(frozen=True)
class Row:
    name: str
    methods: frozenset[str]
    who: str


def table() -> list[Row]:
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    return [Row(name, frozenset(methods.split()), who) for name, methods, who in rows]


def addresses(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from addresses(pattern)


def test_every_address_stands_in_the_table_and_nothing_else_does():
    assert sorted(str(p.name) for p in addresses()) == sorted(row.name for row in table())


@pytest.fixture
def place(a_post, settings) -> dict[str, object]:
    """What the addresses name: a post by Amara that is in review, and things around it."""
    for name in ("Lucia", "Omar"):
        Authenticator.objects.create(user=someone(name), type=Authenticator.Type.TOTP, data={"secret": "x"})
    revision: Revision = at_stage("in_review", someone("Amara"))
    file = File.objects.filter(original__videos__revision=revision, role="poster").first()
    public = at_stage("public", someone("Tom"), "Out in the open")
    return {
        "post_id": revision.post_id, "public": public.post_id, "number": revision.number,
        "sha256": file.sha256 if file else "", "name": "poster.jpg", "country": "NO",
        "upload_id": revision.post_id, "person_id": someone("Kofi").pk, "proposal_id": 1, "pk": 1, "key": "x",
        "uidb36": "x",
    }  # fmt: skip


def url(row: Row, pattern: URLPattern, place: dict[str, object]) -> str:
    wanted = dict(place)
    if row.name == "post":
        wanted["post_id"] = place["public"]
    if row.name == "end_device":
        wanted["name"] = "0" * 32
    given = {key: wanted[key] for key in pattern.pattern.converters or _groups(pattern)}
    return reverse(row.name, kwargs=given)


def _groups(pattern: URLPattern) -> list[str]:
    regex = getattr(pattern.pattern, "regex", None)
    return list(regex.groupindex) if regex else []


def answer(person: Person | None, method: str, address: str) -> HttpResponseBase:
    client = Client()
    if person:
        client.force_login(person)
    return client.generic(method, address)


def is_shut(response: HttpResponseBase) -> bool:
    to = response.headers.get("Location", "")
    return response.status_code in SHUT or "/account/login/?next=" in to


def test_a_page_opens_for_whom_the_table_says_and_for_nobody_else(place):
    patterns = {p.name: p for p in addresses()}
    wrong = [line for row in table() for line in disagreements(row, url(row, patterns[row.name], place))]
    assert wrong == []


def disagreements(row: Row, address: str) -> Iterator[str]:
    unsure = row.who == "signed-in*" or row.name == "answer_credential"  # opens only for one's own things
    for role, name in ROLES.items():
        for method in METHODS:
            with undone():
                response = answer(someone(name) if name else None, method, address)
            expected = role in MAY[row.who] and method in row.methods
            if response.status_code >= 500 or (is_shut(response) == expected and not (expected and unsure)):
                yield f"{row.name}: {role} {method} {address}: {response.status_code}"


@contextmanager
def undone() -> Iterator[None]:
    """What a request changed is taken back, so that each meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
