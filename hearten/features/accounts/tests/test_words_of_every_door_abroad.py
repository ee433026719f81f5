"""On the way in, nobody meets a sentence in a language other than the one they chose."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from hearten.features.accounts.tests.test_words_of_every_door import SIGNED_IN, VISITOR, at, second_step
from tests.world.people import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
LANGUAGES = ["es", "fr", "pt", "ar", "hi"]
NAMES = {"Hearten", "My phone", "mei@example.org"}  # the same everywhere
SECOND_STEP = "/account/2fa/authenticate/"
A_WALK = "a very long walk home"


def said(answer):
    """Each thing said, by itself."""
    assert answer.status_code == 200
    page = re.sub(r"<script.*?</script>", "", answer.content.decode(), flags=re.S)
    main = re.search(r"<title>.*?</title>|$", page, re.S)[0] + re.search(r"<main.*</main>", page, re.S)[0]
    heard = re.findall(r'(?:alt|placeholder|aria-label|title)="([^"]+)"', main)
    shown = re.sub(r"<[^>]+>", "\n", main).replace("·", "\n").splitlines()
    return {one.strip() for one in (*shown, *heard) if re.search(r"[^\W\d_]{2}", one)} - NAMES


def test_an_english_sentence_would_be_noticed():
    assert "Did you forget your password?" in said(Client().get("/account/login/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_hears_one_language_only(language):
    for path in VISITOR:
        assert said(Client().get(path)) & said(Client().get(f"/{language}{path}")) == set(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_signed_in_hears_one_language_only(here, mei, language):
    for path in map(at, SIGNED_IN):
        assert said(here.get(path)) & said(here.get(f"/{language}{path}")) == set(), path
    door = second_step(mei)
    assert said(door.get(SECOND_STEP)) & said(door.get(f"/{language}{SECOND_STEP}")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_is_answered_in_the_language_of_the_page(here, mei, language):
    wrong = [
        (Client(), "/account/login/", {"login": mei.email, "password": "no"}),
        (Client(), "/account/login/", {}),
        (here, "/account/reauthenticate/", {"password": "no"}),
        (here, "/account/password/change/", {"oldpassword": "no", "password1": "short"}),
        (here, "/account/password/change/", {"oldpassword": PASSWORD, "password1": "mei@example.org!"}),
        (here, "/account/password/change/", {"oldpassword": PASSWORD, "password1": "unbelievable"}),
        (Client(), "/account/signup/", {"email": "no", "password1": A_WALK, "password2": "a walk"}),
        (here, "/account/email/", {"action_add": "", "email": "new@example.org"}),
        (second_step(mei), SECOND_STEP, {"code": "000000"}),
    ]
    for client, path, facts in wrong:
        cache.clear()
        assert said(client.post(path, facts)) & said(client.post(f"/{language}{path}", facts)) == set(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_and_notes_come_in_the_language_of_the_page(mei, language):
    told = []
    for home in ("", f"/{language}"):
        client = Client()
        client.post(f"{home}/account/password/reset/", {"email": mei.email})
        page = client.get(re.search(r"https?://[^/\s]+(\S+)", mail.outbox[-1].body)[1], follow=True)
        new = f"a very long walk home {home}"
        answer = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
        told.append(said(answer) | {line for m in mail.outbox[-2:] for line in (m.subject, *m.body.splitlines())})
    english, other = told
    assert "Your password was changed." in english
    assert {one for one in english & other if " " in one} == set()
