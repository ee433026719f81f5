"""The library that signs people in has words of its own; none of its pages, mails and notes is left in them."""

import re
from pathlib import Path

import pytest
from django.contrib.sites.requests import RequestSite
from django.template.loader import get_template
from django.urls import get_resolver

from hearten.features.accounts.tests.test_words_of_every_door import JARGON

OURS = Path(__file__).parents[3]
# Only for ways of signing in that this site does not offer: by a code in a mail, by phone, with many addresses.
ELSEWHERE = re.compile(r"code_(message|subject|sent)|phone|_signup_|confirm_login_code")


def templates_of_allauth():
    """Of every page that an address leads to, and of every mail and note."""
    patterns = [(str(p.pattern), p) for p in get_resolver().url_patterns]
    while patterns:
        at_, pattern = patterns.pop()
        if hasattr(pattern, "url_patterns"):
            patterns += [(at_ + str(p.pattern), p) for p in pattern.url_patterns]
        elif template := getattr(getattr(pattern.callback, "view_class", None), "template_name", None):
            yield template
    home = Path(get_template("account/email/login_code_message.txt").origin.name).parents[2]
    yield from (str(p.relative_to(home)) for room in ("account", "mfa") for p in home.glob(f"{room}/*/*.txt"))


def test_no_page_mail_or_note_is_left_in_the_words_of_the_library():
    named = {name for name in templates_of_allauth() if not ELSEWHERE.search(name)}
    assert len(named) > 50 and "account/login.html" in named and "mfa/messages/webauthn_added.txt" in named
    foreign = {name for name in named if not Path(get_template(name).origin.name).is_relative_to(OURS)}
    assert foreign <= {"mfa/recovery_codes/download.txt"}  # codes, no words


NOTES = ["password_changed", "email_changed", "email_confirm", "email_deleted", "password_set"]
KEYS = ["recovery_codes_generated", "totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed"]


@pytest.mark.parametrize("name", [*(f"account/email/{n}" for n in NOTES), *(f"mfa/email/{n}" for n in KEYS)])
def test_a_mail_about_a_change_says_what_changed_and_what_to_do(rf, name):
    subject = get_template(f"{name}_subject.txt").render().strip()
    body = get_template(f"{name}_message.txt").render({"current_site": RequestSite(rf.get("/"))}, rf.get("/"))
    assert "\n" not in subject and subject in body and "please set a new password" in body
    assert JARGON.findall(subject + body) == [] and len(body) < 500
