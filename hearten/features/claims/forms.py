from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hearten.features.claims import rules
from hearten.features.claims.actions import Wrote
from hearten.features.claims.models import VERDICT_WORDS, Answer
from hearten.features.claims.rules import LONGEST_ANSWER, LONGEST_CLAIM, LONGEST_REASON, Reads
from hearten.features.guidance.models import Statement
from hearten.kit.words import WordsField

SAY_WHY = {"required": _("Please say why, in a sentence or two.")}


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
    until = forms.DateField(
        label=_("The answer stands until"), help_text=_("A year is usual, two years are the most."),
        error_messages={"required": _("Please choose until when your answer stands.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, near: Sequence[Statement], last: Answer | None = None, heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial=_as_before(last, {said.code for said in near}))
        cast(forms.MultipleChoiceField, self.fields["statements"]).choices = [
            (s.code, f"{s.code}: {s.text} ({s.guideline.publisher}, {s.guideline.year})") for s in near
        ]
        today = timezone.now().date()
        self.fields["until"].initial = today + rules.USUAL_STANDING
        self.fields["until"].widget.attrs |= {
            "min": (today + timedelta(days=1)).isoformat(),
            "max": (today + rules.LONGEST_STANDING - timedelta(days=1)).isoformat(),
        }

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not rules.may_stand_until(_end_of(day), timezone.now()):
            raise forms.ValidationError(_("Please choose a day between tomorrow and two years from now."))
        return day

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
        return Wrote(said["claim"], said["verdict"], said["text"], language, self._named(), _end_of(said["until"]))


class ReadingForm(forms.Form):
    """What a second clinician says of a draft. `digest` names exactly the bytes they were shown."""

    says = forms.ChoiceField(
        label=_("What do you say?"), widget=forms.RadioSelect,
        choices=[(Reads.confirm, _("Sign it: everybody may read it")), (Reads.send_back, _("Send it back"))],
        error_messages={"required": _("Please choose one of the two.")},
    )  # fmt: skip
    because = WordsField(
        label=_("Why"), required=False, max_length=LONGEST_REASON,
        help_text=_("If you send it back, the person who wrote it will read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    digest = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, answer: Answer, heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial={"digest": answer.digest})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("says") == Reads.send_back and not rules.is_a_reason(said.get("because", "")):
            self.add_error("because", SAY_WHY["required"])
        return said


class RetractForm(forms.Form):
    """Why an answer goes out of sight."""

    because = WordsField(
        label=_("Why"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}), error_messages=SAY_WHY,
        min_length=rules.SHORTEST_REASON,
    )  # fmt: skip

    def __init__(self, heard: QueryDict | None = None) -> None:
        super().__init__(heard, auto_id="take_back_%s")  # it stands on a page with another form


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


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)
