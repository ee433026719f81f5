import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearten.features.accounts.guards import open_to, reviewers_only, same_for_visitors, who
from hearten.features.accounts.rules import Role
from hearten.features.campaigns import actions, queries, rules
from hearten.features.campaigns.forms import CampaignForm, SigningForm
from hearten.features.campaigns.models import Campaign
from hearten.features.campaigns.queries import Gathered
from hearten.features.campaigns.rules import Says
from hearten.features.signing.forms import RetractForm, why_not
from hearten.kit.words import in_script, typed

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
managers_only = open_to(Role.campaign_manager)
team_only = open_to(Role.reviewer, Role.campaign_manager)


@require_safe
@same_for_visitors
def campaigns(request: HttpRequest) -> HttpResponse:
    found = queries.public_campaigns(get_language() or "")
    shown = {"running": [one for one in found if not one.is_over], "over": [one for one in found if one.is_over]}
    return render(request, "campaigns/index.html", shown)


@require_safe
@same_for_visitors
def campaign(request: HttpRequest, called: str) -> HttpResponse:
    found = queries.gathered(called)
    if found is None:
        raise Http404
    seen_as = in_script(_described(request, found))
    return render(request, "campaigns/campaign.html", {"found": found, "one": found.campaign, "structured": seen_as})


def _described(request: HttpRequest, found: Gathered) -> dict[str, object]:
    at, one = request.build_absolute_uri, found.campaign
    posts = [(card["title"], at(reverse("post", args=[card["post_id"]]))) for card in found.cards]
    return rules.described(one.said, one.begins, one.until, at(request.path), posts)


@require_safe
@team_only
@never_cache
def campaigns_desk(request: HttpRequest) -> HttpResponse:
    person = who(request)
    shown = {
        "waiting": queries.waiting(), "sent_back": queries.sent_back_to(person), "to_come": queries.to_come(),
        "public": queries.public_campaigns(), "may_write": queries.may_write(person),
    }  # fmt: skip
    return render(request, "campaigns/desk.html", shown)


@require_http_methods(["GET", "POST"])
@managers_only
@never_cache
def new_campaign(request: HttpRequest) -> HttpResponse:
    """Of nothing, or as a new version of one that is there: `?from=` its number."""
    form = CampaignForm(request.POST if request.method == "POST" else None, _earlier(request.GET.get("from", "")))
    if not form.is_valid():
        return render(request, "campaigns/new.html", {"form": form}, status=400 if form.errors else 200)
    try:
        made = actions.propose(form.plan(), who(request))
    except (actions.MayNotWrite, actions.NotACampaign):
        return _sorry(request, form, _("One of the posts has changed since you opened this page."))
    return redirect("campaign_draft", made.pk)


def _earlier(number: str) -> Campaign | None:
    return queries.campaign_called(int(number)) if NUMBER.fullmatch(number) else None


@require_safe
@team_only
@never_cache
def campaign_draft(request: HttpRequest, campaign_id: int) -> HttpResponse:
    found = _campaign(campaign_id)
    return _draft_page(request, found, SigningForm(found), RetractForm())


@require_POST
@reviewers_only
def sign_campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    found = _campaign(campaign_id)
    form = SigningForm(found, request.POST)
    if not form.is_valid():
        return _draft_page(request, found, form, RetractForm())
    said = form.cleaned_data
    try:
        actions.sign(found, said["digest"], who(request), Says(said["says"]), said["because"])
    except (actions.AlreadySigned, actions.NotAsShown) as error:
        return _sorry(request, form, _why(error))
    return redirect("campaign_draft", found.pk)


@require_POST
@team_only
def retract_campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    found, form = _campaign(campaign_id), RetractForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, found, SigningForm(found), form)
    actions.retract(found, who(request), form.cleaned_data["because"])
    messages.success(request, _("Taken back. Nobody can see it any more."))
    return redirect("campaign_draft", found.pk)


def _campaign(campaign_id: int) -> Campaign:
    found = queries.campaign_called(campaign_id)
    if found is None:
        raise Http404
    return found


def _draft_page(request: HttpRequest, found: Campaign, signing: SigningForm, retracting: RetractForm) -> HttpResponse:
    person, cards, act = who(request), queries.posts_of(found), rules.act_of(found.said)
    shown = {
        "campaign": found, "cards": cards, "missing": len(found.said["posts"]) - len(cards),
        "act": act, "act_post": queries.act_of(act), "exercises": [act.exercise],
        "form": signing, "retracting": retracting, "may_sign": queries.may_sign(found, person),
        "public": queries.is_public(found), "is_own": found.proposer_id == person.pk,
    }  # fmt: skip
    return render(request, "campaigns/draft.html", shown, status=400 if signing.errors or retracting.errors else 200)


def _sorry(request: HttpRequest, form: CampaignForm | SigningForm, why: str) -> HttpResponse:
    """Nothing was changed; what the person wrote is shown, so that it is not lost."""
    return render(request, "campaigns/not_now.html", {"why": why, "written": typed(form)}, status=409)


def _why(error: Exception) -> str:
    return why_not(error, {
        "HE002": _("Nobody can sign their own campaign. Another reviewer has to read it."),
        "HE004": _("Its last day is past, or more than two years away. Please send it back for another one."),
        "HE005": _("Whoever wrote it is no campaign manager any more. Please send it back."),
    })  # fmt: skip
