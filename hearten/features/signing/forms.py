from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearten.features.signing import rules
from hearten.features.signing.actions import AlreadySigned
from hearten.features.signing.models import Sealed
from hearten.features.signing.rules import LONGEST_REASON, Signs
from hearten.kit.words import WordsField

MEANWHILE = _("Someone else has answered or changed it since you opened this page.")
NOT_CHECKED = _("Only a reviewer whose profession was checked can sign. Please ask an operator to renew yours.")
SAY_WHY = {"required": _("Please say why, in a sentence or two.")}
Choice = tuple[str, str | Promise]


def why_not(error: Exception, theirs: Mapping[str, str]) -> str:
    """Why an answer was not taken, in words. `theirs`, by the code of the database: what only they can say."""
    if isinstance(error, AlreadySigned):
        return gettext("Another reviewer has read this already.")
    return {"HE003": str(NOT_CHECKED), **theirs}.get(getattr(error, "code", ""), str(MEANWHILE))


def why_field(**told: Any) -> WordsField:
    return WordsField(label=_("Why"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}), **told)


class SigningForm(forms.Form):
    """What a second person says of what another wrote. `digest` names exactly the bytes they were shown.

    Each of its kinds names its own `yes`, and what that means.
    """

    yes: ClassVar[Choice]

    says = forms.ChoiceField(
        label=_("What do you say?"), widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )  # fmt: skip
    because = why_field(required=False, help_text=_("If you send it back, the person who wrote it will read this."))
    digest = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, sealed: Sealed, heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial={"digest": sealed.digest})
        choices: Sequence[Choice] = [self.yes, (Signs.send_back, _("Send it back"))]
        cast(forms.ChoiceField, self.fields["says"]).choices = choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("says") == Signs.send_back and not rules.is_a_reason(said.get("because", "")):
            self.add_error("because", SAY_WHY["required"])
        return said


class RetractForm(forms.Form):
    """Why it goes out of sight."""

    because = why_field(error_messages=SAY_WHY, min_length=rules.SHORTEST_REASON)

    def __init__(self, heard: QueryDict | None = None) -> None:
        super().__init__(heard, auto_id="take_back_%s")  # it stands on one page with the form that signs


class UntilField(forms.DateField):
    """The last day that something stands."""

    def __init__(self, **told: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **told)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not rules.may_stand_until(rules.end_of(day), timezone.now()):
            raise forms.ValidationError(_("Please choose a day between tomorrow and two years from now."))
        return day


def offer_days(field: forms.Field) -> None:
    """A year from now, and no day that would be refused."""
    today = timezone.now().date()
    field.initial = today + rules.USUAL_STANDING
    first, last = today + timedelta(days=1), today + rules.LONGEST_STANDING - timedelta(days=1)
    field.widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}
