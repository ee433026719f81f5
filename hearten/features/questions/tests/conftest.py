"""Questions that people here have asked, and a browser that is nobody's."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.test import Client

from hearten.features.claims.tests.conftest import a_draft, an_answer
from hearten.features.questions import actions, views
from hearten.features.questions.actions import Asked
from hearten.features.questions.models import Question
from hearten.flows.ask import ask

__all__ = ["a_draft", "an_answer"]


@pytest.fixture(autouse=True)
def nobody_has_asked_before() -> None:
    views.SENT.forget()
    views.LOOKED_UP.forget()


def walk(question: Question) -> Question:
    """Let the flow take every step it can take now."""
    while ask.advance(str(question.pk)):
        pass
    question.refresh_from_db()
    return question


@pytest.fixture
def a_question(twins: None, statements: None) -> Callable[..., Question]:
    """`a_question("Tea cures anxiety.")`, walked as far as it goes by itself."""
    return lambda text, language="en": walk(actions.ask(Asked(text, language, uuid4().hex)))


@pytest.fixture
def visitor(twins: None, statements: None) -> Iterator[Client]:
    yield Client(enforce_csrf_checks=True)
