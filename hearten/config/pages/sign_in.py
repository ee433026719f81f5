"""How allauth meets our people: what a session remembers, and what a mail says."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearten.features.accounts import queries as accounts
from hearten.features.accounts import rules
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role

WORK = ((Role.reviewer, "desk"), (Role.operator, "people"), (Role.campaign_manager, "campaigns_desk"))


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Remembers in the session what its person will be shown; never an address."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not belong together. Please look at both."),
        "incorrect_password": _("This is not the password of your account. Please try once more."),
        "enter_current_password": _("This is not the password of your account. Please try once more."),
        "too_many_login_attempts": _("This was tried many times. Please wait five minutes, then try again."),
        "duplicate_email": _("This is your address already."),
        "email_taken": _("This address has an account already."),
    }

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        request.session.set_expiry(settings.SESSION_COOKIE_AGE)
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


class SecondKeys(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Your address cannot change while you have a second key. Please remove the key first."),
        "cannot_generate_recovery_codes": _("You can make them once you have an app or a key."),
        "incorrect_code": _("That did not work. Please try once more."),
        "unverified_email": _("Please confirm your email address first. Then you can add a second key."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """What stands in the question for a name until the person writes a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("My key %(number)s") % {"number": number} if number > 1 else gettext("My key")
