"""One card as its author writes it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.features.cards.actions import Written
from hearten.features.cards.rules import LONGEST_ALT, LONGEST_WORDS, Lacks, Row, lacks
from hearten.kit.words import WordsField

LACKING = {
    Lacks.words: _("Please write something on this card, or take it away."),
    Lacks.alt: _("Please say in words what is in the picture, for people who cannot see it."),
    Lacks.picture: _("These words are for a picture. Please choose one, or leave them empty."),
}


class CardForm(forms.Form):
    text = WordsField(
        label=_("Words"), max_length=LONGEST_WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "maxlength": LONGEST_WORDS}),
    )  # fmt: skip
    alt = WordsField(
        label=_("What is in the picture, in words"), max_length=LONGEST_ALT, required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    picture = forms.FileField(
        label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    )
    upload = forms.CharField(widget=forms.HiddenInput, required=False)
    notes: Sequence[object] = ()
    row = Row()
    original: str | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.row.problem:
            raise forms.ValidationError(self.row.problem)
        if not self.errors and (lack := lacks(said["text"].strip(), said["alt"].strip(), bool(self.original))):
            raise forms.ValidationError(LACKING[lack])
        return said

    @property
    def has_picture(self) -> bool:
        return bool(self.row.upload)

    @property
    def written(self) -> Written:
        said = self.cleaned_data
        return Written(said["text"].replace("\r\n", "\n").strip(), said["alt"].strip(), self.original)
