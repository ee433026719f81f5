from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hearten.features.review import actions, rules
from hearten.features.review.models import Approval
from hearten.features.review.queries import Case
from hearten.features.review.rules import LONGEST_APPROVAL, USUAL_APPROVAL, Heaviness, Leaves, Says, Weight
from hearten.features.screening import actions as screening
from hearten.features.verdicts import actions as verdicts
from hearten.kit.words import WordsField

LONGEST_REASON = 4000
WHY_NOT = {
    "HE001": _("It has changed since you opened this page. Please look at it again before you sign."),
    "HE002": _("Nobody can approve their own post."),
    "HE003": _("Only a reviewer whose profession was checked can approve. Please ask an operator to renew yours."),
    "HE004": _("An approval can stand for two years at most. Please choose an earlier day."),
    "HE005": _("Guidance it rests on has changed since it was sealed. A new version comes to the desk by itself."),
    "HE006": _("A claim still waits for a verdict, or was found not to be so. Please look at the claims again."),
}
LONGEST_TAKE_DOWN = 500
HEAVY = [
    (Heaviness.light, _("Light: nothing in it is painful to watch")),
    (Heaviness.serious, _("Serious: it speaks of illness or pain, and does not dwell on it")),
    (Heaviness.heavy, _("Heavy: it speaks at length of death, suicide, self-harm, abuse or deep despair")),
]
LEAVES = [
    (Leaves.hope, _("Hope or a way through: something to try, someone to ask, or a life that got better")),
    (Leaves.neither, _("Neither: it tells how something is")),
    (Leaves.loss, _("A loss: someone died, or nothing got better")),
]


def reason_field(hint: Any, longest: int = LONGEST_REASON) -> WordsField:
    return WordsField(
        label=_("Why"),
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please say why, in a sentence or two.")},
    )


class ReasonForm(forms.Form):
    def clean_because(self) -> str:
        because: str = self.cleaned_data["because"].strip()
        if not rules.is_a_reason(because):
            raise forms.ValidationError(_("Please say why, in a sentence or two."))
        return because


class TakeDownForm(ReasonForm):
    """Why a post goes out of sight."""

    because = reason_field(
        _("The person who made it will read this. Say what it is about, without blame."), LONGEST_TAKE_DOWN
    )


class DecisionForm(ReasonForm):
    """What a reviewer says of what they were shown. `digest` names exactly those bytes."""

    says = forms.ChoiceField(
        label=_("What do you say?"),
        widget=forms.RadioSelect,
        choices=[
            (Says.approve, _("Approve: it can be shown to everyone")),
            (Says.ask_changes, _("Ask for changes: it is nearly there")),
            (Says.reject, _("Turn it down: it should not be shown")),
        ],
        error_messages={"required": _("Please choose one of the three.")},
    )
    because = reason_field(_("The person who made it will read this. Say what is good, too."))
    at_second = forms.IntegerField(
        label=_("At which second"), help_text=_("If your words are about one moment of the video."),
        required=False, min_value=0, max_value=86_400, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    until = forms.DateField(
        label=_("Approve until"),
        help_text=_("Then it is looked at again. A year is usual, two years are the most."),
        error_messages={"required": _("Please choose until when your approval stands.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    heaviness = forms.TypedChoiceField(
        label=_("How heavy is it for someone who is struggling?"),
        help_text=_("Only if you approve it. Where you are not sure, choose the heavier one."),
        widget=forms.RadioSelect,
        choices=HEAVY,
        coerce=int,
        error_messages={"required": _("Please choose how heavy it is.")},
    )
    leaves = forms.ChoiceField(
        label=_("What does it leave the viewer with?"),
        help_text=_("Only if you approve it."),
        widget=forms.RadioSelect,
        choices=LEAVES,
        error_messages={"required": _("Please choose what it leaves the viewer with.")},
    )
    despite = forms.BooleanField(
        label=_("I have read everything the checks noticed, and approve it all the same."),
        error_messages={"required": _("The checks asked for a change. Please say that you approve all the same.")},
    )
    digest = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    claims = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput, required=False)

    def __init__(self, case: Case, heard: QueryDict | None = None) -> None:
        super().__init__(heard, initial={"digest": case.revision.digest, "claims": actions.fingerprint(case.confirmed)})
        self.left, self.untrue = (case.scales.left, case.scales.untrue) if case.is_open else (0, 0)
        approves = self.data.get("says") == Says.approve
        for name in ("until", "heaviness", "leaves"):
            self.fields[name].required = not self.is_bound or approves
        self.fields["despite"].required = approves
        if not case.asks_for_change:
            del self.fields["despite"]
        today = timezone.now().date()
        self.fields["until"].initial = today + USUAL_APPROVAL
        self.fields["until"].widget.attrs |= {
            "min": (today + timedelta(days=1)).isoformat(),
            "max": (today + LONGEST_APPROVAL - timedelta(days=1)).isoformat(),
        }

    def clean_says(self) -> str:
        """An approval waits until every claim has a verdict that lets it stand."""
        says: str = self.cleaned_data["says"]
        if says == Says.approve and self.left:
            raise forms.ValidationError(
                ngettext(
                    "%(left)s claim still waits for your verdict. Please give it first.",
                    "%(left)s claims still wait for your verdict. Please give them first.", self.left,
                ) % {"left": self.left}
            )  # fmt: skip
        if says == Says.approve and self.untrue:
            raise forms.ValidationError(
                _("You found a claim that is not so. Ask for changes, or say beside it how the post puts it right.")
            )
        return says

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if self.fields["until"].required and not rules.may_stand_until(_end_of(day), timezone.now()):
            raise forms.ValidationError(_("Please choose a day between tomorrow and two years from now."))
        return day

    def ends_at(self) -> datetime:
        return _end_of(self.cleaned_data["until"])

    def weight(self) -> Weight:
        return Weight(Heaviness(self.cleaned_data["heaviness"]), Leaves(self.cleaned_data["leaves"]))

    def reason(self) -> str:
        """With the moment it is about in front, as a clock would show it."""
        because: str = self.cleaned_data["because"]
        second = self.cleaned_data["at_second"]
        return because if second is None else f"[{second // 60}:{second % 60:02}] {because}"


def in_words(approval: Approval | None) -> list[str]:
    """How heavy its reviewer found it, and what it leaves one with."""
    if approval is None:
        return []
    return [str(dict(HEAVY)[Heaviness(approval.heaviness)]), str(dict(LEAVES)[Leaves(approval.leaves)])]


def why_not(error: Exception, is_mine: bool) -> str:
    """In words, why an answer was not taken; `is_mine` where this reviewer had answered already."""
    if isinstance(error, actions.AlreadyDecided | screening.AlreadyAnswered):
        return str(_("You have answered this already.") if is_mine else _("Another reviewer has decided this already."))
    if isinstance(error, verdicts.NotAsShown):
        return str(WHY_NOT["HE001"])
    if isinstance(error, actions.ClaimsOpen):
        return str(WHY_NOT["HE006"])
    return str(WHY_NOT.get(getattr(error, "code", ""), _("It no longer waits for a decision.")))


class ReleaseForm(ReasonForm):
    """What a reviewer says of a post that the checks held."""

    goes_on = forms.ChoiceField(
        label=_("What should happen?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Let it go on to review")), ("no", _("Give it back to the person who made it"))],
        error_messages={"required": _("Please choose one of the two.")},
    )
    because = reason_field(_("The person who made it will read this if you give it back."))


def _end_of(day: date | None) -> datetime:
    assert day  # the field is required wherever this is asked
    return datetime.combine(day, time.max, UTC)
