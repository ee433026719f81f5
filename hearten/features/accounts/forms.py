from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hearten.features.accounts import rules
from hearten.features.accounts.actions import About, Registration
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Claim, Role
from hearten.kit.countries import countries_by_name
from hearten.kit.words import WordsField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROLE_NAMES = {
    Role.creator: _("Creator"),
    Role.professional: _("Professional"),
    Role.reviewer: _("Reviewer"),
    Role.moderator: _("Moderator"),
    Role.campaign_manager: _("Campaign manager"),
    Role.operator: _("Operator"),
}


def country_field(hint: "_StrPromise", required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Country"),
        required=required,
        help_text=hint,
        choices=lambda: [("", _("Choose a country")), *countries_by_name()],
        error_messages={"invalid_choice": _("Please choose a country from the list.")},
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )


NOT_IN_A_NAME = {
    Claim.profession: _(
        "Please leave titles and professions out of the name. Once your profession is checked, we show it beside it."
    ),
    Claim.organisation: _("Please choose a name that is your own, not the name of an organisation or a help line."),
    Claim.mark: _("Please leave ticks and badges out of the name. What is checked about you, we show beside it."),
    Claim.contact: _("Please leave addresses, numbers and links out of the name. Everyone can read it."),
}


class NamedForm(forms.Form):
    """A name says who, and nothing that only the site may say. What stands already may stay."""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        claim = rules.claim_in(name) if name != self.initial.get("name") else None
        if claim:
            raise forms.ValidationError(NOT_IN_A_NAME[claim])
        return name


class NameForm(NamedForm):
    """What signing up asks beyond an address and a password."""

    name = WordsField(
        label=_("Name shown to others"),
        help_text=_("It does not have to be your real name."),
        max_length=80,
    )

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Called by allauth once the person is saved; the adapter has written the name."""


class AboutYouForm(NamedForm):
    """What people say about themselves."""

    name = WordsField(
        label=_("Name shown to others"),
        help_text=_("It does not have to be your real name. Public posts keep the name they were checked with."),
        max_length=80,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    country = country_field(_("It decides which help is shown first."), required=False)

    def about(self) -> About:
        return About(**self.cleaned_data)


class FindPersonForm(forms.Form):
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("The whole address. There is no list of people to look through."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, name) for role, name in ROLE_NAMES.items()])

    def chosen(self) -> Role:
        return Role(self.cleaned_data["role"])


class CredentialForm(forms.Form):
    """What an operator saw in a professional register."""

    title = WordsField(
        label=_("Profession"), help_text=_("As readers will see it, for instance Clinical psychologist."), max_length=80
    )
    country = country_field(_("The country of the register."))
    registered_with = WordsField(
        label=_("Registered with"), help_text=_("The register, and the number in it."), max_length=120
    )
    until = forms.DateField(
        label=_("Valid until"),
        help_text=_("At most three years from today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> datetime:
        day: date = self.cleaned_data["until"]
        until = datetime.combine(day, time.max, UTC)
        if not rules.may_last_until(until, timezone.now()):
            raise forms.ValidationError(_("Please choose a day between tomorrow and three years from now."))
        return until

    def seen(self) -> Registration:
        return Registration(**self.cleaned_data)
