"""Films with random wounds: a short form of the long run in mutate.py."""

import pytest

from tests.hostile.mutate import sweep

pytestmark = pytest.mark.media


def test_thirty_films_with_random_wounds_end_in_a_named_refusal_or_a_clean_film():
    told = sweep(30, seed=20261122)
    assert sum(told.values()) == 30
    assert not [answer for answer in told if answer.startswith("ESCAPE")]
    assert len(told) > 1, "all thirty alike would mean the wounds do not bite"
