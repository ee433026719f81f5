"""Answers that people here have written and signed."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from hearten.features.accounts.models import Person
from hearten.features.claims import actions
from hearten.features.claims.actions import Wrote
from hearten.features.claims.models import Answer
from hearten.features.claims.rules import Reads
from tests.world.people import someone

CLAIM = "Warm milk cures depression."


def wrote(claim: str = CLAIM, codes: Sequence[str] = ("G001",), **other: object) -> Wrote:
    until = timezone.now() + timedelta(days=365)
    facts = {"verdict": "contradicted", "text": "No. Talking and treatment help.", "language": "en", "until": until}
    return Wrote(claim=claim, statements=codes, **(facts | other))  # type: ignore[arg-type]


def signed(answer: Answer, by: Person) -> Answer:
    actions.read(answer, answer.digest, by, Reads.confirm)
    return answer


@pytest.fixture
def a_draft(twins: None, statements: None) -> Callable[..., Answer]:
    return lambda claim=CLAIM, author="Lucia", **other: actions.write(wrote(claim, **other), someone(author))


@pytest.fixture
def an_answer(a_draft: Callable[..., Answer]) -> Callable[..., Answer]:
    """Written by Lucia, signed by Ravi."""
    return lambda *given, **named: signed(a_draft(*given, **named), someone("Ravi"))
