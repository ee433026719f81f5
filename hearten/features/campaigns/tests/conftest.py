"""Public posts to gather, light and heavy."""

from collections.abc import Callable

import pytest

from hearten.features.review.rules import Heaviness, Leaves, Weight
from tests.world import posts as world
from tests.world.people import someone


@pytest.fixture
def public(twins: None, statements: None) -> Callable[..., str]:
    """`public("Title", heaviness=2, leaves="loss")`: the id of a post that everybody may see."""

    def make(title: str = "A slow breath", heaviness: int = 0, leaves: str = "hope", **other: object) -> str:
        revision = world.walk(world.made(someone("Amara"), world.words(title, **other)))
        world.caption_and_source(revision)
        world.approve(world.walk(revision), someone("Lucia"), Weight(Heaviness(heaviness), Leaves(leaves)))
        return str(revision.post_id)

    return make
