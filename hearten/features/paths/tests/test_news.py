"""The edge hears of a path that was signed or taken back, as it hears of posts."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import connection

from hearten.features.paths import actions
from tests.world.paths import path_of, plan
from tests.world.people import someone

pytestmark = pytest.mark.django_db(transaction=True)


def heard(do: Callable[[], object]) -> set[str]:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}, autocommit=True) as ear:
        ear.execute("LISTEN shelf")
        do()
        return {news.payload for news in ear.notifies(timeout=0.2)}


def test_the_edge_is_told_when_a_path_is_signed_and_when_it_is_taken_back(public: Callable[..., str]) -> None:
    posts = [public("First post"), public("Second post")]
    assert "paths" not in heard(lambda: actions.propose(plan(posts, slug="another"), someone("Ravi")))
    made = []
    assert "paths" in heard(lambda: made.append(path_of(posts)))
    assert "paths" in heard(lambda: actions.retract(made[0], someone("Ravi"), "Out of date."))
