from django.db import DatabaseError, connection, transaction

from hearten.features.accounts.models import Person
from hearten.features.signing import rules
from hearten.features.signing.models import Sealed
from hearten.features.signing.rules import Signs

TWICE = "23505"  # unique_violation: what waits is signed or sent back once


class NeedsReason(Exception):
    """What is sent or taken back always says why."""


class AlreadySigned(Exception):
    """Someone else was quicker."""


class NotAsShown(Exception):
    """The database would not take it: `code` is the one it raised."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def through(door: str, sealed: Sealed, digest: str, by: Person, says: str, because: str = "") -> None:
    """Another person signs exactly these bytes, or sends them back. `door`, the database's own function, decides."""
    if says == Signs.send_back:
        ask_for_reason(because)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            told = [sealed.pk, digest, by.pk, str(says), because.strip()]
            cursor.execute(f"SELECT {connection.ops.quote_name(door)}(%s, %s, %s, %s, %s)", told)
    except DatabaseError as error:
        code = getattr(error.__cause__, "sqlstate", "") or ""
        raise (AlreadySigned if code == TWICE else NotAsShown(code)) from error


def ask_for_reason(because: str) -> None:
    if not rules.is_a_reason(because):
        raise NeedsReason
