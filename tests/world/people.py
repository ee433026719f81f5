"""Who lives in the tests. Each fixture is a person with a name, so that a failing test reads as a story."""

from datetime import timedelta
from uuid import NAMESPACE_DNS, uuid5

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from hearten.features.accounts.models import Credential, Person, RoleGrant
from hearten.features.accounts.rules import Role

PASSWORD = "a quiet lake at dawn"
# name: country, roles, profession
PEOPLE: dict[str, tuple[str, tuple[Role, ...], str]] = {
    "Omar": ("EG", (Role.operator,), ""),
    "Oda": ("NO", (Role.operator,), ""),
    "Lucia": ("ES", (Role.reviewer, Role.professional), "Clinical psychologist"),
    "Ravi": ("IN", (Role.reviewer, Role.professional), "Psychiatrist"),
    "Nadia": ("MA", (Role.professional,), "Mental health nurse"),
    "Amara": ("NG", (Role.creator,), ""),
    "Tom": ("GB", (Role.creator,), ""),
    "Mei": ("SG", (), ""),
    "Ines": ("BR", (Role.moderator,), ""),
    "Jonas": ("DE", (Role.campaign_manager,), ""),
    "Samira": ("IN", (), ""),
    "Kofi": ("GH", (), ""),
}


def someone(name: str) -> Person:
    """The person of that name, with their roles and credential; made the first time they are asked for."""
    country, roles, title = PEOPLE[name]
    person, new = Person.objects.get_or_create(
        id=uuid5(NAMESPACE_DNS, name),
        defaults={"name": name, "email": f"{name.lower()}@example.org", "country": country},
    )
    if not new:
        return person
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    for role in roles:
        RoleGrant.objects.create(person=person, role=role)
    if title:
        Credential.objects.create(
            person=person, title=title, country=country, issued_by=someone("Omar"), confirmed_by=someone("Oda"),
            until=timezone.now() + timedelta(days=365),
        )  # fmt: skip
    return person


def at_the_desk(name: str) -> Client:
    """A browser in which this person has signed in with a second key."""
    person, client = someone(name), Client()
    Authenticator.objects.get_or_create(user=person, type="totp", defaults={"data": {"secret": "unused"}})
    client.force_login(person)
    return client


def _fixture(name: str) -> object:
    @pytest.fixture(name=name.lower())
    def person(db: None) -> Person:
        return someone(name)

    return person


globals().update({name.lower(): _fixture(name) for name in PEOPLE})
