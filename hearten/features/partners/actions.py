import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.journal import actions as journal
from hearten.features.partners import rules
from hearten.features.partners.models import Key
from hearten.kit.rate import Rate, household


class MayNotMake(Exception):
    """Only an operator makes and ends keys."""


RATE = Rate(rules.VISITORS_PER_MINUTE, 60)


@dataclass(frozen=True)
class AskedKey:
    """Who gets it, how often they may ask, and the mark of the form it was asked for with."""

    partner: str
    per_minute: int
    once: str


@dataclass(frozen=True)
class Made:
    """A key. `secret` is known while it is made and never again: empty when the same form came a second time."""

    key: Key
    secret: str


@transaction.atomic
def make_key(asked: AskedKey, by: Person) -> Made:
    _need_operator(by)
    if same := Key.objects.filter(once=asked.once).first():
        return Made(same, "")
    secret = rules.PREFIX + secrets.token_urlsafe(32)
    key = Key.objects.create(
        partner=asked.partner.strip(), digest=rules.digest_of(secret), begins=secret[: rules.SHOWN],
        per_minute=asked.per_minute, made_by=by, once=asked.once,
    )  # fmt: skip
    journal.note("key.made", f"key {key.pk}", by, per_minute=asked.per_minute)
    return Made(key, secret)


@transaction.atomic
def end_key(key_id: int, by: Person) -> bool:
    """From now on the key opens nothing. False where there is no such key that still does."""
    _need_operator(by)
    ended = Key.objects.filter(pk=key_id, ended_at__isnull=True).update(ended_at=Now())
    if ended:
        journal.note("key.ended", f"key {key_id}", by)
    return bool(ended)


def count(key: Key | None, address: str) -> float:
    """One more call, of a key or of a visitor. Seconds to wait where that is too often; 0 where it may go on."""
    return RATE.wait(f"key {key.pk}", key.per_minute) if key else RATE.wait(household(address))


def _need_operator(by: Person) -> None:
    if not accounts.holds(by, Role.operator):
        raise MayNotMake
