import hashlib
from datetime import datetime
from typing import Any, ClassVar, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hearten.features.accounts.rules import Role
from hearten.kit.identity import new_id


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone with an account. Reading needs none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name shown to others"), max_length=80)
    language = models.CharField(max_length=12, default="en")
    country = models.CharField(max_length=2, blank=True)
    joined_at = models.DateTimeField(db_default=Now())
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def standing(self) -> "RoleGrantQuerySet":
        return self.filter(ended_at__isnull=True)


class RoleGrant(models.Model):
    """That a person holds a role: who said so, and when. Ended, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ended_at__isnull=True), name="role_held_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("person")),
                name="nobody_grants_themselves_a_role",
            ),
        ]


class Credential(models.Model):
    """A profession checked by two people, until a date."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="credentials")
    title = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    registered_with = models.CharField(max_length=120, blank=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(issued_by=F("person")) & ~Q(confirmed_by=F("person")) & ~Q(issued_by=F("confirmed_by")),
                name="a_credential_is_checked_by_two_others",
            )
        ]


class CredentialProposalQuerySet(models.QuerySet["CredentialProposal"]):
    def open(self) -> "CredentialProposalQuerySet":
        return self.filter(answered_at__isnull=True)


class CredentialProposal(models.Model):
    """That one operator saw someone's registration, and asks a second to look too. Answered, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="credential_proposals")
    title = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    registered_with = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(null=True)

    objects = CredentialProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(answered_at__isnull=True), name="one_open_proposal_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("person"))
                & (~Q(confirmed=True) | (~Q(answered_by=F("person")) & ~Q(answered_by=F("proposed_by")))),
                name="a_proposal_is_confirmed_by_another",
            ),
        ]


class Device(AbstractBaseSession):
    """A signed-in browser, so that its person can see and end it. Holds no address."""

    session_key = models.CharField(max_length=40, primary_key=True)
    public_id = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="devices")
    words = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class SessionStore(DatabaseSessions):
    """Django's own database sessions, with the person beside the key."""

    @classmethod
    def get_model_class(cls) -> type[Device]:
        return Device

    def create_model_instance(self, data: dict[str, Any]) -> Device:
        row = cast(Device, super().create_model_instance(data))
        row.person_id = data.get("_auth_user_id")
        row.words = str(data.get("device_words", ""))[:60]
        row.public_id = public_name_of(row.session_key)
        begun = data.get("begun_at")
        row.begun_at = datetime.fromisoformat(begun) if begun else None
        return row


def public_name_of(session_key: str) -> str:
    """A name for a device that can stand in a page: the key itself must not."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]
