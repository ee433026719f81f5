from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hearten.features.campaigns import queries, rules
from hearten.features.campaigns.actions import Plan
from hearten.features.campaigns.models import Campaign
from hearten.features.campaigns.rules import Act, Says
from hearten.features.exercises.rules import RESTS_ON as EXERCISES
from hearten.features.paths.rules import posts_named_in
from hearten.features.signing import forms as signing
from hearten.features.signing.rules import end_of
from hearten.kit.words import WordsField

LINE_SHOWN = 120  # letters of a line that is not right


class CampaignForm(forms.Form):
    """A campaign as its manager writes it: what it is for, who runs it, when, and which posts it gathers."""

    title = WordsField(label=_("Title"), max_length=120)
    slug = forms.SlugField(
        label=_("Short name for its address"), max_length=60,
        help_text=_(
            "Letters a to z, numbers and hyphens. A new campaign takes the place of the one with the same name."
        ),
    )  # fmt: skip
    purpose = WordsField(
        label=_("What it is for, in plain words"), max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )
    runs = WordsField(label=_("Who runs it"), max_length=120)
    language = forms.ChoiceField(label=_("Language of these words"), choices=settings.LANGUAGES)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    begins = forms.DateField(
        label=_("Its first day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = signing.UntilField(label=_("Its last day"), help_text=_("It can last for two years at most."))
    posts = WordsField(
        label=_("Its posts"), widget=forms.Textarea(attrs={"rows": 6}), max_length=18_000,
        help_text=_("Copy the address of each post, one on a line. Its title may stand behind it. Up to sixty."),
    )  # fmt: skip
    act = WordsField(
        label=_("What one can do"), required=False, max_length=300,
        help_text=_("If you like: the address of one public post or of an exercise of this site."),
    )  # fmt: skip

    def __init__(self, heard: QueryDict | None = None, earlier: Campaign | None = None) -> None:
        """`earlier` is a campaign of which this is to be a new version."""
        super().__init__(heard, initial=_said_in(earlier, timezone.now().date()) if earlier else None)
        signing.offer_days(self.fields["until"])
        self.fields["begins"].initial = timezone.now().date()

    def clean_runs(self) -> str:
        runs: str = self.cleaned_data["runs"]
        if not rules.is_theirs(runs):
            raise forms.ValidationError(
                _("Please leave out ticks, addresses, numbers and the names of bodies such as WHO.")
            )
        return runs

    def clean_posts(self) -> list[str]:
        lines = self.cleaned_data["posts"]
        named = posts_named_in(lines)
        if len(named) > rules.MOST_POSTS:
            raise forms.ValidationError(_("Please name at least one post, and not more than sixty."))
        if beside := rules.line_beside(lines, queries.public_of(named)):
            number, line = beside
            told = {"number": number, "line": f"\u2068{line[:LINE_SHOWN]}\u2069"}
            raise forms.ValidationError(_("Line %(number)s is not the address of a public post: %(line)s"), params=told)
        return named

    def clean_act(self) -> Act:
        act = rules.act_in(self.cleaned_data["act"], EXERCISES)
        if act is None or not queries.are_ours([], act):
            raise forms.ValidationError(_("This is not the address of a public post or an exercise of this site."))
        return act

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first: date | None = said.get("begins")
        last: date | None = said.get("until")
        if first and last and first > last:
            self.add_error("until", _("The last day comes before the first."))
        return said

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            said["slug"], said["title"], said["purpose"], said["runs"], said["language"], said["languages"],
            said["posts"], rules.start_of(said["begins"]), end_of(said["until"]), said["act"],
        )  # fmt: skip


def _said_in(earlier: Campaign, today: date) -> dict[str, Any]:
    """As the form would have it: each post by its address and title; a last day that is past is left out."""
    titles = {card["post_id"]: card["title"] for card in queries.posts_of(earlier)}
    posts = [f"{reverse('post', args=[post])} {titles.get(post, '')}".strip() for post in earlier.said["posts"]]
    act = rules.act_of(earlier.said)
    at = reverse("exercise", args=[act.exercise]) if act.exercise else reverse("post", args=[act.post]) if act else ""
    same = {name: earlier.said[name] for name in ("title", "slug", "purpose", "runs", "language", "languages")}
    days = {"begins": max(earlier.begins.date(), today)} | (
        {"until": earlier.until.date()} if earlier.until.date() > today else {}
    )
    return same | days | {"posts": "\n".join(posts), "act": at}


class SigningForm(signing.SigningForm):
    """What a second person says of a campaign."""

    yes = (Says.sign, _("Sign it: everybody may see it from its first day"))
