"""What stays on a shared phone: nothing, once its person has signed out."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from hearten.features.accounts.models import Device
from tests.world.people import PASSWORD, someone

pytestmark = pytest.mark.django_db
FOR_EVER = ("expires", "max-age")


@pytest.fixture
def phone() -> Client:
    return Client(enforce_csrf_checks=True)


def kept(phone: Client) -> set[str]:
    """Django's test client sends cookies that were taken back as empty ones; a phone forgets them."""
    for name in [name for name, cookie in phone.cookies.items() if not cookie.value]:
        del phone.cookies[name]
    return set(phone.cookies)


def outlive_the_browser(phone: Client) -> set[str]:
    return {name for name in kept(phone) if any(phone.cookies[name][word] for word in FOR_EVER)}


def send(phone: Client, path: str, **words: str):
    phone.get(path)
    return phone.post(path, {**words, "csrfmiddlewaretoken": phone.cookies["csrftoken"].value}, follow=True)


def signs_in(phone: Client) -> None:
    mei = someone("Mei")
    EmailAddress.objects.create(user=mei, email=mei.email, verified=True, primary=True)
    answer = send(phone, "/account/login/", login=mei.email, password=PASSWORD)
    assert answer.status_code == 200 and "sessionid" in kept(phone)


def test_after_signing_out_no_cookie_of_ours_is_left(phone: Client) -> None:
    signs_in(phone)
    phone.get("/account/logout/")
    phone.post("/account/logout/", {"csrfmiddlewaretoken": phone.cookies["csrftoken"].value})
    assert kept(phone) == {"messages"} and outlive_the_browser(phone) == set()
    assert "You are signed out." in phone.get("/").content.decode()
    for path in ("/", "/help/"):
        assert kept(phone) == set()
        assert "You are signed out." not in phone.get(path).content.decode()
    assert not Device.objects.exists()


def test_opening_the_page_to_sign_in_leaves_nothing_for_later(phone: Client) -> None:
    phone.get("/account/login/")
    assert kept(phone) == {"csrftoken"} and outlive_the_browser(phone) == set()
    send(phone, "/account/password/reset/", email="nobody@example.org")
    assert outlive_the_browser(phone) == set()


def test_who_signs_in_is_remembered_for_two_weeks_and_by_one_cookie_only(phone: Client) -> None:
    signs_in(phone)
    assert outlive_the_browser(phone) == {"sessionid"}
    assert phone.cookies["sessionid"]["max-age"] == 14 * 24 * 3600
