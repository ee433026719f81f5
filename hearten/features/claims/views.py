from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from hearten.features.accounts.guards import reviewers_only, same_for_visitors, who
from hearten.features.claims import actions, queries
from hearten.features.claims.forms import ReadingForm
from hearten.features.claims.models import Answer
from hearten.features.claims.rules import Reads
from hearten.features.signing.forms import RetractForm, why_not


@require_safe
@same_for_visitors
def signed_answers(request: HttpRequest) -> HttpResponse:
    answers = queries.public_by_topic()
    seen_as = queries.structured(answers, request.build_absolute_uri(request.path), settings.HEARTEN.site_name)
    return render(request, "claims/answers.html", {"answers": answers, "structured": seen_as})


@require_GET
@reviewers_only
def answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    return _answer_page(request, _answer(answer_id))


@require_POST
@reviewers_only
def read(request: HttpRequest, answer_id: int) -> HttpResponse:
    form = ReadingForm(seen := _answer(answer_id), request.POST)
    if not form.is_valid():
        return _answer_page(request, seen, form)
    said = form.cleaned_data
    try:
        actions.read(seen, said["digest"], who(request), Reads(said["says"]), said["because"])
    except (actions.AlreadyRead, actions.NotAsShown) as error:
        return _not_now(request, error, said["because"])
    messages.success(request, _("Thank you. Whoever asked can read what you decided."))
    return redirect("claims_desk")


@require_POST
@reviewers_only
def retract(request: HttpRequest, answer_id: int) -> HttpResponse:
    form = RetractForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, _answer(answer_id), retracting=form)
    actions.retract(_answer(answer_id), who(request), form.cleaned_data["because"])
    messages.success(request, _("Taken back. Nobody can see it any more."))
    return redirect("claims_desk")


def _answer(answer_id: int) -> Answer:
    if (found := queries.answer_called(answer_id)) is None:
        raise Http404
    return found


def _answer_page(
    request: HttpRequest, seen: Answer, form: ReadingForm | None = None, retracting: RetractForm | None = None
) -> HttpResponse:
    shown = {
        "answer": seen, "form": form or ReadingForm(seen), "retracting": retracting or RetractForm(),
        "is_own": seen.author_id == who(request).pk, "public": queries.public_answer(seen.pk),
    }  # fmt: skip
    return render(request, "claims/answer.html", shown, status=400 if form or retracting else 200)


def _not_now(request: HttpRequest, error: Exception, written: str) -> HttpResponse:
    """Nothing was changed; what the clinician wrote is shown, so that it is not lost."""
    shown = {"why": _why(error), "written": written}
    return render(request, "claims/not_now.html", shown, status=409)


def _why(error: Exception) -> str:
    return why_not(error, {
        "HE002": _("Nobody can sign their own answer. Another reviewer has to read it."),
        "HE004": _("An answer can stand for two years at most. Please send it back for an earlier day."),
        "HE005": _("The check of its author’s profession has ended. Please send it back."),
    })  # fmt: skip
