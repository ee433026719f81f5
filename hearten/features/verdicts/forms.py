from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hearten.features.verdicts import rules
from hearten.features.verdicts.queries import SAYS_WORDS, Scales, Weighed
from hearten.features.verdicts.rules import ClaimSays, Judged
from hearten.kit.words import WordsField

LONGEST_NOTE = 1000
BESIDE = 3  # statements stand beside a claim: templates/review/claims.html
CHOICES = [("", _("Choose a verdict")), *((says.value, words) for says, words in SAYS_WORDS.items())]


@dataclass(frozen=True)
class Asked:
    """A claim with its three questions."""

    weighed: Weighed
    says: BoundField
    may_stand: BoundField
    note: BoundField
    rests: BoundField


class VerdictsForm(forms.Form):
    """What a reviewer says of each claim. Left empty, a claim simply waits. `digest` names exactly those bytes."""

    digest = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    machine = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, scales: Scales, digest: str, heard: QueryDict | None = None) -> None:
        machine = rules.SHOWN if scales.shows_machine else ""
        super().__init__(heard, initial={"digest": digest, "machine": machine}, auto_id="claims_%s")
        self.weighed, self.sources = scales.claims, scales.sources
        for one in self.weighed:
            self._ask(one)

    def _ask(self, one: Weighed) -> None:
        said = one.said
        self.fields[f"says_{one.number}"] = forms.ChoiceField(
            label=_("Your verdict"), choices=CHOICES, required=False, initial=said.says if said else ""
        )
        self.fields[f"may_stand_{one.number}"] = forms.BooleanField(
            label=_("It may stand all the same: the post itself puts it right"), required=False,
            initial=said.may_stand if said else False,
        )  # fmt: skip
        self.fields[f"note_{one.number}"] = WordsField(
            label=_("A note, if you like"), max_length=LONGEST_NOTE, required=False, initial=said.note if said else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        beside = [near for near in one.statements[:BESIDE] if near.code in self.sources]
        self.fields[f"rests_{one.number}"] = forms.MultipleChoiceField(
            label=_("What it rests on"), choices=[(near.code, f"{near.code}: {near.text}") for near in beside],
            required=False, widget=forms.CheckboxSelectMultiple, initial=said.statements if said else [],
            help_text=_("If guidance says so, choose which. It then stands beneath this claim on Sources."),
        )  # fmt: skip

    def asked(self) -> Iterator[Asked]:
        for one in self.weighed:
            yield Asked(one, *(self[f"{part}_{one.number}"] for part in ("says", "may_stand", "note", "rests")))

    def clean(self) -> None:
        for one in self.weighed:
            may_stand, note = self._of(one, "may_stand"), str(self._of(one, "note") or "")
            if may_stand and not note.strip():
                self.add_error(f"note_{one.number}", _("Please say in a few words how the post puts it right."))
            if (may_stand or note.strip()) and not self._of(one, "says"):
                self.add_error(f"says_{one.number}", _("Please choose a verdict, too."))

    def _of(self, one: Weighed, part: str) -> object:
        return self.cleaned_data.get(f"{part}_{one.number}")

    def _rests(self, one: Weighed) -> tuple[str, ...]:
        """Only of what guidance says: beneath anything else it would be wrong."""
        chosen = self.cleaned_data.get(f"rests_{one.number}", ())
        return tuple(chosen) if self._of(one, "says") == ClaimSays.supported else ()

    def onwards(self, page: str) -> str:
        """Where to go on: the page of the post, at the claim whose button was pressed or the next that waits."""
        shown = f"?{rules.WRITTEN}={rules.SHOWN}" if self.cleaned_data["machine"] == rules.SHOWN else ""
        at = self.data.get("at", "")
        return f"{page}{shown}#claim-{at}" if at.isdecimal() and len(at) < 5 else f"{page}{shown}#claims"

    def said(self) -> dict[str, Judged]:
        """By the words of the claim; only those that were answered."""
        return {
            one.found.text: Judged(
                ClaimSays(str(self._of(one, "says"))), bool(self._of(one, "may_stand")),
                str(self._of(one, "note") or "").strip(), self._rests(one),
            )
            for one in self.weighed if self._of(one, "says")
        }  # fmt: skip
