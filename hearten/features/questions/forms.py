import secrets
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hearten.features.questions.actions import Asked
from hearten.features.questions.models import Question
from hearten.features.questions.rules import LONGEST_QUESTION, Decline
from hearten.kit.words import WordsField

LARGEST = 2**63 - 1  # of the database's whole numbers
DECLINE_WORDS = {
    Decline.no_claim: _("There is nothing in it that guidance could answer"),
    Decline.own_care: _("It is about one person’s own treatment"),
    Decline.spam: _("It is advertising, or abuse"),
}


class AskForm(forms.Form):
    """A claim, a caption or a message someone wonders about."""

    text = WordsField(
        label=_("What have you read or heard?"), max_length=LONGEST_QUESTION,
        help_text=_("Paste a sentence, a caption or a message. Please leave out names and numbers."),
        error_messages={
            "required": _("Please paste or write what you wonder about."),
            "max_length": _("That is too long for us to read. Please choose the part you wonder about."),
        },
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Its language"), choices=settings.LANGUAGES,
        error_messages={"required": _("Please choose a language."), "invalid_choice": _("Please choose a language.")},
    )  # fmt: skip

    def __init__(self, heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial={"language": get_language() or settings.LANGUAGE_CODE})
        # A browser cuts what is pasted at this length and says nothing; we say that it is too long, and keep it.
        self.fields["text"].widget.attrs.pop("maxlength", None)


class SendForm(AskForm):
    """The same words once more, now to be kept. `once` is the mark of this one page."""

    once = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def asked(self) -> Asked:
        return Asked(self.cleaned_data["text"], self.cleaned_data["language"], self.cleaned_data["once"])


def new_mark() -> str:
    return secrets.token_hex(16)


class AlsoForm(forms.Form):
    """Which other questions one answer serves, and the draft its writer had before them."""

    also = forms.MultipleChoiceField(
        label=_("This answers these too"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=LARGEST)

    def __init__(self, question: Question, alike: Sequence[Question], heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial={"seen": question.answer_id})
        self._offered = [(str(one.pk), one.text) for one in alike]
        cast(forms.MultipleChoiceField, self.fields["also"]).choices = self._offered

    def clean(self) -> dict[str, Any]:
        """One that was answered meanwhile is left out; it does not stop the others."""
        self.errors.pop("also", None)
        return super().clean() or {}

    def chosen(self) -> list[int]:
        ticked = cast(QueryDict, self.data).getlist("also")
        return [int(one) for one, _text in self._offered if one in ticked]


class DeclineForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why is there no answer?"), widget=forms.RadioSelect, choices=list(DECLINE_WORDS.items()),
        error_messages={"required": _("Please choose one of these.")},
    )  # fmt: skip
