"""Mei, with every way of signing in that this site knows."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.core.cache import cache
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.world.people import PASSWORD, someone


@pytest.fixture
def fresh_limits():
    """Nobody has tried anything yet."""
    cache.clear()


def a_passkey():
    """As a device would have made it."""
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    held = AuthenticatorData.create(b"h" * 32, flags, 0, AttestedCredentialData.create(b"a" * 16, b"id", public))
    told = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    return {
        "id": websafe_encode(b"id"), "rawId": websafe_encode(b"id"), "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(bytes(told)),
                     "attestationObject": websafe_encode(bytes(AttestationObject.create("none", held, {})))},
    }  # fmt: skip


@pytest.fixture
def mei():
    person = someone("Mei")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def here(mei):
    """Mei, signed in a moment ago, who then added a passkey and an app."""
    client = Client()
    client.post("/account/login/", {"login": mei.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    WebAuthn.add(mei, "My phone", a_passkey())
    TOTP.activate(mei, "MFRGGZDFMZTWQ2LK")
    return client
