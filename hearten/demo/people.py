"""A dozen people who do not exist, so that every role can be tried."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hearten.features.accounts.models import Credential, Person, RoleGrant
from hearten.features.accounts.rules import Role

SPACE = UUID("5d1cbd5e-6f63-4c32-9c53-2d0ab6a6d0d4")


@dataclass(frozen=True)
class Cast:
    """Someone in the demo; `shows` names what signing in as them is good for."""

    key: str
    name: str
    country: str
    language: str = "en"
    role: Role | None = None
    title: str = ""
    shows: str = ""


CAST = (
    Cast("ola", "Ola Operator", "NO", role=Role.operator, shows="operator: people and roles"),
    Cast("ida", "Ida Lindqvist", "SE", role=Role.operator, shows="a second operator: a profession is seen by both"),
    Cast("lucia", "Lucía Ferrer", "ES", role=Role.reviewer, title="Clinical psychologist",
         shows="reviewer: the desk"),
    Cast("ravi", "Ravi Menon", "IN", role=Role.reviewer, title="Psychiatrist", shows="a second reviewer"),
    Cast("amara", "Amara Okafor", "NG", role=Role.creator, shows="creator: posts at every stage"),
    Cast("nadia", "Nadia Benali", "MA", role=Role.professional, title="Mental health nurse",
         shows="professional who makes posts"),
    Cast("ines", "Inês Duarte", "BR", role=Role.moderator),  # no desk of their own yet: not printed
    Cast("jonas", "Jonas Weber", "DE", role=Role.campaign_manager, shows="campaign manager: a campaign"),
    Cast("samira", "Samira Khan", "IN", shows="member, just joined"),
    Cast("tom", "Tom Whitaker", "GB", role=Role.creator),
    Cast("mei", "Mei Tan", "SG"),
    Cast("kofi", "Kofi Mensah", "GH"),
)  # fmt: skip


class NotHere(Exception):
    """The people of the demo must never meet real ones; the message says why not here."""


def may_live_here() -> None:
    """Raises NotHere. Asked before anything is written: nobody of the demo can be taken out again."""
    if not settings.HEARTEN.demo:
        raise NotHere("HEARTEN_DEMO is not set, so this is no demo. Its people come with bin/demo, which sets it.")
    if not settings.HEARTEN.demo_password:
        raise NotHere("HEARTEN_DEMO_PASSWORD is not set. bin/demo makes one.")
    if Person.objects.exists() and not Person.objects.filter(is_demo=True).exists():
        raise NotHere("Real people have accounts in this database. A demo needs one of its own.")


@transaction.atomic
def everyone() -> dict[str, Person]:
    """The whole cast, by key; made the first time."""
    people = {one.key: _person(one) for one in CAST}
    for one in CAST:
        person = people[one.key]
        if one.role and not RoleGrant.objects.standing().filter(person=person, role=one.role).exists():
            RoleGrant.objects.create(person=person, role=one.role)
        if one.title and not person.credentials.exists():
            Credential.objects.create(
                person=person, title=one.title, country=one.country, issued_by=people["ola"],
                confirmed_by=people["ida"], until=timezone.now() + timedelta(days=300),
            )  # fmt: skip
    return people


def _person(one: Cast) -> Person:
    email = f"{one.key}@demo.example"
    person, new = Person.objects.get_or_create(
        id=uuid5(SPACE, one.key),
        defaults={"name": one.name, "email": email, "country": one.country, "is_demo": True},
    )
    if new:
        person.set_password(settings.HEARTEN.demo_password)
        person.save(update_fields=["password"])
        EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    return person


def sign_ins() -> str:
    """What the demo prints: one sign-in per role."""
    rows = [f"  {one.key}@demo.example".ljust(26) + one.shows for one in CAST if one.shows]
    return "\n".join([*rows, f"\n  The password of each is {settings.HEARTEN.demo_password}", ""])
