import numpy as np
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import get_language

from hearten import ports
from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.help import queries as helping
from hearten.features.journal import actions as journal
from hearten.features.search import rules
from hearten.features.search.models import Entry, FalseAlarm
from hearten.ports.embeddings import if_here

AT_ONCE = 64  # entries: about a second of one core


class MayNotChange(Exception):
    """Only an operator keeps the list of false alarms."""


class SoundsLikeDanger(Exception):
    """The rules hear this phrase as danger to life: no list can silence it."""


def understand() -> int:
    """Work out what a model makes of entries it has not read. Without a model, none; how many it read."""
    return if_here(_understand, int)


def _understand() -> int:
    model = ports.now.embeddings
    if not model.is_here:
        return 0
    entries = list(Entry.objects.exclude(model=model.name).only("words", "digest").order_by("-pk")[:AT_ONCE])
    rows = model.embed([entry.words for entry in entries]).astype(np.float16)
    for entry, row in zip(entries, rows, strict=True):
        same = Entry.objects.filter(pk=entry.pk, digest=entry.digest)  # else its words have changed meanwhile
        same.update(model=model.name, numbers=row.tobytes(), meant_at=Now())
    return len(entries)


@transaction.atomic
def add_false_alarm(phrase: str, because: str, by: Person) -> FalseAlarm:
    """Twice is the same as once. Raises SoundsLikeDanger, MayNotChange."""
    _need_operator(by)
    if sounds_like_danger(phrase):
        raise SoundsLikeDanger
    folded = " ".join(rules.folded(phrase))
    standing = FalseAlarm.objects.filter(folded=folded, ended_at=None)
    if same := standing.first():
        return same
    try:
        with transaction.atomic():
            made = FalseAlarm.objects.create(phrase=phrase.strip(), folded=folded, because=because.strip(), by=by)
    except IntegrityError:
        return standing.get()
    journal.note("search.false_alarm_added", made.name_in_journal, by)
    return made


def sounds_like_danger(phrase: str) -> bool:
    return helping.heard_in(phrase, get_language() or "").level >= rules.DANGER


@transaction.atomic
def end_false_alarm(alarm_id: int, by: Person) -> bool:
    """Whether there was one to end. Twice is the same as once."""
    _need_operator(by)
    alarm = FalseAlarm.objects.select_for_update().filter(pk=alarm_id).first()
    if alarm is None:
        return False
    if alarm.ended_at is None:
        FalseAlarm.objects.filter(pk=alarm.pk).update(ended_at=Now(), ended_by=by)
        journal.note("search.false_alarm_ended", alarm.name_in_journal, by)
    return True


def _need_operator(by: Person) -> None:
    if not accounts.holds(by, Role.operator):
        raise MayNotChange
