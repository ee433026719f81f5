"""Posts that turned out wrong, and what reviewers wrote about it."""

from collections.abc import Callable

import pytest

from hearten.features.corrections import actions
from hearten.features.corrections.actions import Wrote
from hearten.features.corrections.models import Correction
from hearten.features.corrections.rules import Signs
from hearten.features.posts.models import Revision
from tests.world.people import someone

WRONG = "The film said that breathing slowly ends a panic attack within a minute."
RIGHT = "It can help you through it. How long it takes differs from person to person."
Draft = Callable[..., Correction]


def draft_about(post: Revision, author: str = "Lucia", **other: object) -> Correction:
    facts = {"wrong": WRONG, "right": RIGHT, "statements": ["G001"]}
    return actions.write(post, post.digest or "", Wrote(**(facts | other)), someone(author))  # type: ignore[arg-type]


def signed(draft: Correction, by: str = "Ravi") -> Correction:
    actions.sign(draft, draft.digest, someone(by), Signs.sign)
    return draft


@pytest.fixture
def a_draft(a_post: Callable[..., Revision]) -> Draft:
    """About a public post by Amara, written by Lucia, unsigned."""
    return lambda post=None, author="Lucia", **other: draft_about(post or a_post("public"), author, **other)


@pytest.fixture
def a_correction(a_draft: Draft) -> Draft:
    """The same, signed by Ravi."""
    return lambda *given, **named: signed(a_draft(*given, **named))
