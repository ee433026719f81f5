from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hearten.features.claims import rules
from hearten.features.claims.actions import Wrote
from hearten.features.claims.models import VERDICT_WORDS, Answer
from hearten.features.claims.rules import LONGEST_ANSWER, LONGEST_CLAIM, Reads
from hearten.features.guidance.models import Statement
from hearten.features.signing.forms import SigningForm, UntilField, offer_days
from hearten.features.signing.rules import end_of
from hearten.kit.words import WordsField


class AnswerForm(forms.Form):
    """What a clinician says of a claim. `near` are the statements offered; others are named by their code."""

    claim = WordsField(
        label=_("What was asked, as one plain sentence"), max_length=LONGEST_CLAIM,
        help_text=_("In your own words, without anything about a person. Everybody will be able to read it."),
        error_messages={"required": _("Please write the claim as one sentence.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    verdict = forms.ChoiceField(
        label=_("Is it true?"), widget=forms.RadioSelect, choices=list(VERDICT_WORDS.items()),
        error_messages={"required": _("Please choose one of these.")},
    )  # fmt: skip
    text = WordsField(
        label=_("Your answer, in plain words"), max_length=LONGEST_ANSWER,
        help_text=_("Two to six short sentences. Say what is so, not only what is not."),
        error_messages={"required": _("Please write an answer.")},
        widget=forms.Textarea(attrs={"rows": 7}),
    )  # fmt: skip
    statements = forms.MultipleChoiceField(
        label=_("What it rests on"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Please choose from what is listed.")},
    )  # fmt: skip
    others = WordsField(
        label=_("Other statements, by their code"), required=False, max_length=200,
        help_text=_("For example G001 G104. The pages of guidance name them."),
    )  # fmt: skip
    until = UntilField(
        label=_("The answer stands until"), help_text=_("A year is usual, two years are the most."),
        error_messages={"required": _("Please choose until when your answer stands.")},
    )  # fmt: skip

    def __init__(self, near: Sequence[Statement], last: Answer | None = None, heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial=_as_before(last, {said.code for said in near}))
        cast(forms.MultipleChoiceField, self.fields["statements"]).choices = [
            (s.code, f"{s.code}: {s.text} ({s.guideline.publisher}, {s.guideline.year})") for s in near
        ]
        offer_days(self.fields["until"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        named = self._named()
        if len(named) != Statement.objects.filter(code__in=named).count():
            self.add_error("others", _("We do not know all of these codes. Please look at them again."))
        elif not named and rules.needs_statements(said.get("verdict", "")):
            self.add_error("statements", _("Please choose what your answer rests on."))
        return said

    def _named(self) -> list[str]:
        chosen = [*self.cleaned_data.get("statements", ()), *self.cleaned_data.get("others", "").upper().split()]
        return list(dict.fromkeys(code.strip(",;") for code in chosen))

    def wrote(self, language: str) -> Wrote:
        said = self.cleaned_data
        return Wrote(said["claim"], said["verdict"], said["text"], language, self._named(), end_of(said["until"]))


class ReadingForm(SigningForm):
    """What a second clinician says of an answer."""

    yes = (Reads.confirm, _("Sign it: everybody may read it"))


def _as_before(last: Answer | None, near: set[str]) -> dict[str, Any]:
    """A draft that was sent back is written anew, not from nothing."""
    if last is None:
        return {}
    said = last.said
    codes = [line["id"] for line in said["statements"]]
    return {
        "claim": said["claim"], "verdict": said["verdict"], "text": said["text"],
        "statements": [code for code in codes if code in near],
        "others": " ".join(code for code in codes if code not in near),
    }  # fmt: skip
