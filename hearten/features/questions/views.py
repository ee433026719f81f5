from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from hearten.features.accounts.guards import reviewers_only, who
from hearten.features.claims import actions as claims
from hearten.features.claims import queries as known
from hearten.features.claims.forms import AnswerForm
from hearten.features.claims.models import Answer
from hearten.features.help import queries as helping
from hearten.features.questions import actions, queries
from hearten.features.questions.forms import AlsoForm, AskForm, DeclineForm, SendForm, new_mark
from hearten.features.questions.queries import Case
from hearten.features.questions.rules import Decline
from hearten.kit.rate import Rate, household
from hearten.kit.words import typed

AN_HOUR = 3600
SENT, LOOKED_UP = Rate(20, AN_HOUR), Rate(240, AN_HOUR)  # by one household


# The two forms below carry no key of Django's, so that asking sets no cookie: docs/decisions/0020.
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@never_cache
def is_it_true(request: HttpRequest) -> HttpResponse:
    """What was typed is in no address and in no log, and is not kept."""
    if request.method != "POST":
        return _ask_page(request, AskForm())
    form = AskForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, form, status=400)
    if LOOKED_UP.wait(_household(request)):
        return _ask_page(request, form, status=429, why=_("You asked many times. Please wait a few minutes."))
    return _ask_page(request, form, found=known.find(form.cleaned_data["text"], form.cleaned_data["language"]))


@require_POST
@csrf_exempt
@never_cache
def send(request: HttpRequest) -> HttpResponse:
    form = SendForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, AskForm(request.POST), status=400)
    if SENT.wait(_household(request)):
        return _ask_page(request, form, status=429, why=_("You sent many questions. Please wait an hour."))
    try:
        question = actions.ask(form.asked())
    except actions.Full:
        return _ask_page(request, form, status=503, why=_("Very many questions wait just now. Please come back later."))
    return redirect("receipt", question.name_on_paper)


@require_safe
@never_cache
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    if (standing := queries.standing(receipt)) is None:
        return _private(render(request, "questions/no_receipt.html", status=404))
    return _private(render(request, "questions/receipt.html", {"standing": standing}))


@require_GET
@reviewers_only
def claims_desk(request: HttpRequest) -> HttpResponse:
    public = known.public_by_topic()
    shown = {"waiting": queries.waiting(), "drafts": known.drafts(), "public": public}
    shown["out_of_sight"] = queries.out_of_sight(public)
    return render(request, "questions/desk.html", shown | {"may_answer": known.may_answer(who(request))})


@require_GET
@reviewers_only
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    return _case_page(request, _case(question_id))


@require_POST
@reviewers_only
def draft(request: HttpRequest, question_id: int) -> HttpResponse:
    case = _case(question_id)
    form, also = AnswerForm(case.near, case.last, request.POST), AlsoForm(case.question, case.alike, request.POST)
    if not form.is_valid() or not also.is_valid():
        return _case_page(request, case, form, also)
    try:
        wrote, seen = form.wrote(case.question.language), also.cleaned_data["seen"]
        made = actions.draft(case.question, seen, wrote, who(request), also.chosen())
    except (actions.NotAsShown, claims.MayNotAnswer, claims.NeedsStatement) as error:
        return _not_now(request, error, typed(form))
    return redirect("answer", made.pk)


@require_http_methods(["GET", "POST"])
@reviewers_only
def renew(request: HttpRequest, answer_id: int) -> HttpResponse:
    if (old := known.answer_called(answer_id)) is None:
        raise Http404
    form = AnswerForm(queries.near_to(old), old, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _renew_page(request, old, form)
    try:
        made = actions.renew(old, form.wrote(old.said["language"]), who(request))
    except (claims.MayNotAnswer, claims.NeedsStatement) as error:
        return _not_now(request, error, typed(form))
    return redirect("answer", made.pk)


@require_POST
@reviewers_only
def decline(request: HttpRequest, question_id: int) -> HttpResponse:
    case, form = _case(question_id), DeclineForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, declining=form)
    try:
        actions.decline(case.question, who(request), Decline(form.cleaned_data["why"]))
    except (actions.NotAsShown, claims.MayNotAnswer) as error:
        return _not_now(request, error)
    messages.success(request, _("Thank you. The receipt says so."))
    return redirect("claims_desk")


def _household(request: HttpRequest) -> str:
    return household(request.META.get("REMOTE_ADDR", ""))


def _ask_page(request: HttpRequest, form: AskForm, status: int = 200, **shown: object) -> HttpResponse:
    """Help comes first, whatever else is to be said; the words stay in the box."""
    card = helping.card_for(request.POST.get("text", ""), request.POST.get("language", ""))
    said = {"form": form, "card": card, "once": form.data.get("once") or new_mark(), **shown}
    return render(request, "questions/ask.html", said, status=status)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _case(question_id: int) -> Case:
    if (found := queries.case_of(question_id)) is None:
        raise Http404
    return found


def _case_page(
    request: HttpRequest, case: Case, form: AnswerForm | None = None, also: AlsoForm | None = None,
    declining: DeclineForm | None = None,
) -> HttpResponse:  # fmt: skip
    shown = {
        "case": case, "form": form or AnswerForm(case.near, case.last),
        "also": also or AlsoForm(case.question, case.alike), "declining": declining or DeclineForm(),
        "may_answer": known.may_answer(who(request)),
    }  # fmt: skip
    return render(request, "questions/question.html", shown, status=400 if form or declining else 200)


def _renew_page(request: HttpRequest, old: Answer, form: AnswerForm) -> HttpResponse:
    return render(request, "questions/renew.html", {"old": old, "form": form}, status=400 if form.is_bound else 200)


def _not_now(request: HttpRequest, error: Exception, written: str = "") -> HttpResponse:
    """Nothing was changed; what the clinician wrote is shown, so that it is not lost."""
    return render(request, "claims/not_now.html", {"why": _why(error), "written": written}, status=409)


def _why(error: Exception) -> str:
    if isinstance(error, claims.MayNotAnswer):
        return _("Only a reviewer whose profession was checked can answer. Please ask an operator to renew yours.")
    return _("Someone else has answered or changed it since you opened this page.")
