from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearten.features.accounts.guards import reviewers_only, who
from hearten.features.guidance.actions import BadPacks
from hearten.features.guidance.models import Change
from hearten.features.recheck import actions, queries
from hearten.features.recheck.forms import ChangeAnswerForm, ProposalForm
from hearten.features.recheck.rules import Line


@require_GET
@reviewers_only
def changes(request: HttpRequest) -> HttpResponse:
    found, torn = _difference()
    shown = {"changes": queries.changes(), "waiting": len(found), "torn": torn}
    return render(request, "recheck/changes.html", shown)


@require_http_methods(["GET", "POST"])
@reviewers_only
def new_change(request: HttpRequest) -> HttpResponse:
    found, torn = _difference()
    form = ProposalForm(actions.fingerprint(found), request.POST if request.method == "POST" else None)
    if torn or not form.is_valid():
        return _proposal_page(request, found, form, torn)
    said = form.cleaned_data
    try:
        made = actions.propose(settings.GUIDANCE_ROOT, who(request), said["because"], form.wording_only, said["shown"])
    except (actions.MayNotDecide, actions.NothingToPropose, actions.AlreadyOpen, actions.NotAsShown) as error:
        return _sorry(request, error, said["because"])
    return redirect("change", made.pk)


@require_GET
@reviewers_only
def change(request: HttpRequest, change_id: int) -> HttpResponse:
    return _change_page(request, _change(change_id))


@require_POST
@reviewers_only
def answer_change(request: HttpRequest, change_id: int) -> HttpResponse:
    seen = _change(change_id)
    form = ChangeAnswerForm(seen.digest, _may_apply(request, seen), request.POST)
    if not form.is_valid():
        return _change_page(request, seen, form)
    said = form.cleaned_data
    try:
        hidden = actions.answer(seen, said["digest"], who(request), said["applies"] == "yes", said["because"])
    except (actions.MayNotDecide, actions.NotAsShown) as error:
        return _sorry(request, error, said["because"])
    messages.success(request, _told(said["applies"] == "yes", hidden))
    return redirect("change", seen.pk)


def _told(applied: bool, hidden: int) -> str:
    if not applied:
        return _("Not applied. Guidance stays as it is.")
    return ngettext(
        "Applied. %(count)d post went out of sight until someone has looked at it again.",
        "Applied. %(count)d posts went out of sight until someone has looked at them again.",
        hidden,
    ) % {"count": hidden}


def _difference() -> tuple[list[Line], BadPacks | None]:
    try:
        return queries.difference(settings.GUIDANCE_ROOT), None
    except BadPacks as torn:
        return [], torn


def _change(change_id: int) -> Change:
    found = queries.change_called(change_id)
    if found is None:
        raise Http404
    return found


def _may_apply(request: HttpRequest, seen: Change) -> bool:
    return queries.may_decide(who(request)) and seen.proposed_by_id != who(request).pk


def _proposal_page(request: HttpRequest, found: list[Line], form: ProposalForm, torn: BadPacks | None) -> HttpResponse:
    shown = {
        "lines": queries.shown(found), "hides": queries.would_hide(found), "form": form, "torn": torn,
        "may": queries.may_decide(who(request)), "open": queries.open_change(),
    }  # fmt: skip
    return render(request, "recheck/new_change.html", shown, status=400 if form.is_bound else 200)


def _change_page(request: HttpRequest, seen: Change, form: ChangeAnswerForm | None = None) -> HttpResponse:
    lines, may_apply = queries.lines_of(seen), _may_apply(request, seen)
    shown = {
        "change": seen, "lines": queries.shown(lines), "hides": queries.would_hide(lines),
        "batch": queries.batch(seen, who(request)), "may": queries.may_decide(who(request)),
        "is_mine": seen.proposed_by_id == who(request).pk,
        "form": form or ChangeAnswerForm(seen.digest, may_apply),
    }  # fmt: skip
    return render(request, "recheck/change.html", shown, status=400 if form else 200)


def _sorry(request: HttpRequest, error: Exception, written: str) -> HttpResponse:
    """Nothing was changed; what the reviewer wrote is shown, so that it is not lost."""
    why = {
        actions.MayNotDecide: _("Two reviewers whose professions were checked decide, one after the other."),
        actions.NothingToPropose: _("The files say what this site says already."),
        actions.AlreadyOpen: _("Another change waits for its second person. Please answer that one first."),
        actions.NotAsShown: _("It has changed since you opened this page. Please look at it again."),
    }[type(error)]
    return render(request, "recheck/not_now.html", {"why": why, "written": written}, status=409)
