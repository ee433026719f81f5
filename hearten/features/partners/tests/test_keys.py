"""Operators make and end keys; a key is seen once."""

from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.urls import reverse

from hearten.features.journal.models import Entry
from hearten.features.partners import actions
from hearten.features.partners.models import Key
from tests.world.people import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    omar = someone("Omar")
    Authenticator.objects.create(user=omar, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(omar)
    return client


def made(page) -> str:
    return page.content.decode().split('<pre class="secret" dir="ltr"><code>')[1].split("<")[0]


def test_a_key_is_shown_once_and_never_again(operator):
    page = operator.post(reverse("keys"), {"partner": "The Evening News", "per_minute": 600, "once": uuid4().hex})
    secret = made(page)
    assert secret.startswith("hearten_") and "no-store" in page.headers["Cache-Control"]
    assert secret not in operator.get(reverse("keys")).content.decode()
    assert Entry.objects.filter(did="key.made").count() == 1


def test_the_button_that_ends_a_key_says_whose(operator):
    key = actions.make_key(actions.AskedKey("The Evening News", 600, uuid4().hex), someone("Omar")).key
    form = (
        operator.get(reverse("keys")).content.decode().split(reverse("end_key", args=[key.pk]))[1].split("</form>")[0]
    )
    assert ">End the key of The Evening News</button>" in form and "aria-label" not in form


@pytest.mark.parametrize("sent", [
    {"partner": "", "per_minute": 600}, {"partner": "A", "per_minute": 0}, {"partner": "A", "per_minute": 10**9},
    {"partner": "A\0", "per_minute": "x"}, {"partner": "A" * 81, "per_minute": 1},
])  # fmt: skip
def test_what_cannot_be_a_key_is_refused_and_keeps_what_was_typed(operator, sent):
    assert operator.post(reverse("keys"), sent).status_code == 400
    assert not Key.objects.exists()


def test_a_key_that_ends_twice_ended_once(operator):
    key = actions.make_key(actions.AskedKey("A", 1, uuid4().hex), someone("Omar")).key
    assert operator.post(reverse("end_key", args=[key.pk])).status_code == 302
    ended = Key.objects.get(pk=key.pk).ended_at
    assert operator.post(reverse("end_key", args=[key.pk])).status_code == 404
    assert Key.objects.get(pk=key.pk).ended_at == ended and Entry.objects.filter(did="key.ended").count() == 1


def test_only_an_operator_makes_a_key_whichever_way_they_come():
    with pytest.raises(actions.MayNotMake):
        actions.make_key(actions.AskedKey("A", 1, uuid4().hex), someone("Lucia"))
    with pytest.raises(actions.MayNotMake):
        actions.end_key(1, someone("Amara"))


def test_the_database_refuses_a_key_that_lets_nothing_in():
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.create(partner="A", digest="d", begins="b", per_minute=0, made_by=someone("Omar"))


def test_the_name_of_a_partner_is_shown_as_words_and_never_as_markup(operator):
    operator.post(reverse("keys"), {"partner": "<b>News</b>", "per_minute": 5, "once": uuid4().hex})
    assert "<b>News</b>" not in operator.get(reverse("keys")).content.decode()


def test_the_page_for_programs_names_an_address_that_answers(client):
    page = client.get(reverse("for_programs")).content.decode()
    assert "http://testserver/api/v1/check" in page
    assert client.get(reverse("api:openapi-json")).json()["openapi"].startswith("3.")


def test_a_form_that_comes_twice_makes_one_key_and_shows_it_once(operator):
    sent = {"partner": "The Evening News", "per_minute": 600, "once": uuid4().hex}
    secret = made(operator.post(reverse("keys"), sent))
    again = operator.post(reverse("keys"), sent)
    assert again.status_code == 200 and secret not in again.content.decode() and "<pre" not in again.content.decode()
    assert Key.objects.count() == 1
