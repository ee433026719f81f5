"""A post that is public, a reader who doubts it, and a browser that is nobody's."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.test import Client

from hearten.features.corrections.tests.conftest import a_correction, a_draft
from hearten.features.doubts import actions, views
from hearten.features.doubts.actions import Said
from hearten.features.doubts.models import Doubt
from hearten.features.posts.models import Revision

__all__ = ["a_correction", "a_draft"]
UNTRUE = "It does not calm everyone within two minutes."
ADoubt = Callable[..., Doubt]


@pytest.fixture(autouse=True)
def nobody_has_written_before() -> None:
    views.SENT.forget()
    views.FIRST.forget()


@pytest.fixture
def post(a_post: Callable[..., Revision]) -> Revision:
    """By Amara, public."""
    return a_post("public")


@pytest.fixture
def a_doubt(post: Revision) -> ADoubt:
    def sent(text: str = UNTRUE, about: Revision | None = None, **other: object) -> Doubt:
        of = about or post
        told = {"is_separate": True} | other
        return actions.send(Said(of.post_id, of.digest or "", [], text, "en", uuid4().hex), **told)  # type: ignore[arg-type]

    return sent


@pytest.fixture
def visitor(post: Revision) -> Iterator[Client]:
    yield Client(enforce_csrf_checks=True)
