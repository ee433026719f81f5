"""Questions that teach, as someone writes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hearten.features.checks import queries, rules
from hearten.features.checks.rules import Check
from hearten.kit.words import WordsField

PARTS = ("question", "options", "right", "why", "source")
NUMBERS = range(1, rules.MOST_CHECKS + 1)
EMPTY = _("Please fill this in too, or empty the whole question.")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def fields_of(number: int, source: forms.Field, required: bool = True) -> dict[str, forms.Field]:
    """The fields of one question, named by its number."""
    named = {"number": number}
    places = [(str(at), str(at)) for at in range(1, rules.MOST_OPTIONS + 1)]
    return {
        f"question_{number}": WordsField(
            label=_("Question %(number)s") % named, max_length=rules.LONGEST_QUESTION, required=required,
            widget=forms.TextInput(attrs={"dir": "auto"}),
        ),
        f"options_{number}": WordsField(
            label=_("Its answers"), widget=_lines(4), max_length=rules.LONGEST_OPTIONS, required=required,
            help_text=_("Two to four, each on a line of its own."),
        ),
        f"right_{number}": forms.ChoiceField(label=_("Which one is right?"), choices=places, required=required),
        f"why_{number}": WordsField(
            label=_("Why it is right"), max_length=rules.LONGEST_WHY, widget=_lines(3), required=required
        ),
        f"source_{number}": source,
    }  # fmt: skip


def look_at(form: forms.Form, number: int, said: Mapping[str, Any]) -> None:
    """Says beside the field what is wrong with the answers of one question."""
    options = rules.options_in(said.get(f"options_{number}", ""))
    if options and not rules.FEWEST_OPTIONS <= len(options) <= rules.MOST_OPTIONS:
        form.add_error(f"options_{number}", _("Please write two to four answers, each on a line of its own."))
    elif len(set(options)) < len(options):
        form.add_error(f"options_{number}", _("Two of these answers are the same."))
    elif any(len(option) > rules.LONGEST_OPTION for option in options):
        form.add_error(f"options_{number}", _("Please write shorter answers, up to 200 letters each."))
    elif options and int(said.get(f"right_{number}") or 1) > len(options):
        form.add_error(f"right_{number}", _("There is no such answer."))


def check_in(said: Mapping[str, Any], number: int) -> Check:
    options, right = rules.options_in(said[f"options_{number}"]), int(said[f"right_{number}"] or 1) - 1
    return Check(
        said[f"question_{number}"], tuple(options), right, said[f"why_{number}"], said[f"source_{number}"].upper()
    )


class WithChecks(forms.Form):
    """A form beside whose other words one may ask a question or two, or none."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        shelves = [("", "…"), *queries.sources_to_choose()]
        for number in NUMBERS:
            source = forms.ChoiceField(
                label=_("The statement of guidance it rests on"), choices=shelves, required=False
            )
            self.fields |= fields_of(number, source, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in NUMBERS:
            if self._is_begun(number):
                look_at(self, number, said)
                for name in (f"{part}_{number}" for part in PARTS):
                    if name not in self.errors and not said.get(name):
                        self.add_error(name, EMPTY)
        return said

    def _is_begun(self, number: int) -> bool:
        """Which answer is right is always chosen, so it says nothing of whether a question is wanted."""
        return any(str(self[f"{part}_{number}"].value() or "").strip() for part in PARTS if part != "right")

    @property
    def checks(self) -> list[Check]:
        return [check_in(self.cleaned_data, number) for number in NUMBERS if self._is_begun(number)]

    @property
    def questions(self) -> list[list[BoundField]]:
        """The fields of each question, to be shown apart from the rest."""
        return [[self[f"{part}_{number}"] for part in PARTS] for number in NUMBERS]

    @property
    def asks(self) -> bool:
        """Whether there is anything in them: then they stand open."""
        return any(self._is_begun(number) for number in NUMBERS)


def begin_with(checks: Sequence[Check]) -> dict[str, Any]:
    """The first values of the fields: what was written before."""
    return {
        f"{part}_{number}": value
        for number, check in enumerate(checks, 1)
        for part, value in zip(
            PARTS, (check.question, "\n".join(check.options), check.right + 1, check.why, check.source), strict=True
        )
    }
