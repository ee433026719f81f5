from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hearten.features.checks.forms import NUMBERS, check_in, fields_of, look_at
from hearten.features.guidance.models import Statement
from hearten.features.paths import queries, rules
from hearten.features.paths.actions import Plan
from hearten.features.paths.rules import Says
from hearten.features.signing import forms as signing
from hearten.features.signing.rules import end_of
from hearten.kit.words import WordsField


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PathForm(forms.Form):
    """A path as someone proposes it: posts in order, and two questions that teach."""

    title = WordsField(label=_("Title"), max_length=120)
    slug = forms.SlugField(
        label=_("Short name for its address"), max_length=60,
        help_text=_("Letters a to z, numbers and hyphens. A new path takes the place of the one with the same name."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    learn = WordsField(label=_("What one learns from it"), max_length=600, widget=_lines(3))
    steps = WordsField(
        label=_("The posts, in order"), widget=_lines(6), max_length=2000,
        help_text=_("Copy the address of each post, one on a line, in the order to watch them. Two to twelve."),
    )  # fmt: skip
    until = signing.UntilField(
        label=_("The path stands until"), help_text=_("A year is usual, two years are the most.")
    )

    def __init__(self, heard: QueryDict | None = None) -> None:
        super().__init__(heard)
        for number in NUMBERS:
            self.fields |= fields_of(number, _source())
        signing.offer_days(self.fields["until"])

    def clean_steps(self) -> list[str]:
        named = rules.posts_named_in(self.cleaned_data["steps"])
        public = queries.steps_of(named)
        if not rules.is_a_path(public):
            raise forms.ValidationError(_("Please name two to twelve posts that are public."))
        if len(public) != len(named):
            raise forms.ValidationError(
                _("One of these posts is not public, or is heavy and not followed by one that gives hope.")
            )
        return named

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in NUMBERS:
            self._look_at_question(number, said)
        return said

    def _look_at_question(self, number: int, said: dict[str, Any]) -> None:
        look_at(self, number, said)
        source = said.get(f"source_{number}", "").strip().upper()
        if source and not Statement.objects.filter(code=source).exists():
            self.add_error(f"source_{number}", _("We do not know all of these codes. Please look at them again."))

    def plan(self) -> Plan:
        said = self.cleaned_data
        checks = [check_in(said, number) for number in NUMBERS]
        return Plan(said["slug"], said["title"], said["learn"], said["language"], said["steps"], checks,
                    end_of(said["until"]))  # fmt: skip


def _source() -> WordsField:
    return WordsField(
        label=_("The statement of guidance it rests on, by its code"), max_length=12,
        help_text=_("For example G001. The pages of guidance name them."),
    )  # fmt: skip


class SigningForm(signing.SigningForm):
    """What a second person says of a path."""

    yes = (Says.sign, _("Sign it: everybody may follow it"))
