"""What programs may send, made up by the hundred from our own description: no fault, and no answer it does not name."""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings

from hearten.features.partners import actions
from tests.world.packs import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements", "one_connection")]
CALLS = int(os.environ.get("API_CALLS", "100"))
described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def files_are_read(twins: None, statements: None, client: Client) -> None:
    """Rules and guidance are read when the first program asks; the deadline is for every call after that."""
    for way in ("check", "lint"):
        for language in LANGUAGES:
            said = {"text": "Tea cures anxiety.", "lang": language}
            assert client.post(f"/api/v1/{way}", said, content_type="application/json").status_code == 200


@pytest.fixture
def one_connection(files_are_read: None) -> Iterator[None]:
    """The test's own stays open from one request to the next."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@described.parametrize()
@settings(max_examples=CALLS, deadline=2000, suppress_health_check=list(HealthCheck))
def test_whatever_a_program_sends_it_gets_an_answer_that_our_description_names(case):
    actions.RATE.forget()
    case.call_and_validate()
