from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hearten.features.corrections.actions import Wrote
from hearten.features.corrections.rules import LONGEST_CODES, LONGEST_WORDS
from hearten.features.guidance.models import Statement
from hearten.features.posts.models import Revision
from hearten.features.signing.forms import SigningForm
from hearten.features.signing.rules import SHORTEST_REASON, Signs
from hearten.kit.words import WordsField


class CorrectionForm(forms.Form):
    """What was wrong in a public post, and what is right. `was` names the bytes the reviewer was shown."""

    wrong = WordsField(
        label=_("What was wrong"), max_length=LONGEST_WORDS, min_length=SHORTEST_REASON,
        help_text=_("In plain words, in the language of the post. About the post, never about the person who made it."),
        error_messages={"required": _("Please say what was wrong.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    right = WordsField(
        label=_("What is right"), max_length=LONGEST_WORDS, min_length=SHORTEST_REASON,
        help_text=_("Two or three short sentences. Everybody will read them."),
        error_messages={"required": _("Please say what is right.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    statements = WordsField(
        label=_("Statements of guidance it rests on, by their code"), required=False, max_length=LONGEST_CODES,
        help_text=_("For example G001 G104. The pages of guidance name them."),
    )  # fmt: skip
    was = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, was: Revision, heard: QueryDict | None = None, rests: str = "") -> None:
        super().__init__(heard, initial={"was": was.digest, "statements": rests[:LONGEST_CODES]})

    def clean_statements(self) -> str:
        codes = _codes(self.cleaned_data["statements"])
        if len(codes) != Statement.objects.filter(code__in=codes).count():
            raise forms.ValidationError(_("We do not know all of these codes. Please look at them again."))
        return " ".join(codes)

    def wrote(self) -> Wrote:
        said = self.cleaned_data
        return Wrote(said["wrong"], said["right"], _codes(said["statements"]))


class SignForm(SigningForm):
    """What a second reviewer says of a correction."""

    yes = (Signs.sign, _("Sign it: everybody may read it"))


def _codes(written: str) -> list[str]:
    return list(dict.fromkeys(code.strip(",;") for code in written.upper().split()))
