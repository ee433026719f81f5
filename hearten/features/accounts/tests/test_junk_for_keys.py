"""What no passkey would ever answer, sent to every door that listens to one."""

import json

import pytest
from django.test import Client

from hearten.features.accounts.tests.conftest import a_passkey
from tests.world.people import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]


def broken(part, value):
    key = a_passkey()
    return {**key, "response": {**key["response"], part: value}}


JUNK = [
    None, 0, [], {}, "x", {"id": "x"}, {"id": "x", "rawId": "x", "response": {}}, {"id": 1, "rawId": [], "response": 2},
    {"id": "é", "rawId": "é", "type": "public-key", "response": {"clientDataJSON": "é", "authenticatorData": ""}},
    broken("clientDataJSON", "e30"), broken("attestationObject", "oA"), broken("attestationObject", "_____"),
]  # fmt: skip


@pytest.fixture
def after_the_password(here, mei):
    client = Client()
    client.post("/account/login/", {"login": mei.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_in_place_of_a_key_is_a_mistake_and_not_a_fault(here, after_the_password, junk):
    sent = {"credential": json.dumps(junk)}
    for door, client in (
        ("authenticate/", after_the_password), ("webauthn/reauthenticate/", here), ("webauthn/add/", here),
        ("webauthn/login/", Client()),
    ):  # fmt: skip
        client.get(f"/account/2fa/{door}")
        answer = client.post(f"/account/2fa/{door}", sent)
        assert answer.status_code in (200, 302, 400), door
        assert "_auth_user_id" in client.session or client is not here
    assert "_auth_user_id" not in after_the_password.session
