"""Every address × method × role, generated from the URLconf, against one written table."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from hearten.engines.captions import Cue
from hearten.features.accounts.models import Person
from hearten.features.claims import actions as claims
from hearten.features.claims.actions import Wrote
from hearten.features.corrections import actions as corrections
from hearten.features.corrections.actions import Wrote as Found
from hearten.features.corrections.models import Correction
from hearten.features.doubts import actions as doubts
from hearten.features.doubts.actions import Said
from hearten.features.feed.rules import handle_of
from hearten.features.guidance.models import Change
from hearten.features.partners.actions import AskedKey, make_key
from hearten.features.posts.rules import digest_of
from hearten.features.questions import actions as questions
from hearten.features.questions.actions import Asked
from hearten.features.search.actions import add_false_alarm
from tests.world.asking import POLL, TWO, asking
from tests.world.campaigns import campaign_of
from tests.world.paths import path_of
from tests.world.people import someone
from tests.world.posts import approve, at_stage, caption_and_source, made, walk

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("access.txt")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OF_ALLAUTH = ("account_", "mfa_")  # its pages redirect or count before they look at the method
ROLES = {
    "visitor": None, "member": "Mei", "author": "Amara", "another creator": "Tom", "professional": "Nadia",
    "reviewer": "Lucia", "moderator": "Ines", "campaign manager": "Jonas", "operator": "Omar",
}  # fmt: skip
SIGNED_IN = set(ROLES) - {"visitor"}
MAY: dict[str, set[str]] = {
    "anyone": set(ROLES), "anyone*": set(ROLES), "signed-in": SIGNED_IN, "signed-in*": SIGNED_IN, "author": {"author"},
    "author+desk": {"author", "reviewer"}, "reviewer": {"reviewer"}, "operator": {"operator"},
    "team": {"reviewer", "operator"}, "clinician": {"reviewer", "professional"}, "manager": {"campaign manager"},
    "campaigners": {"reviewer", "campaign manager"},
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


Names = tuple[str, ...]


def addresses(resolver: URLResolver | None = None, named: Names = (), space: str = "") -> Iterator[tuple[str, Names]]:
    """Each page's name, and what its address names on the way down."""
    for pattern in (resolver or get_resolver()).url_patterns:
        names = (*named, *(pattern.pattern.converters or _groups(pattern)))
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", names
        else:
            yield from addresses(pattern, names, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def test_every_address_stands_in_the_table_and_nothing_else_does():
    assert sorted(name for name, _ in addresses()) == sorted(row.name for row in table())


@pytest.fixture
def place(a_post, settings) -> dict[str, object]:
    """What the addresses name: a post by Amara that is in review, and things around it."""
    for name in ("Lucia", "Omar"):
        Authenticator.objects.create(user=someone(name), type=Authenticator.Type.TOTP, data={"secret": "x"})
    revision = walk(made(someone("Amara")))
    caption_and_source(revision, (Cue(0.0, 1.0, "Words that only the desk may read."),))
    walk(revision)
    key = make_key(AskedKey("A newspaper", 1, uuid4().hex), someone("Omar")).key
    public = at_stage("public", someone("Tom"), "Out in the open")
    asks = approve(asking(someone("Tom"), "What helps?", (*TWO, POLL)), someone("Lucia"))
    said = Said(public.post_id, public.digest or "", [], "It is not so.", "en", uuid4().hex)
    doubt = doubts.send(said, is_separate=True)
    change = Change.objects.create(
        stage="proposed",
        lines='{"lines":[]}',
        digest=digest_of('{"lines":[]}'),
        because="x",
        proposed_by=someone("Ravi"),
    )
    return {
        "named": "coping", "form": "atom", "month": f"{timezone.now():%Y-%m}",
        "post_id": revision.post_id, "public": public.post_id, "asks": asks.post_id,
        "doubt": doubt.receipt, "number": revision.number,
        "sha256": revision.captions.get().sha256, "name": "en.vtt", "country": "NO",
        "path": "x", "upload_id": revision.post_id, "person_id": someone("Kofi").pk, "proposal_id": 1, "key_id": key.pk,
        "pk": 1, "key": "x", "uidb36": "x", "topic": "depression", "slug": "breathing", "change_id": change.pk,
        "language": "en", "maker": a_maker(), "correction_id": corrected().pk,
        "alarm_id": add_false_alarm("suicide squad film", "A film.", someone("Omar")).pk,
        **a_path(str(public.post_id)), **asked_and_answered(),
    }  # fmt: skip


def a_path(post: str) -> dict[str, object]:
    """A learning path that everybody may follow, and a campaign of the same name."""
    signed = path_of([post, str(at_stage("public", someone("Tom"), "Another one").post_id)])
    gathers = campaign_of([post], slug=signed.slug)
    return {"called": signed.slug, "path_id": signed.pk, "campaign_id": gathers.pk}


def a_maker() -> str:
    """Someone whose profession was checked, with a post that is public."""
    made_by = json.loads(at_stage("public", someone("Nadia")).manifest or "")
    return handle_of(made_by["maker"])


def corrected() -> Correction:
    """What was wrong in a post by Tom, as Ravi wrote it."""
    wrong = at_stage("public", someone("Tom"), "Out in the open too")
    return corrections.write(wrong, wrong.digest or "", Found("It was wrong.", "It is so."), someone("Ravi"))


def asked_and_answered() -> dict[str, object]:
    """A question that waits for its answer, and an answer that waits for a second reader."""
    asked = questions.ask(Asked("Tea cures anxiety.", "en", "0" * 32))
    wrote = Wrote("Tea", "depends", "It depends.", "en", ["G001"], timezone.now() + timedelta(days=9))
    answer = claims.write(wrote, someone("Ravi"))
    return {"receipt": asked.receipt, "question_id": asked.pk, "answer_id": answer.pk}


def url(row: Row, names: Names, place: dict[str, object]) -> str:
    wanted = dict(place)
    if row.name == "doubt_receipt":
        wanted["receipt"] = place["doubt"]
    if row.name in ("post", "correct", "words", "embed") or "doubt" in row.name:
        wanted["post_id"] = place["public"]
    if row.name in ("post_check", "post_poll"):
        wanted["post_id"] = place["asks"]
    if row.name in ("feed_language", "podcast_language"):
        wanted["named"] = "en"
    if row.name == "feed_campaign":
        wanted["named"] = place["called"]
    if row.name == "end_device":
        wanted["name"] = "0" * 32
    return reverse(row.name, kwargs={key: wanted[key] for key in names})


def _groups(pattern: URLPattern | URLResolver) -> list[str]:
    regex = getattr(pattern.pattern, "regex", None)
    return list(regex.groupindex) if regex else []


@dataclass
class Visit:
    """One browser per role; a request may sign it out, so each begins with the cookies of the first."""

    client: Client
    cookies: str

    @classmethod
    def by(cls, person: Person | None) -> "Visit":
        client = Client()
        if person:
            client.force_login(person)
        return cls(client, client.cookies.output(header="", sep=";"))

    def answer(self, method: str, address: str) -> HttpResponseBase:
        self.client.cookies = SimpleCookie(self.cookies)
        return self.client.generic(method, address, headers={"Tus-Resumable": "1.0.0"})


def is_shut(response: HttpResponseBase) -> bool:
    to = response.headers.get("Location", "")
    return response.status_code in SHUT or "/account/login/?next=" in to


def test_a_page_opens_for_whom_the_table_says_and_for_nobody_else(place):
    patterns = dict(addresses())
    visits = {role: Visit.by(someone(name) if name else None) for role, name in ROLES.items()}
    wrong = [line for row in table() for line in disagreements(row, url(row, patterns[row.name], place), visits)]
    assert wrong == [], "\n".join(wrong)


def disagreements(row: Row, address: str, visits: dict[str, Visit]) -> Iterator[str]:
    unsure = row.who.endswith("*") or row.name == "answer_credential"  # opens only for one's own things
    methods = METHODS[:2] if row.name.startswith(OF_ALLAUTH) else METHODS
    for role, visit in visits.items():
        for method in methods:
            with undone():
                response = visit.answer(method, address)
            expected = role in MAY[row.who] and method in row.methods
            if response.status_code >= 500 or (is_shut(response) == expected and not (expected and unsure)):
                yield f"{row.name}: {role} {method} {address}: {response.status_code}"


@contextmanager
def undone() -> Iterator[None]:
    """What a request changed is taken back, so that each meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
