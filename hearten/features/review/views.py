from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Door, Role
from hearten.features.review import actions, queries, rules
from hearten.features.review.forms import DecisionForm, ReleaseForm
from hearten.features.review.queries import Case
from hearten.features.review.rules import BREAK_AFTER, Says
from hearten.features.screening import actions as screening

View = Callable[..., HttpResponse]


def reviewers_only(view: View) -> View:
    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        match accounts.door(_who(request), Role.reviewer):
            case Door.opens:
                return view(request, *args, **named)
            case Door.needs_second_factor:
                return render(request, "accounts/second_factor.html", status=403)
            case _:
                raise Http404

    return guarded


@require_GET
@reviewers_only
def desk(request: HttpRequest) -> HttpResponse:
    carried = queries.decided_lately(_who(request))
    shown = {
        "waiting": queries.waiting_for_review(_who(request)), "carried": carried, "enough": BREAK_AFTER,
        "break_time": rules.is_time_for_a_break(carried),
    }  # fmt: skip
    return render(request, "review/desk.html", shown)


@require_GET
@reviewers_only
def case(request: HttpRequest, post_id: UUID, number: int) -> HttpResponse:
    return _case_page(request, _case(request, post_id, number))


@require_POST
@reviewers_only
def decide(request: HttpRequest, post_id: UUID, number: int) -> HttpResponse:
    seen, form = _case(request, post_id, number), DecisionForm(request.POST)
    if not form.is_valid():
        return _case_page(request, seen, decision_form=form)
    try:
        _decide(seen, form, _who(request))
    except (actions.AlreadyDecided, actions.MayNotDecide, actions.NotAsShown) as error:
        return _sorry(request, seen, _why(error), form.reason())
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
        screening.release(seen.revision, _who(request), goes_on, because)
    except (screening.AlreadyAnswered, screening.MayNotRelease):
        return _sorry(request, seen, _("Another reviewer has answered this already."), because)
    messages.success(request, _("Thank you. It is on its way."))
    return redirect("desk")


def _decide(seen: Case, form: DecisionForm, reviewer: Person) -> None:
    says, digest = Says(form.cleaned_data["says"]), form.cleaned_data["digest"]
    if says == Says.approve:
        actions.approve(seen.revision, digest, reviewer, form.reason(), form.ends_at())
    else:
        actions.turn_back(seen.revision, digest, reviewer, says, form.reason())


def _why(error: Exception) -> str:
    if isinstance(error, actions.AlreadyDecided):
        return _("Another reviewer has decided this already.")
    return {
        "HE001": _("It has changed since you opened this page. Please look at it again before you sign."),
        "HE002": _("Nobody can approve their own post."),
        "HE003": _("Only a reviewer whose profession was checked can approve. Please ask an operator to renew yours."),
        "HE004": _("An approval can stand for two years at most. Please choose an earlier day."),
    }.get(getattr(error, "code", ""), _("It no longer waits for a decision."))


def _who(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _case(request: HttpRequest, post_id: UUID, number: int) -> Case:
    found = queries.case_of(_who(request), post_id, number)
    if found is None:
        raise Http404
    return found


def _case_page(
    request: HttpRequest, seen: Case, decision_form: DecisionForm | None = None, release_form: ReleaseForm | None = None
) -> HttpResponse:
    shown = {
        "case": seen,
        "decision_form": decision_form or DecisionForm(initial={"digest": seen.revision.digest}),
        "release_form": release_form or ReleaseForm(),
    }
    return render(request, "review/case.html", shown, status=400 if decision_form or release_form else 200)


def _sorry(request: HttpRequest, seen: Case, why: str, written: str) -> HttpResponse:
    """Nothing was changed; what the reviewer wrote is shown, so that it is not lost."""
    return render(request, "review/not_now.html", {"case": seen, "why": why, "written": written}, status=409)
