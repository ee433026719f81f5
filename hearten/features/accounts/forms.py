from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hearten.features.accounts.models import Person


class NameForm(forms.Form):
    """What signing up asks beyond an address and a password."""

    name = forms.CharField(
        label=_("Name shown to others"),
        help_text=_("It does not have to be your real name."),
        max_length=80,
    )

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Called by allauth once the person is saved; the adapter has written the name."""
