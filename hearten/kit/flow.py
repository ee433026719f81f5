"""A flow moves a row from stage to stage until it comes to rest.

Each stage names one function. The function looks at the facts, does the next thing and says what
happened; the flow writes down the stage that follows. Saying nothing means "not yet". The stage on
the row is the only state: a job only says "look again", so a lost worker loses nothing.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest, Least, Now
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

log = logging.getLogger(__name__)

ADVANCE = "hearten.advance"
A_MINUTE = timedelta(minutes=1)
NOT_YET = timedelta(minutes=5)
A_DAY = timedelta(days=1)
# Whoever waits for a person is looked at less and less often: a changed fact nudges anyway.
NOT_YET_FOR_LONGER = Greatest(Value(NOT_YET), Least(Now() - F("stage_since"), Value(A_DAY)))
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=5)
FORGOTTEN = timedelta(minutes=2)  # a worker looks at what is due every ten seconds


class Flowing(models.Model):
    """Columns of a row that travels through a flow."""

    flow_name: ClassVar[str]

    stage = models.CharField(max_length=32, db_index=True)
    stage_since = models.DateTimeField(db_default=Now())
    look_at = models.DateTimeField(db_default=Now(), db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True)

    class Meta:
        abstract = True


def nudge(row: Flowing) -> None:
    """Ask the flow to look again, because a fact has changed; travels with the transaction."""
    job = app.configure_task(ADVANCE, lock=f"{row.flow_name}:{row.pk}")
    job.defer(flow=row.flow_name, row=str(row.pk))


def remind(row: Flowing) -> None:
    """Ask it to look again in case a job was lost; one reminder waits at a time."""
    name = f"{row.flow_name}:{row.pk}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(ADVANCE, lock=name, queueing_lock=name).defer(flow=row.flow_name, row=str(row.pk))


@dataclass(frozen=True)
class Step:
    """`do` looks and acts; `then` maps what it said to the next stage. No `do`: the row rests."""

    do: Callable[[Any], str | None] | None
    then: dict[str, str]


def step(do: Callable[[Any], str | None], **then: str) -> Step:
    return Step(do, then)


def rest() -> Step:
    return Step(None, {})


class Flow:
    """The table of a journey, and the one place that takes a step."""

    def __init__(self, model: type[Flowing], stages: dict[str, Step], tell: Callable[[Any, str, str], None]) -> None:
        self.model, self.stages, self.tell = model, stages, tell
        unknown = {to for s in stages.values() for to in s.then.values()} - stages.keys()
        if unknown:
            raise ValueError(f"no such stage: {', '.join(sorted(unknown))}")

    def moving(self) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(stage__in=[name for name, s in self.stages.items() if s.do])

    def due(self) -> models.QuerySet[Any]:
        return self.moving().filter(look_at__lte=Now()).order_by("look_at")

    def overlooked(self) -> models.QuerySet[Any]:
        """Due for so long that perhaps nobody is working."""
        return self.due().filter(look_at__lt=Now() - FORGOTTEN)

    def put_off(self, row: Flowing) -> None:
        """Its job is on the way: no need for another within the minute."""
        self._write(row, look_at=Now() + A_MINUTE)

    def advance(self, pk: str) -> str | None:
        """Take one step; return the new stage, or None if the row stayed where it was."""
        with alone(f"{self.model.flow_name}:{pk}") as mine:
            row = self.model._default_manager.filter(pk=pk).first() if mine else None
            here = self.stages[row.stage] if row else rest()
            if row is None or here.do is None:
                return None
            try:
                outcome = here.do(row)
            except Exception as error:  # noqa: BLE001 - any failure of a step is a fact about its row
                self._note_trouble(row, error)
                return None
            if outcome is None:
                self._write(row, tries=0, trouble="", look_at=Now() + NOT_YET_FOR_LONGER)
                return None
            return self._move(row, here.then[outcome])

    def _note_trouble(self, row: Flowing, error: Exception) -> None:
        # Only the kind of error: a database quotes people's words in the text of its errors.
        log.warning("%s %s stayed at %s: %s", self.model.flow_name, row.pk, row.stage, type(error).__name__)
        wait = min(FIRST_RETRY * 2 ** min(row.tries, 10), LONGEST_RETRY)
        said = type(error).__name__ if isinstance(error, DatabaseError) else str(error) or type(error).__name__
        self._write(row, tries=min(row.tries + 1, 1000), trouble=said[:500], look_at=Now() + wait)

    def _move(self, row: Flowing, to: str) -> str | None:
        with transaction.atomic():
            came_from = row.stage
            changed = self._still_here(row).update(stage=to, stage_since=Now(), look_at=Now(), tries=0, trouble="")
            if not changed:
                return None
            row.stage = to
            self.tell(row, came_from, to)
            if self.stages[to].do:
                nudge(row)
        return to

    def _write(self, row: Flowing, **facts: object) -> None:
        self._still_here(row).update(**facts)

    def _still_here(self, row: Flowing) -> models.QuerySet[Any]:
        """Only if nobody moved the row meanwhile."""
        return self.model._default_manager.filter(pk=row.pk, stage=row.stage)


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """A lock of the database's session: it opens by itself when the worker dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])
