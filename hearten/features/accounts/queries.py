from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now

from hearten.features.accounts import rules
from hearten.features.accounts.models import Credential, CredentialProposal, Device, Person, RoleGrant, public_name_of
from hearten.features.accounts.rules import Door, Role

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class SignedInDevice:
    name: str
    words: str
    begun_at: datetime | None
    is_this_one: bool


@dataclass(frozen=True)
class Overview:
    """What a person is shown about their own account."""

    grants: list[RoleGrant]
    credential: Credential | None
    has_second_factor: bool
    should_have_one: bool
    devices: int


def roles_of(person: object) -> frozenset[str]:
    return frozenset(RoleGrant.objects.standing().filter(person=person).values_list("role", flat=True))  # type: ignore[misc]


def holds(person: object, role: Role) -> bool:
    return role in roles_of(person)


def credential_of(person: object) -> Credential | None:
    """The standing credential that lasts longest."""
    return Credential.objects.filter(Q(person=person), until__gt=Now()).order_by("-until").first()


def devices_of(person: Person) -> list[Device]:
    return list(Device.objects.filter(person=person, expire_date__gt=Now()).order_by("-begun_at"))


def signed_in_devices(person: Person, session_key: str | None) -> list[SignedInDevice]:
    """Where this person is signed in, and which of them is the one that asks."""
    mine = public_name_of(session_key or "")
    return [SignedInDevice(d.public_id, d.words, d.begun_at, d.public_id == mine) for d in devices_of(person)]


def has_second_factor(person: object) -> bool:
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists())


def door(person: Person, role: Role) -> Door:
    """What this person meets at the desk of a role. People of the demo need no second factor while it is a demo."""
    return rules.door(roles_of(person), role, has_second_factor(person), _is_exempt(person))


def may_hold(person: Person, role: Role) -> bool:
    return rules.may_hold(role, has_second_factor(person), _is_exempt(person))


def _is_exempt(person: Person) -> bool:
    return person.is_demo and bool(settings.HEARTEN.demo)


def overview(person: Person) -> Overview:
    standing = RoleGrant.objects.standing().filter(person=person)
    grants = list(standing.select_related("granted_by").order_by("granted_at"))
    needs = rules.needs_second_factor(frozenset(grant.role for grant in grants))
    return Overview(grants, credential_of(person), has_second_factor(person), needs, len(devices_of(person)))


def person_with_address(email: str) -> Person | None:
    """Only the whole address finds anyone: there is no list of people to leaf through."""
    return Person.objects.filter(email=email.strip().lower()).first()


def person_called(person_id: UUID) -> Person | None:
    return Person.objects.filter(pk=person_id).first()


def grants_of(person: Person) -> list[RoleGrant]:
    """All of them, also the ended, the latest first."""
    found = RoleGrant.objects.filter(person=person).select_related("granted_by", "ended_by")
    return list(found.order_by("-granted_at"))


def open_proposals() -> list[CredentialProposal]:
    found = CredentialProposal.objects.open().select_related("person", "proposed_by")
    return list(found.order_by("proposed_at"))


def open_proposal_for(person: Person) -> CredentialProposal | None:
    return CredentialProposal.objects.open().filter(person=person).select_related("proposed_by").first()


def proposal_called(proposal_id: int) -> CredentialProposal | None:
    return CredentialProposal.objects.filter(pk=proposal_id).first()


def demo_people() -> int:
    return Person.objects.filter(is_demo=True).count()
