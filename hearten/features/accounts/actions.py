"""Change to people goes through here. The database writes each grant and credential in the journal by itself."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from hearten.features.accounts import queries, rules
from hearten.features.accounts.models import Credential, CredentialProposal, Device, Person, RoleGrant, public_name_of
from hearten.features.accounts.rules import Role


class MayNotGrant(Exception):
    """Only an operator gives or ends a role, and never their own."""


class NeedsSecondFactor(Exception):
    """A role that decides for others waits until the person has set up a second key."""


class MayNotConfirm(Exception):
    """A credential is checked by two operators, neither of them the person it is about."""


class AlreadyHeld(Exception):
    """The person holds this role, or has a proposal that waits."""


class NoLongerOpen(Exception):
    """Someone else answered first."""


@dataclass(frozen=True)
class About:
    """What people say about themselves."""

    name: str
    language: str
    country: str


@dataclass(frozen=True)
class Registration:
    """What an operator saw in a professional register."""

    title: str
    country: str
    registered_with: str
    until: datetime


@transaction.atomic
def describe(person: Person, about: About) -> None:
    person.name, person.language, person.country = about.name.strip(), about.language, about.country
    person.save(update_fields=["name", "language", "country"])


def end_device(person: Person, name: str) -> bool:
    """Sign this person out on one device. Another's device does not exist for them."""
    ended, _each = Device.objects.filter(person=person, public_id=name).delete()
    return bool(ended)


def end_other_devices(person: Person, session_key: str | None) -> int:
    others = Device.objects.filter(person=person).exclude(public_id=public_name_of(session_key or ""))
    ended, _each = others.delete()
    return ended


@transaction.atomic
def grant(person: Person, role: Role, by: Person) -> RoleGrant:
    if not rules.may_grant(queries.roles_of(by), by.pk == person.pk):
        raise MayNotGrant
    if not queries.may_hold(person, role):
        raise NeedsSecondFactor
    try:
        with transaction.atomic():
            return RoleGrant.objects.create(person=person, role=role, granted_by=by)
    except IntegrityError as error:
        raise AlreadyHeld from error


@transaction.atomic
def end_grant(person: Person, role: Role, by: Person) -> None:
    """Twice is the same as once."""
    if not rules.may_grant(queries.roles_of(by), by.pk == person.pk):
        raise MayNotGrant
    RoleGrant.objects.standing().filter(person=person, role=role).update(ended_by=by, ended_at=Now())


@transaction.atomic
def propose_credential(person: Person, seen: Registration, by: Person) -> CredentialProposal:
    if not rules.may_grant(queries.roles_of(by), by.pk == person.pk):
        raise MayNotGrant
    try:
        with transaction.atomic():
            return CredentialProposal.objects.create(
                person=person, title=seen.title.strip(), country=seen.country,
                registered_with=seen.registered_with.strip(), until=seen.until, proposed_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyHeld from error


@transaction.atomic
def confirm_credential(proposal: CredentialProposal, by: Person) -> Credential:
    """A second operator looked too: now it stands."""
    fresh = _still_open(proposal)
    if not rules.may_confirm(queries.roles_of(by), by.pk == fresh.proposed_by_id, by.pk == fresh.person_id):
        raise MayNotConfirm
    _answer(fresh, by, confirmed=True)
    return Credential.objects.create(
        person=fresh.person, title=fresh.title, country=fresh.country, registered_with=fresh.registered_with,
        issued_by=fresh.proposed_by, confirmed_by=by, until=fresh.until,
    )  # fmt: skip


@transaction.atomic
def decline_credential(proposal: CredentialProposal, by: Person) -> None:
    fresh = _still_open(proposal)
    if not rules.may_decline(queries.roles_of(by), by.pk == fresh.person_id):
        raise MayNotConfirm
    _answer(fresh, by, confirmed=False)


def _still_open(proposal: CredentialProposal) -> CredentialProposal:
    fresh = CredentialProposal.objects.select_for_update(of=("self",)).select_related("person", "proposed_by").filter(
        pk=proposal.pk, answered_at__isnull=True
    ).first()  # fmt: skip
    if fresh is None:
        raise NoLongerOpen
    return fresh


def _answer(proposal: CredentialProposal, by: Person, confirmed: bool) -> None:
    proposal.answered_by, proposal.answered_at, proposal.confirmed = by, Now(), confirmed
    proposal.save(update_fields=["answered_by", "answered_at", "confirmed"])
