"""Whichever page someone meets on the way in, it speaks plainly."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from hearten.features.accounts.tests.conftest import a_passkey
from tests.world.people import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
JARGON = re.compile(
    r"two-factor|authenticat|verif|(de)?activat|recovery code|sign ?up|token|invalid|credential|passwordless|primary"
    r"|alternative|incorrect|successful|log(ged)? ?(in|out)\b|\buser\b",
    re.IGNORECASE,
)
VISITOR = {
    "/account/login/": "Did you forget your password?",
    "/account/signup/": "At least 12 letters",
    "/account/password/reset/": "Send me the link",
    "/account/password/reset/done/": "open the link in our message",
    "/account/password/reset/key/1-old/": "You can ask for a new one.",
    "/account/password/reset/key/done/": "Your new password is set",
    "/account/confirm-email/": "open the link in our message",
    "/account/confirm-email/old/": "This link does not work any more",
    "/account/inactive/": "This account is switched off",
}
SIGNED_IN = {
    "/account/logout/": "Stay signed in",
    "/account/email/": "Your new address",
    "/account/reauthenticate/": "Yes, it is me",
    "/account/2fa/reauthenticate/": "The code your app shows, or a spare code",
    "/account/2fa/webauthn/reauthenticate/": "Use a passkey",
    "/account/password/change/": "The password you have now",
    "/account/2fa/": "You have 1 key.",
    "/account/2fa/webauthn/": "Your passkeys",
    "/account/2fa/webauthn/add/": "Let this key sign me in without my password",
    "/account/2fa/webauthn/keys/{key}/edit/": "Name of the key",
    "/account/2fa/webauthn/keys/{key}/remove/": "It will not let you in any more.",
    "/account/2fa/totp/deactivate/": "Its codes will not let you in any more.",
    "/account/2fa/recovery-codes/generate/": "For the day your phone or key is lost.",
}


def at(path):
    return path.format(key=Authenticator.objects.filter(type="webauthn").values_list("pk", flat=True).first())


def words(answer):
    """What a page says in its title and its main part, to the eye and to the ear."""
    page = re.sub(r"<script.*?</script>", " ", answer.content.decode(), flags=re.S)
    heard = re.findall(r'(?:alt|placeholder|aria-label|title)="([^"]+)"', re.search(r"<main.*</main>", page, re.S)[0])
    shown = [re.search(r"<title>(.*?)</title>", page, re.S)[1], re.search(r"<main.*</main>", page, re.S)[0], *heard]
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(shown)).split())


def second_step(person):
    client = Client()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def link_in_mail():
    return re.search(r"https?://[^/\s]+(\S+)", mail.outbox[-1].body)[1]


@pytest.mark.parametrize("path", VISITOR)
def test_a_visitor_meets_plain_words(path):
    said = words(Client().get(path))
    assert VISITOR[path] in said and JARGON.findall(said) == []


@pytest.mark.parametrize("path", SIGNED_IN)
def test_whoever_is_signed_in_meets_plain_words(here, path):
    answer = here.get(at(path))
    assert answer.status_code == 200
    said = words(answer)
    assert SIGNED_IN[path] in said and JARGON.findall(said) == []


def test_after_the_password_the_second_key_is_asked_for(here, mei):
    said = words(second_step(mei).get("/account/2fa/authenticate/"))
    assert "Use a passkey" in said and "Or with a code" in said and JARGON.findall(said) == []


def test_who_has_no_passkey_is_not_asked_for_one(here, mei):
    Authenticator.objects.filter(type="webauthn").delete()
    page = second_step(mei).get("/account/2fa/authenticate/")
    assert "passkey" not in words(page) and "mfa_webauthn_authenticate" not in page.content.decode()


def test_a_new_password_is_set_with_the_link_from_the_mail(mei):
    client = Client()
    client.post("/account/password/reset/", {"email": mei.email})
    page = client.get(link_in_mail(), follow=True)
    said = words(page)
    assert "The new password once more" in said and "At least 12" in said and JARGON.findall(said) == []
    answers = {"password1": "a very long walk home", "password2": "a very long way home"}
    said = words(client.post(page.request["PATH_INFO"], answers))
    assert "You must type the same password each time." in said
    client.post(page.request["PATH_INFO"], answers | {"password2": "a very long walk home"})
    assert mail.outbox[-1].subject == "Your password was changed." in mail.outbox[-1].body
    assert "If that was you, all is well." in mail.outbox[-1].body


def test_an_account_without_a_password_can_be_given_one(here, mei):
    mei.set_unusable_password()
    mei.save()
    client = Client()
    client.force_login(mei)
    said = words(client.get("/account/password/set/"))
    assert "New password" in said and JARGON.findall(said) == []


WRONG = [
    ("/account/login/", {"login": "mei@example.org", "password": "no"}, "do not belong together"),
    ("/account/login/", {}, "Please look again at:"),
    ("/account/reauthenticate/", {"password": "no"}, "This is not the password of your account."),
    ("/account/password/change/", {"oldpassword": "no"}, "This is not the password of your account."),
    ("/account/2fa/reauthenticate/", {"code": "000000"}, "That did not work."),
    (
        "/account/2fa/webauthn/add/",
        {"name": "x", "credential": json.dumps(a_passkey())},
        "That did not work.",
    ),
    ("/account/email/", {"action_add": "", "email": "new@example.org"}, "Please remove the key first."),
]


@pytest.mark.parametrize(("path", "facts", "says"), WRONG)
def test_a_mistake_is_answered_plainly_and_blames_nobody(here, path, facts, says):
    said = words((Client() if "login" in path else here).post(path, facts))
    assert says in said and JARGON.findall(said) == []


def test_a_wrong_code_at_the_door_is_answered_plainly(here, mei):
    door = second_step(mei)
    said = words(door.post("/account/2fa/authenticate/", {"code": "000000"}))
    assert "That did not work." in said and JARGON.findall(said) == []
    said = words(door.post("/account/2fa/authenticate/", {"credential": json.dumps(a_passkey())}))
    assert "That did not work." in said and JARGON.findall(said) == []


def test_who_tries_too_often_is_asked_to_wait(here):
    answers = [here.post("/account/reauthenticate/", {"password": "no"}) for _ in range(12)]
    assert answers[0].status_code == 200 and answers[-1].status_code == 429
    assert "Please try again in a few minutes." in words(answers[-1]) and "Get help now" in answers[-1].content.decode()


def test_a_label_stands_above_every_answer(here, mei):
    pages = [Client().get("/account/login/"), Client().get("/account/password/reset/"),
             second_step(mei).get("/account/2fa/authenticate/"), *map(here.get, map(at, SIGNED_IN))]  # fmt: skip
    for page in pages:
        main = re.search(r"<main.*</main>", page.content.decode(), re.S)[0]
        asked = re.findall(r'<input type="(?!hidden)[^>]*\bid="([^"]+)"', main)
        assert set(asked) <= set(re.findall(r'<label[^>]* for="([^"]+)"', main)) and "placeholder" not in main
