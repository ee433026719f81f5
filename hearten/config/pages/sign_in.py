"""How allauth meets our people: what a session remembers, and what a mail says."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from hearten.features.accounts import queries as accounts
from hearten.features.accounts import rules
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role

WORK = ((Role.reviewer, "desk"), (Role.operator, "people"))


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Remembers in the session what its person will be shown; never an address."""

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        request.session["device_words"] = rules.device_words(request.headers.get("User-Agent", ""))
        request.session["begun_at"] = timezone.now().isoformat()

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.name = form.cleaned_data.get("name", "").strip()
        saved: Person = super().save_user(request, user, form, commit)
        return saved

    def send_account_already_exists_mail(self, email: str) -> None:
        """Takes as long as making an account would, so that the time does not tell there is one."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where this person's work is, unless the address said where to go on."""
        roles = accounts.roles_of(request.user)
        return reverse(next((page for role, page in WORK if role in roles), settings.LOGIN_REDIRECT_URL))
