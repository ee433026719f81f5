"""allauth's forms, asking in our words: its own are for engineers, and it has none in Hindi."""

import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ADDRESS = {"login": _("Email address"), "email": _("Email address")}
PASSWORD = {"password": _("Password"), "password1": _("Password")}
NEW_PASSWORD = {
    "oldpassword": _("The password you have now"),
    "password1": _("New password"),
    "password2": _("The new password once more"),
}
CODE = {"code": _("The code your app shows, or a spare code")}
KEY = {
    "name": _("Name of the key"),
    "passwordless": _("Let this key sign me in without my password"),
    "credential": _("Your key"),
}
LONG_ENOUGH = _("At least %(count)s letters, numbers or signs. A few words that only you would put together are good.")
SAID_BY_THE_PAGE = {"password", "oldpassword", "passwordless"}  # a link for who forgot it; what the device will ask
# allauth and Django say these; named here, they are in our translators' files, where both look first.
SAID_BY_OTHERS = (
    _("You must type the same password each time."),
    _("This password is too common."),
    _("The password is too similar to the %(verbose_name)s."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)


def in_our_words(form: type[forms.Form], labels: "Mapping[str, _StrPromise]") -> type[forms.Form]:
    """The same form. The label stands above each answer, so nothing stands in its place inside."""

    def asked(self: forms.Form, *args: Any, **kwargs: Any) -> None:
        form.__init__(self, *args, **kwargs)
        for name, field in self.fields.items():
            field.label = labels.get(name, field.label)
            field.help_text = _hint(name, field)
            field.widget.attrs.pop("placeholder", None)

    return type(form.__name__, (form,), {"__init__": asked})


def not_hurt_by_junk(form: type[forms.Form]) -> type[forms.Form]:
    """The same form. An answer that no key would give is a mistake to name, not a fault of ours."""

    def full_clean(self: forms.Form) -> None:
        try:
            form.full_clean(self)
        except (LookupError, TypeError, ValueError, AttributeError, struct.error):
            self.add_error(None, get_adapter().validation_error("incorrect_code"))

    return type(form.__name__, (form,), {"full_clean": full_clean})


def _hint(name: str, field: forms.Field) -> str:
    if name == "password1":
        return LONG_ENOUGH % {"count": _shortest()}
    return "" if name in SAID_BY_THE_PAGE else str(field.help_text)


def _shortest() -> int:
    return max(v.min_length for v in get_default_password_validators() if isinstance(v, MinimumLengthValidator))


Login = in_our_words(account.LoginForm, ADDRESS | PASSWORD)
Signup = in_our_words(account.SignupForm, ADDRESS | PASSWORD)
AddEmail = in_our_words(account.AddEmailForm, {"email": _("Your new address")})
ChangePassword = in_our_words(account.ChangePasswordForm, NEW_PASSWORD)
SetPassword = in_our_words(account.SetPasswordForm, NEW_PASSWORD)
ResetPassword = in_our_words(account.ResetPasswordForm, ADDRESS)
ResetPasswordFromKey = in_our_words(account.ResetPasswordKeyForm, NEW_PASSWORD)
Reauthenticate = in_our_words(account.ReauthenticateForm, PASSWORD)
Code = in_our_words(mfa.AuthenticateForm, CODE)
CodeAgain = in_our_words(mfa.ReauthenticateForm, CODE)
AddKey = not_hurt_by_junk(in_our_words(webauthn.AddWebAuthnForm, KEY))
Key = not_hurt_by_junk(webauthn.AuthenticateWebAuthnForm)
KeyAgain = not_hurt_by_junk(webauthn.ReauthenticateWebAuthnForm)
KeyAlone = not_hurt_by_junk(webauthn.LoginWebAuthnForm)
RenameKey = in_our_words(webauthn.EditWebAuthnForm, KEY)
