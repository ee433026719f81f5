from hearten.features.accounts.models import Person
from hearten.features.journal.models import Entry


def note(did: str, about: str, actor: Person | None = None, **detail: str | int | bool | None) -> None:
    """Write down what happened, inside the transaction that made it happen. Never anyone's own words."""
    Entry.objects.create(did=did, about=about, actor=actor, detail=detail)
