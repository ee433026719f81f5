from django.db.models import Q
from django.db.models.functions import Now

from hearten.features.accounts.models import Credential, Device, Person, RoleGrant
from hearten.features.accounts.rules import Role


def roles_of(person: object) -> frozenset[str]:
    return frozenset(RoleGrant.objects.standing().filter(person=person).values_list("role", flat=True))  # type: ignore[misc]


def holds(person: object, role: Role) -> bool:
    return role in roles_of(person)


def credential_of(person: object) -> Credential | None:
    """The standing credential that lasts longest."""
    return Credential.objects.filter(Q(person=person), until__gt=Now()).order_by("-until").first()


def devices_of(person: Person) -> list[Device]:
    return list(Device.objects.filter(person=person, expire_date__gt=Now()).order_by("-begun_at"))
