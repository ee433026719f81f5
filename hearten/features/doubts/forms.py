from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hearten.features.claims.forms import AnswerForm
from hearten.features.claims.models import VERDICT_WORDS
from hearten.features.claims.rules import Verdict
from hearten.features.doubts import rules
from hearten.features.doubts.actions import Said
from hearten.features.doubts.models import Doubt
from hearten.features.doubts.queries import Case, Shown
from hearten.features.doubts.rules import LONGEST_DOUBT
from hearten.features.questions.forms import DeclineForm
from hearten.kit.words import WordsField

STANDS = (Verdict.supported, Verdict.depends)
CHOOSE = {"required": _("Please choose one of these."), "invalid_choice": _("Please choose from what is listed.")}


class DoubtForm(forms.Form):
    """What a reader marks or writes. `digest` names the bytes they were shown; `once` is the mark of this one page."""

    marked = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE)
    text = WordsField(
        label=_("What seems wrong to you?"), required=False, max_length=LONGEST_DOUBT,
        help_text=_("In your own words. Please leave out names and numbers."),
        error_messages={"max_length": _("That is too long for us to read. Please choose the part you wonder about.")},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Its language"), choices=settings.LANGUAGES,
        error_messages={"required": _("Please choose a language."), "invalid_choice": _("Please choose a language.")},
    )  # fmt: skip
    professional = forms.BooleanField(
        label=_("Say that a professional writes this, whose profession was checked here. Your name is not kept."),
        required=False,
    )
    digest = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    once = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    after_help = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, sources: Sequence[dict[str, Any]], is_checked: bool, heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial={"language": get_language() or settings.LANGUAGE_CODE})
        offered = [(source["id"], source["statement"]) for source in sources]
        cast(forms.MultipleChoiceField, self.fields["marked"]).choices = offered
        # A browser cuts what is pasted at this length and says nothing; we say that it is too long, and keep it.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        if not is_checked:
            del self.fields["professional"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "text" in said and not rules.says_something(said.get("marked", ()), said["text"]):
            self.add_error("text", _("Please mark or write what seems wrong."))
        return said

    def said(self, shown: Shown) -> Said:
        told = self.cleaned_data
        return Said(UUID(shown.post_id), told["digest"], told["marked"], told["text"], told["language"], told["once"])


class WhichForm(forms.Form):
    """Which of the doubts about one post this speaks to."""

    which = forms.MultipleChoiceField(
        label=_("This answers"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one."), "invalid_choice": CHOOSE["invalid_choice"]},
    )  # fmt: skip

    def __init__(self, doubts: Sequence[Doubt], heard: QueryDict | None = None, prefix: str = "") -> None:
        every = [str(one.pk) for one in doubts]
        super().__init__(heard, initial={"which": every}, auto_id=f"{prefix}%s")
        offered = [(pk, _("Number %(number)s") % {"number": at}) for at, pk in enumerate(every, 1)]
        cast(forms.MultipleChoiceField, self.fields["which"]).choices = offered

    def chosen(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["which"]]


class StandsForm(AnswerForm):
    """Why a post stays as it is: an answer as any other, of which the verdict cannot be that it is untrue."""

    def __init__(self, case: Case, heard: QueryDict | None = None) -> None:
        super().__init__(case.near, None, heard)
        self.fields["claim"].label = _("What the post says, as one plain sentence")
        choices = [(verdict, VERDICT_WORDS[verdict]) for verdict in STANDS]
        cast(forms.ChoiceField, self.fields["verdict"]).choices = choices


class CloseForm(DeclineForm):
    """Why there is nothing to answer."""

    def __init__(self, heard: QueryDict | None = None) -> None:
        super().__init__(heard, auto_id="close_%s")
