"""What a post asks, as someone writes it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hearten.features.checks import queries, rules
from hearten.features.checks.rules import Ask, Check, Poll
from hearten.kit.words import WordsField

PARTS = ("question", "options", "right", "why", "source")
NUMBERS = range(1, rules.MOST_CHECKS + 1)
POLL = ("poll_question", "poll_options")
EMPTY = _("Please fill this in too, or empty the whole question.")
SHORTER = {
    rules.LONGEST_OPTION: _("Please write shorter answers, up to 200 letters each."),
    rules.LONGEST_CHOICE: _("Please write shorter answers, up to 80 letters each."),
}
TWO_TO_FOUR = _("Two to four, each on a line of its own.")


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
            help_text=TWO_TO_FOUR,
        ),
        f"right_{number}": forms.ChoiceField(label=_("Which one is right?"), choices=places, required=required),
        f"why_{number}": WordsField(
            label=_("Why it is right"), max_length=rules.LONGEST_WHY, widget=_lines(3), required=required
        ),
        f"source_{number}": source,
    }  # fmt: skip


def poll_fields() -> dict[str, forms.Field]:
    question = WordsField(
        label=_("The question of the poll"), max_length=rules.LONGEST_QUESTION, required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    options = WordsField(
        label=_("What people can answer"), widget=_lines(4), max_length=rules.LONGEST_OPTIONS, required=False,
        help_text=TWO_TO_FOUR,
    )  # fmt: skip
    return dict(zip(POLL, (question, options), strict=True))


def look_at(form: forms.Form, number: int, said: Mapping[str, Any]) -> None:
    """Says beside the field what is wrong with the answers of one question."""
    options = _look_at_answers(form, f"options_{number}", said, rules.LONGEST_OPTION)
    if f"options_{number}" not in form.errors and options and int(said.get(f"right_{number}") or 1) > len(options):
        form.add_error(f"right_{number}", _("There is no such answer."))


def _look_at_answers(form: forms.Form, name: str, said: Mapping[str, Any], longest: int) -> list[str]:
    options = rules.options_in(said.get(name, ""))
    if options and not rules.FEWEST_OPTIONS <= len(options) <= rules.MOST_OPTIONS:
        form.add_error(name, _("Please write two to four answers, each on a line of its own."))
    elif len(set(options)) < len(options):
        form.add_error(name, _("Two of these answers are the same."))
    elif any(len(option) > longest for option in options):
        form.add_error(name, SHORTER[longest])
    return options


def check_in(said: Mapping[str, Any], number: int) -> Check:
    options, right = rules.options_in(said[f"options_{number}"]), int(said[f"right_{number}"] or 1) - 1
    return Check(
        said[f"question_{number}"], tuple(options), right, said[f"why_{number}"], said[f"source_{number}"].upper()
    )


class WithAsks(forms.Form):
    """A form beside whose other words one may ask a question or two, or none, and run one poll."""

    advice: Mapping[str, Sequence[object]] = {}  # what is to be read beside each field, by its name

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        shelves = [("", "…"), *queries.sources_to_choose()]
        for number in NUMBERS:
            source = forms.ChoiceField(
                label=_("The statement of guidance it rests on"), choices=shelves, required=False
            )
            self.fields |= fields_of(number, source, required=False)
        self.fields |= poll_fields()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in NUMBERS:
            if self._is_begun(number):
                look_at(self, number, said)
                self._ask_for([f"{part}_{number}" for part in PARTS], said)
        if self.polls:
            _look_at_answers(self, "poll_options", said, rules.LONGEST_CHOICE)
            self._ask_for(POLL, said)
        return said

    def _ask_for(self, names: Sequence[str], said: Mapping[str, Any]) -> None:
        for name in names:
            if name not in self.errors and not said.get(name):
                self.add_error(name, EMPTY)

    def _is_begun(self, number: int) -> bool:
        """Which answer is right is always chosen, so it says nothing of whether a question is wanted."""
        return self._holds([f"{part}_{number}" for part in PARTS if part != "right"])

    def _holds(self, names: Sequence[str]) -> bool:
        return any(str(self[name].value() or "").strip() for name in names)

    @property
    def asked(self) -> list[Ask]:
        said = self.cleaned_data
        polls = [Poll(said["poll_question"], tuple(rules.options_in(said["poll_options"])))] if self.polls else []
        return [*(check_in(said, number) for number in NUMBERS if self._is_begun(number)), *polls]

    @property
    def questions(self) -> list[list[tuple[BoundField, Sequence[object]]]]:
        """The fields of each question, to be shown apart from the rest, each with the advice on it."""
        return [self._advised(f"{part}_{number}" for part in PARTS) for number in NUMBERS]

    @property
    def poll(self) -> list[tuple[BoundField, Sequence[object]]]:
        return self._advised(POLL)

    def _advised(self, names: Iterable[str]) -> list[tuple[BoundField, Sequence[object]]]:
        return [(self[name], self.advice.get(name, ())) for name in names]

    @property
    def asks(self) -> bool:
        """Whether there is anything in the questions: then they stand open."""
        return any(self._is_begun(number) for number in NUMBERS)

    @property
    def polls(self) -> bool:
        """The same of the poll."""
        return self._holds(POLL)


def begin_with(asks: Sequence[Ask]) -> dict[str, Any]:
    """The first values of the fields: what was written before."""
    checks, polls = rules.apart(asks)
    polled = {
        name: value
        for poll in polls
        for name, value in zip(POLL, (poll.question, "\n".join(poll.options)), strict=True)
    }
    return polled | {
        f"{part}_{number}": value
        for number, check in enumerate(checks, 1)
        for part, value in zip(
            PARTS, (check.question, "\n".join(check.options), check.right + 1, check.why, check.source), strict=True
        )
    }
