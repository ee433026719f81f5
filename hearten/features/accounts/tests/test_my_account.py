"""Your own account: what it shows, what it keeps, and what it never stores."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hearten.features.accounts import rules
from hearten.features.accounts.models import Device, Person
from tests.world.people import PASSWORD, someone

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def sign_in(name, **headers):
    person, client = someone(name), Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=FIREFOX, **headers)
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


@pytest.mark.parametrize("page", ["account", "about_you", "devices"])
def test_a_visitor_is_asked_to_sign_in_first(client, page):
    assert client.get(reverse(page)).url.startswith(reverse("account_login"))


def test_a_device_is_shown_in_words_and_no_address_is_kept_anywhere():
    client = sign_in("Mei")
    assert "Firefox · Android" in client.get(reverse("devices")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{ADDRESS}%"])
            assert cursor.fetchone() == (0,), table
    assert all(ADDRESS not in str(device.get_decoded()) for device in Device.objects.all())


def test_one_device_is_ended_and_then_all_others():
    here, there, elsewhere = sign_in("Mei"), sign_in("Mei"), sign_in("Mei")
    shown = here.get(reverse("devices")).context["devices"]
    names = [device.name for device in shown if not device.is_this_one]
    assert len(names) == 2
    here.post(reverse("end_device", args=[names[0]]))
    assert len(here.get(reverse("devices")).context["devices"]) == 2
    here.post(reverse("end_other_devices"))
    assert [c.get(reverse("account")).status_code for c in (here, there, elsewhere)] == [200, 302, 302]


def test_anothers_device_does_not_exist():
    mine, theirs = sign_in("Mei"), sign_in("Kofi")
    name = theirs.get(reverse("devices")).context["devices"][0].name
    assert mine.post(reverse("end_device", args=[name])).status_code == 404
    assert mine.get(reverse("end_device", args=[name])).status_code == 405
    assert theirs.get(reverse("account")).status_code == 200


def test_the_name_in_a_page_is_not_the_key_of_the_session():
    client = sign_in("Mei")
    assert client.session.session_key not in client.get(reverse("devices")).content.decode()


NAMES = ["<script>alert(1)</script>", "{{ name }}", "\u202e \ufdfd", "O'Brien\"; --", "李" * 80]


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_name_is_only_a_name(name):
    client = sign_in("Mei")
    assert client.post(reverse("about_you"), {"name": name, "language": "en", "country": "SG"}).status_code == 302
    assert "<script>alert" not in client.get(reverse("account")).content.decode()
    assert Person.objects.get(name=name.replace("\u202e", "").strip()).country == "SG"


def test_a_country_is_named_in_the_language_of_the_page():
    client = sign_in("Lucia")
    with translation.override("en"):  # and after this, English again
        english, spanish = (client.get(path + "/account/").content.decode() for path in ("", "/es"))
    assert "<dd>Spain</dd>" in english and "(Spain)" in english and "<dd>España</dd>" in spanish
    Person.objects.filter(name="Lucia").update(country="QZ")
    assert "<dd>QZ</dd>" in client.get(reverse("account")).content.decode()


WRONG = [
    {"name": ""},
    {"name": "x" * 81},
    {"name": "a\x00b"},
    {"language": "xx"},
    {"country": "S1"},
    {"country": "XX"},
    {"country": "sg"},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_mistake_about_yourself_is_named_and_the_rest_is_kept(wrong):
    facts = {"name": "Mei Lin", "language": "es", "country": "SG"} | wrong
    answer = sign_in("Mei").post(reverse("about_you"), facts)
    assert answer.status_code == 400 and "Please look again at:" in answer.content.decode()


def sign_up(address):
    facts = {"email": address, "password1": "a very long walk home", "name": "New"}
    return Client().post(reverse("account_signup"), facts)


def test_signing_up_says_the_same_whether_or_not_there_is_an_account():
    known, new = someone("Mei"), "nobody@example.org"
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    first, second = sign_up(known.email), sign_up(new)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert [m.subject for m in mail.outbox] == ["You have an account already", "Please confirm your email address"]
    assert all("http" in m.body and "<" not in m.body and ADDRESS not in m.body for m in mail.outbox)


def test_asking_for_a_new_password_says_the_same_whether_or_not_there_is_an_account():
    known = someone("Mei")
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    url = reverse("account_reset_password")
    answers = [Client().post(url, {"email": address}) for address in (known.email, "nobody@example.org")]
    assert len({(a.status_code, a.url) for a in answers}) == 1 and len(mail.outbox) == 2


def test_a_wrong_password_and_an_unknown_address_are_answered_alike_and_in_like_time():
    someone("Mei")
    pages, times = [], []
    for address in ("mei@example.org", "nobody@example.org"):
        begun = time.perf_counter()
        answer = Client().post(reverse("account_login"), {"login": address, "password": "not this one at all"})
        times.append(time.perf_counter() - begun)
        pages.append([str(e) for errors in answer.context["form"].errors.values() for e in errors])
    assert pages[0] == pages[1] and max(times) < 20 * min(times)


def test_guessing_is_slowed_down():
    someone("Mei")
    guess = {"login": "mei@example.org", "password": "not this one at all"}
    said = [str(Client().post(reverse("account_login"), guess).context["form"].errors) for _ in range(8)]
    assert "tried many times" in said[-1] and "tried many times" not in said[0]


def test_a_device_is_named_just_enough_to_know_ones_own():
    assert rules.device_words(FIREFOX) == "Firefox · Android"
    assert rules.device_words("curl/8 (203.0.113.77)") == "" and rules.device_words("") == ""


LANDS = [("Samira", "mine"), ("Amara", "mine"), ("Lucia", "desk"), ("Omar", "people"), ("Jonas", "campaigns_desk")]


def lands(name, **more):
    person = someone(name)
    EmailAddress.objects.get_or_create(user=person, email=person.email, verified=True, primary=True)
    return Client().post(reverse("account_login"), {"login": person.email, "password": PASSWORD} | more)


@pytest.mark.parametrize(("name", "page"), LANDS)
def test_after_signing_in_you_stand_where_your_work_is(name, page):
    assert lands(name).url == reverse(page)


def test_after_signing_in_you_go_on_where_you_were_and_nowhere_strange():
    assert lands("Lucia", next="/account/devices/").url == "/account/devices/"
    assert lands("Lucia", next="https://evil.example/").url == reverse("desk")
