from collections.abc import Callable

import pytest

from hearten.features.posts.models import Revision
from hearten.features.screening import actions as screening
from tests.world.people import someone
from tests.world.posts import approve, caption_and_source, made, walk, words

HOSTILE = "]]></title><script>alert(1)</script> &amp; \u202etfel\u0007\ufffe مرحبا"


@pytest.fixture
def saying(a_post: Callable[..., Revision]) -> Callable[..., Revision]:
    """`saying("تنفس", language="ar")`: a public post with these words, read by a person where no rule could."""

    def begun(title: str, **other: str) -> Revision:
        revision = walk(made(someone("Amara"), words(title, **other)))
        caption_and_source(revision)
        if walk(revision).stage == "held":
            screening.release(revision, someone("Lucia"), True, "Read in full.")
        return approve(walk(revision), someone("Lucia"))

    return begun


@pytest.fixture
def hostile(saying: Callable[..., Revision]) -> Callable[[], Revision]:
    """Words that no form of ours would let through, sealed and signed all the same."""
    return lambda: saying(HOSTILE, text=HOSTILE)
