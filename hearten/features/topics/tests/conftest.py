"""Public posts by several people, light and heavy."""

from collections.abc import Callable

import pytest

from hearten.features.posts.models import Revision
from hearten.features.review.rules import Heaviness, Leaves, Weight
from hearten.features.screening import actions as screening
from tests.world import posts as world
from tests.world.people import someone


@pytest.fixture
def public(twins: None, statements: None) -> Callable[..., Revision]:
    """`public("Title", kind="story", heaviness=2, author="Mei")`."""

    def make(title: str, author: str = "Amara", heaviness: int = 0, **other: object) -> Revision:
        revision = world.walk(world.made(someone(author), world.words(title, **other)))
        world.caption_and_source(revision)
        world.walk(revision)
        if revision.stage == "held":  # in a language with few rules, a person reads it first
            screening.release(revision, someone("Ravi"), True, "Read in full by someone who speaks it.")
            world.walk(revision)
        weight = Weight(Heaviness(heaviness), Leaves.hope)
        return world.approve(revision, someone("Ravi" if author == "Lucia" else "Lucia"), weight)

    return make
