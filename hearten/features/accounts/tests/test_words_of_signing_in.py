"""The pages of joining and of second keys speak plainly, and still do what they are for."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from hearten.features.accounts.models import Person
from tests.world.people import PASSWORD, someone

pytestmark = pytest.mark.django_db
JARGON = re.compile(r"two-factor|authenticat|verif|deactivat|recovery code|sign ?up", re.IGNORECASE)


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def client():
    """Mei, who has just signed in and said her password once more."""
    person, here = someone("Mei"), Client()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    here.post("/account/login/", {"login": person.email, "password": PASSWORD})
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    return here


def words(answer):
    """What a page says, without its marks."""
    assert answer.status_code == 200
    main = re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up_an_app(client):
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret" value="([A-Z2-7]+)"', page)[1]
    return client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})


def test_someone_makes_an_account_and_is_told_to_look_at_their_email(settings):
    visitor = Client()
    page = visitor.get("/account/signup/?next=/mine/new")
    assert "Make an account" in words(page) and 'value="/mine/new"' in page.content.decode()
    facts = {"email": "noor@example.org", "password1": "a very long walk home", "name": "Noor"}
    said = words(visitor.post("/account/signup/", facts, follow=True))
    assert "open the link in our message" in said and ".local" not in said
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"demo": True})
    said = words(visitor.get("/account/confirm-email/"))
    assert "In this demo the message lies in the folder .local/demo/mail ." in said
    link = re.search(r"https?://[^/\s]+(\S+)", mail.outbox[-1].body)[1]
    assert "noor@example.org" in words(visitor.get(link)) and not JARGON.search(words(visitor.get(link)))
    assert visitor.post(link).status_code == 302
    assert EmailAddress.objects.get(email="noor@example.org").verified


def test_what_was_typed_stays_when_the_password_is_too_short():
    facts = {"email": "noor@example.org", "password1": "short", "name": "Noor <3"}
    page = Client().post("/account/signup/", facts).content.decode()
    assert "Please look again at:" in page and 'value="noor@example.org"' in page and "Noor &lt;3" in page
    assert not Person.objects.filter(email="noor@example.org").exists()


def test_a_link_that_is_too_old_says_what_to_do():
    said = words(Client().get("/account/confirm-email/not-a-key/"))
    assert "This link does not work any more" in said and "Sign in" in said


def test_a_code_from_an_app_becomes_a_second_key_with_spare_codes_beside_it(client):
    assert "You can make them once you have an app or a key." in words(client.get("/account/2fa/"))
    wrong = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert "Please look again" in words(wrong) and not Authenticator.objects.exists()
    assert set_up_an_app(client).status_code == 302
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    said = words(client.get("/account/2fa/recovery-codes/"))
    assert len(codes) == 10 and all(code in said for code in codes) and "10 codes are left." in said
    assert codes[0] in client.get("/account/2fa/recovery-codes/download/").content.decode()


def test_new_spare_codes_end_the_old_ones(client):
    set_up_an_app(client)
    old = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert "the old ones stop working" in words(client.get("/account/2fa/recovery-codes/generate/"))
    assert client.post("/account/2fa/recovery-codes/generate/").status_code == 302
    assert not set(old) & set(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes())


def test_the_app_can_be_put_away_again(client):
    set_up_an_app(client)
    assert "It is set up." in words(client.get("/account/2fa/"))
    assert "Its codes will not let you in any more." in words(client.get("/account/2fa/totp/deactivate/"))
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()


PAGES = ["", "totp/activate/", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_about_second_keys_speaks_the_language_of_engineers(client, path):
    if path != "totp/activate/":
        set_up_an_app(client)
    assert JARGON.findall(words(client.get(f"/account/2fa/{path}"))) == []
