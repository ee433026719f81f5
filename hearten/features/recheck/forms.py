from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.features.review.forms import ReasonForm, reason_field


class ProposalForm(ReasonForm):
    """Why guidance should change. `shown` names exactly what the page said would change."""

    because = reason_field(_("What changed, and where you read it. The second person will read this."))
    shown = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, shown: str, heard: Any = None) -> None:
        super().__init__(heard, initial={"shown": shown})
        # One box beside each line that may have it; a name that is no such line marks nothing.
        self.wording_only = heard.getlist("wording_only") if heard else []


class ChangeAnswerForm(ReasonForm):
    """What a second person says of exactly this change."""

    applies = forms.ChoiceField(
        label=_("What do you say?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("I looked at the sources too: apply it")), ("no", _("Do not apply it"))],
        error_messages={"required": _("Please choose one of the two.")},
    )
    because = reason_field(_("It is kept beside the change."))
    digest = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, digest: str, may_apply: bool, heard: Any = None) -> None:
        super().__init__(heard, initial={"digest": digest, "applies": None if may_apply else "no"})
        if not may_apply:
            self.fields["applies"].choices = [("no", _("Take it back"))]  # type: ignore[attr-defined]
