"""Two workers meet at one post: each step is taken once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hearten.flows.publish import publish
from hearten.kit.flow import step
from tests.world.people import someone
from tests.world.posts import made

pytestmark = pytest.mark.django_db(transaction=True)


def one_step(post: str) -> str | None:
    try:
        return publish.advance(post)
    finally:
        connection.close()


def test_the_second_worker_leaves_a_post_alone_while_the_first_works_on_it(twins, monkeypatch):
    begun, may_end = [], threading.Event()
    working = threading.Event()

    def slowly(row):
        begun.append(row.pk)
        working.set()
        assert may_end.wait(10)
        return "made"

    monkeypatch.setitem(publish.stages, "received", step(slowly, made="playable"))
    post = str(made(someone("Amara")).pk)
    with ThreadPoolExecutor(2) as workers:
        first = workers.submit(one_step, post)
        assert working.wait(10)
        second = workers.submit(one_step, post)
        try:
            assert second.result(5) is None and len(begun) == 1
        finally:
            may_end.set()
        assert first.result(10) == "playable"
    assert len(begun) == 1
