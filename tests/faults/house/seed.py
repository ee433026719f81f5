"""Run as a program, as the owner: people move in, each signed in on one device. Prints their sessions."""

import json
import sys

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402 - Django first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from hearten.features.accounts.models import Person, SessionStore  # noqa: E402
from tests.world.people import someone  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    people = {name: someone(name) for name in ("Lucia", "Amara", "Tom", "Mei", "Kofi")}
    Authenticator.objects.create(user=people["Lucia"], type=Authenticator.Type.TOTP, data={"secret": ""})
    json.dump({name: signed_in(person) for name, person in people.items()}, sys.stdout)
