from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from hearten.features.accounts.guards import reviewers_only, same_for_visitors, who
from hearten.features.corrections import actions, queries, rules
from hearten.features.corrections.forms import CorrectionForm, SignForm
from hearten.features.corrections.models import Correction
from hearten.features.corrections.rules import Signs
from hearten.features.posts.models import Revision
from hearten.features.signing.forms import NOT_CHECKED, RetractForm, why_not
from hearten.kit.words import typed

TROUBLE = (
    actions.MayNotCorrect, actions.NeedsStatement, actions.AlreadyWaiting, actions.AlreadySigned, actions.NotAsShown
)  # fmt: skip


@require_safe
@same_for_visitors
def corrections(request: HttpRequest) -> HttpResponse:
    found = queries.latest(rules.AT_ONCE + 1, rules.read_number(request.GET.get("before", "")))
    older = found[rules.AT_ONCE - 1].id if len(found) > rules.AT_ONCE else None
    return render(request, "corrections/corrections.html", {"corrections": found[: rules.AT_ONCE], "older": older})


@require_GET
@reviewers_only
def corrections_desk(request: HttpRequest) -> HttpResponse:
    shown = {"waiting": queries.waiting(who(request)), "standing": queries.standing(who(request))}
    return render(request, "corrections/desk.html", shown)


@require_http_methods(["GET", "POST"])
@reviewers_only
def correct(request: HttpRequest, post_id: UUID) -> HttpResponse:
    was = _was(request, post_id)
    form = CorrectionForm(was, request.POST if request.method == "POST" else None, request.GET.get("rests", ""))
    if not form.is_valid():
        return _write_page(request, was, form)
    try:
        made = actions.write(was, form.cleaned_data["was"], form.wrote(), who(request))
    except TROUBLE as error:
        return _not_now(request, error, typed(form))
    messages.success(request, _("Out of sight. Your words wait for another reviewer."))
    return redirect("correction", made.pk)


@require_GET
@reviewers_only
def correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    return _draft_page(request, _draft(request, correction_id))


@require_POST
@reviewers_only
def sign(request: HttpRequest, correction_id: int) -> HttpResponse:
    form = SignForm(seen := _draft(request, correction_id), request.POST)
    if not form.is_valid():
        return _draft_page(request, seen, form)
    said = form.cleaned_data
    try:
        actions.sign(seen, said["digest"], who(request), Signs(said["says"]), said["because"])
    except TROUBLE as error:
        return _not_now(request, error, said["because"])
    return redirect("correction", correction_id)


@require_POST
@reviewers_only
def retract(request: HttpRequest, correction_id: int) -> HttpResponse:
    seen, form = _draft(request, correction_id), RetractForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, seen, retracting=form)
    actions.retract(seen, who(request), form.cleaned_data["because"])
    messages.success(request, _("Taken back. Nobody can see it any more."))
    return redirect("corrections_desk")


def _was(request: HttpRequest, post_id: UUID) -> Revision:
    if (found := queries.corrected(who(request), post_id)) is None:
        raise Http404
    return found


def _draft(request: HttpRequest, correction_id: int) -> Correction:
    if (found := queries.draft_called(who(request), correction_id)) is None:
        raise Http404
    return found


def _write_page(request: HttpRequest, was: Revision, form: CorrectionForm) -> HttpResponse:
    shown = {
        "was": was, "form": form, "waiting": queries.waiting_of(was.post), "sources": queries.sources_of(was),
        "may_correct": queries.may_correct(who(request), was.post),
    }  # fmt: skip
    return render(request, "corrections/write.html", shown, status=400 if form.is_bound else 200)


def _draft_page(
    request: HttpRequest, seen: Correction, form: SignForm | None = None, retracting: RetractForm | None = None
) -> HttpResponse:
    shown = {
        "draft": seen, "form": form or SignForm(seen), "retracting": retracting or RetractForm(),
        "is_own": seen.author_id == who(request).pk, "one": queries.called(seen.pk),
    }  # fmt: skip
    return render(request, "corrections/draft.html", shown, status=400 if form or retracting else 200)


def _not_now(request: HttpRequest, error: Exception, written: str) -> HttpResponse:
    """Nothing was changed; what the reviewer wrote is shown, so that it is not lost."""
    return render(request, "corrections/not_now.html", {"why": _why(error), "written": written}, status=409)


def _why(error: Exception) -> str:
    if isinstance(error, actions.AlreadyWaiting):
        return _("Another correction of this post waits for a second reviewer.")
    if isinstance(error, actions.MayNotCorrect):
        return str(NOT_CHECKED)
    return why_not(error, {
        "HE002": _("Nobody can sign their own words. Another reviewer has to read them."),
        "HE005": _("Guidance it rests on has changed since it was written. Please send it back."),
        "HE007": _("The check of its author’s profession has ended. Please send it back."),
    })  # fmt: skip
