"""Signing up and in as people do it: in a real browser, with a phone's codes and with a passkey."""

import base64
import hashlib
import hmac
import os
import re
import struct
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page, expect, sync_playwright

from tests.world.people import PASSWORD, someone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
       "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


@pytest.fixture
def address(db):
    """The site as it is served, static files and all; a passkey belongs to a name, so it is called localhost."""
    call_command("collectstatic", interactive=False, verbosity=0)
    server = LiveServerThread("localhost", static_handler=lambda app: app)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def page(address, monkeypatch):
    cache.clear()
    # Playwright keeps an event loop in this thread, and Django is careful about those.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        yield browser.new_page(base_url=address)
        browser.close()


def known(name):
    person = someone(name)
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


def sign_in(page: Page, name, password=PASSWORD):
    page.goto("/account/login/")
    page.fill("[name=login]", known(name).email)
    page.fill("[name=password]", password)
    page.locator("main form:has([name=login]) button[type=submit]").click()


def say_password_again(page: Page):
    if "/reauthenticate/" in page.url:
        page.fill("main [name=password]", PASSWORD)
        page.locator("main form:has([name=password]) button[type=submit]").click()


def code_of(secret):
    """RFC 6238, as a phone computes it."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def link_in_mail():
    return re.search(r"https?://[^/\s]+(\S+)", mail.outbox[-1].body)[1]


def test_someone_signs_up_confirms_the_address_and_signs_in(page):
    page.goto("/account/signup/")
    page.fill("[name=email]", "noor@example.org")
    page.fill("[name=name]", "Noor")
    page.fill("[name=password1]", "a very long walk home")
    page.locator("main form:has([name=email]) button[type=submit]").click()
    page.wait_for_url("**/confirm-email/**")
    page.goto(link_in_mail())
    page.locator("main form button[type=submit]").first.click()
    page.goto("/account/login/")
    page.fill("[name=login]", "noor@example.org")
    page.fill("[name=password]", "a very long walk home")
    page.locator("main form:has([name=login]) button[type=submit]").click()
    page.goto("/account/")
    expect(page.get_by_text("noor@example.org")).to_be_visible()


def test_a_forgotten_password_is_set_anew(page):
    known("Mei")
    page.goto("/account/password/reset/")
    page.fill("main [name=email]", "mei@example.org")
    page.locator("main form:has([name=email]) button[type=submit]").click()
    page.wait_for_url("**/done/")
    page.goto(link_in_mail())
    page.locator("main input[type=password]").first.fill("another very long walk")
    for second in page.locator("main [name=password2]").all():
        second.fill("another very long walk")
    page.locator("main form:has(input[type=password]) button[type=submit]").first.click()
    page.wait_for_url("**/done/")
    sign_in(page, "Mei", "another very long walk")
    page.goto("/account/")
    expect(page.get_by_text("mei@example.org")).to_be_visible()


def test_a_reviewer_adds_codes_from_a_phone_and_the_desk_opens(page):
    sign_in(page, "Lucia")
    page.wait_for_url("**/desk/")
    page.goto("/desk/")
    page.get_by_role("link", name="Use an app that shows a code").click()
    say_password_again(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("main [name=code]", code_of(secret))
    page.locator("main form:has([name=code]) button[type=submit]").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    page.context.clear_cookies()
    cache.clear()  # a code opens one door once; a person would wait for the next
    sign_in(page, "Lucia")
    page.wait_for_url("**/2fa/authenticate/")
    page.fill("main [name=code] >> nth=0", code_of(secret))
    page.locator("main form:has([name=code]) button[type=submit]").first.click()
    page.wait_for_url("**/desk/")


def test_a_recovery_code_opens_the_door_once(page):
    lucia = known("Lucia")
    secret = base64.b32encode(b"a secret of twenty b").decode()
    Authenticator.objects.create(user=lucia, type="totp", data={"secret": secret})
    once = {"migrated_codes": ["11112222"], "used_mask": 0}
    Authenticator.objects.create(user=lucia, type="recovery_codes", data=once)
    for attempt, lands_on in ((1, "**/desk/"), (2, "**/2fa/authenticate/")):
        page.context.clear_cookies()
        sign_in(page, "Lucia")
        page.wait_for_url("**/2fa/authenticate/")
        page.fill("main [name=code] >> nth=0", "11112222")
        page.locator("main form:has([name=code]) button[type=submit]").first.click()
        page.wait_for_url(lands_on)
        assert attempt == 1 or page.locator(".field--wrong").count()


def test_a_passkey_is_added_and_signs_in_without_a_password(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page, "Ravi")
    page.wait_for_url("**/desk/")
    page.goto("/desk/")
    page.get_by_role("link", name="Use a passkey").click()
    say_password_again(page)
    page.fill("main [name=name]", "My phone")
    page.check("main [name=passwordless]")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/desk/")
    page.goto("/account/devices/")
    expect(page.get_by_text("This device", exact=True)).to_be_visible()


PAGES = ["/account/2fa/", "/account/2fa/webauthn/", "/account/email/", "/account/password/change/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_about_signing_in_opens(page, path):
    ravi = known("Ravi")
    sign_in(page, "Ravi")
    page.wait_for_url("**/desk/")
    key = {"name": "Key", "credential": {}, "passwordless": True}
    Authenticator.objects.create(user=ravi, type="webauthn", data=key)
    assert page.goto(path).status == 200
