from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.guards import open_to, operators_only, reviewers_only, who
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Door, Role
from hearten.features.posts import queries as posts
from hearten.features.posts.models import Revision
from hearten.features.review import actions, queries, rules
from hearten.features.review.forms import DecisionForm, ReleaseForm, TakeDownForm, in_words, why_not
from hearten.features.review.queries import Case
from hearten.features.review.rules import BREAK_AFTER, Says
from hearten.features.screening import actions as screening
from hearten.features.verdicts import actions as verdicts
from hearten.features.verdicts.forms import VerdictsForm
from hearten.features.verdicts.rules import SHOWN, WRITTEN, shown_beside
from hearten.kit.words import typed

PUBLIC_AT_ONCE = 50


team_only = open_to(Role.reviewer, Role.operator)


@require_GET
@reviewers_only
def desk(request: HttpRequest) -> HttpResponse:
    waiting, carried = queries.waiting_for_review(who(request)), queries.decided_lately(who(request))
    shown = {
        "waiting": waiting, "carried": carried, "enough": BREAK_AFTER, "break_time": rules.is_time_for_a_break(carried),
        "batches": rules.batches([one.change_id for one in row.changed] for row in waiting),
    }  # fmt: skip
    return render(request, "review/desk.html", shown)


@require_GET
@reviewers_only
def case(request: HttpRequest, post_id: UUID, number: int) -> HttpResponse:
    return _case_page(request, _case(request, post_id, number))


@require_POST
@reviewers_only
def decide(request: HttpRequest, post_id: UUID, number: int) -> HttpResponse:
    form = DecisionForm(seen := _case(request, post_id, number), request.POST)
    if not form.is_valid():
        return _case_page(request, seen, decision_form=form)
    try:
        _decide(seen, form, who(request))
    except (actions.AlreadyDecided, actions.MayNotDecide, actions.NotAsShown, actions.ClaimsOpen) as error:
        return _sorry(request, seen, error, form.reason())
    messages.success(request, _("Thank you. The person who made it will see what you wrote."))
    return redirect("desk")


@require_POST
@reviewers_only
def release(request: HttpRequest, post_id: UUID, number: int) -> HttpResponse:
    seen, form = _case(request, post_id, number), ReleaseForm(request.POST)
    if not form.is_valid():
        return _case_page(request, seen, release_form=form)
    goes_on, because = form.cleaned_data["goes_on"] == "yes", form.cleaned_data["because"]
    try:
        screening.release(seen.revision, who(request), goes_on, because)
    except (screening.AlreadyAnswered, screening.MayNotRelease) as error:
        return _sorry(request, seen, error, because)
    messages.success(request, _("Thank you. It is on its way."))
    return redirect("desk")


@require_POST
@reviewers_only
def judge(request: HttpRequest, post_id: UUID, number: int) -> HttpResponse:
    form = VerdictsForm((seen := _case(request, post_id, number)).scales, seen.revision.digest or "", request.POST)
    if not form.is_valid():
        return _case_page(request, seen, verdicts_form=form)
    try:
        verdicts.judge(seen.revision, form.cleaned_data["digest"], who(request), form.said())
    except (verdicts.MayNotJudge, verdicts.NotAsShown) as error:
        return _sorry(request, seen, error, typed(form))
    return redirect(form.onwards(request.path.removesuffix("claims/")))


@require_GET
@team_only
def public_now(request: HttpRequest) -> HttpResponse:
    """Fifty at a time, the newest first; `after` names the last one of the page before."""
    last = queries.public_post(rules.as_post_id(request.GET.get("after", "")))
    found = queries.public_posts((last.published_at, last.post_id) if last else None, PUBLIC_AT_ONCE + 1)
    mine = {str(post.pk) for post in posts.posts_of(who(request))}
    shown = {
        "public": [one for one in found[:PUBLIC_AT_ONCE] if one.post_id not in mine],
        "after": found[PUBLIC_AT_ONCE - 1].post_id if len(found) > PUBLIC_AT_ONCE else "",
        "taken_down": posts.taken_down(who(request)),
    }
    return render(request, "review/public_now.html", shown)


@require_http_methods(["GET", "POST"])
@team_only
def take_down(request: HttpRequest, post_id: UUID) -> HttpResponse:
    seen, form = _anothers(request, post_id), TakeDownForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _sight_page(request, seen, form)
    actions.take_down(seen.post, who(request), form.cleaned_data["because"])
    messages.success(request, _("Out of sight. The person who made it can read your reason."))
    return redirect("take_down", post_id)


@require_POST
@operators_only
def put_back(request: HttpRequest, post_id: UUID) -> HttpResponse:
    try:
        actions.put_back(_anothers(request, post_id).post, who(request))
        messages.success(request, _("Put back. If an approval stands, everyone can see it again."))
    except actions.MayNotTakeDown:
        messages.error(request, _("Its author hid it, so only they can show it again."))
    return redirect("take_down", post_id)


def _decide(seen: Case, form: DecisionForm, reviewer: Person) -> None:
    says, digest = Says(form.cleaned_data["says"]), form.cleaned_data["digest"]
    if says == Says.approve:
        shown = form.cleaned_data["claims"]
        actions.approve(seen.revision, digest, reviewer, form.reason(), form.ends_at(), form.weight(), shown)
    else:
        actions.turn_back(seen.revision, digest, reviewer, says, form.reason())


def _case(request: HttpRequest, post_id: UUID, number: int) -> Case:
    shows = SHOWN in (request.GET.get(WRITTEN), request.POST.get(WRITTEN))
    found = queries.case_of(who(request), post_id, number, shows)
    if found is None:
        raise Http404
    return found


def _anothers(request: HttpRequest, post_id: UUID) -> Revision:
    if (found := posts.sealed_by_another(who(request), post_id)) is None:
        raise Http404
    return found


def _sight_page(request: HttpRequest, seen: Revision, form: TakeDownForm) -> HttpResponse:
    shown = {
        "seen": seen, "form": form, "withdrawal": posts.standing_withdrawal(seen.post),
        "public": queries.public_post(str(seen.post_id)),
        "may_put_back": accounts.door(who(request), Role.operator) == Door.opens,
        "may_review": accounts.door(who(request), Role.reviewer) == Door.opens,
    }  # fmt: skip
    return render(request, "review/take_down.html", shown, status=400 if form.is_bound else 200)


def _case_page(request: HttpRequest, seen: Case, **answered: Form) -> HttpResponse:
    """`answered` is the one form, if any, that needs another look."""
    digest = seen.revision.digest or ""
    shown = {
        "case": seen, "decision_form": DecisionForm(seen), "release_form": ReleaseForm(),
        "verdicts_form": VerdictsForm(seen.scales, digest), "weight": in_words(seen.approval),
        "on_sources": shown_beside(seen.confirmed), **answered,
    }  # fmt: skip
    return render(request, "review/case.html", shown, status=400 if answered else 200)


def _sorry(request: HttpRequest, seen: Case, error: Exception, written: str) -> HttpResponse:
    """Nothing was changed; what the reviewer wrote is shown, so that it is not lost."""
    why = why_not(error, queries.answered_by(seen.revision, who(request)))
    return render(request, "review/not_now.html", {"case": seen, "why": why, "written": written}, status=409)
