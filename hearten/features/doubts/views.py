from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.guards import reviewers_only, who
from hearten.features.claims import actions as claims
from hearten.features.claims import queries as known
from hearten.features.corrections import queries as corrections
from hearten.features.doubts import actions, queries, rules
from hearten.features.doubts.forms import CloseForm, DoubtForm, StandsForm, WhichForm
from hearten.features.doubts.queries import Case, Shown
from hearten.features.help import queries as helping
from hearten.features.questions.forms import new_mark
from hearten.features.questions.rules import Decline
from hearten.kit.rate import Rate, household
from hearten.kit.words import typed

SENT = Rate(20, 3600)  # by one household
FIRST = Rate(1, rules.WITHIN.total_seconds())  # of one household about one post: what counts as separate


# As "Is it true?", this form carries no key of Django's, so that it sets no cookie: docs/decisions/0020. A request from
# another site comes without the cookie of who is signed in, so it can claim no profession.
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@never_cache
def doubt(request: HttpRequest, post_id: UUID) -> HttpResponse:
    shown = queries.shown(post_id)
    if request.method == "POST":
        return _hear(request, shown)
    if shown is None and corrections.of_post(post_id):
        return redirect("post", post_id)
    if shown is None:
        raise Http404
    return _page(request, shown, DoubtForm(shown.sources, _is_checked(request)))


def _hear(request: HttpRequest, shown: Shown | None) -> HttpResponse:
    if shown is None:
        return _page(request, None, DoubtForm((), False, request.POST), 404)
    form = DoubtForm(shown.sources, _is_checked(request), request.POST)
    if not form.is_valid():
        return _page(request, shown, form, 400)
    if form.cleaned_data["digest"] != shown.digest:
        return _page(request, shown, form, 409, _("This post has changed since you opened this page."))
    if _card(request) and not form.cleaned_data["after_help"]:
        return _page(request, shown, form)
    return _send(request, shown, form)


def _send(request: HttpRequest, shown: Shown, form: DoubtForm) -> HttpResponse:
    home = household(request.META.get("REMOTE_ADDR", ""))
    if SENT.wait(home):
        return _page(request, shown, form, 429, _("You sent many questions. Please wait an hour."))
    is_separate = not FIRST.wait(f"{home} {shown.post_id}")
    try:
        made = actions.send(form.said(shown), is_separate, form.cleaned_data.get("professional", False))
    except actions.Full:
        return _page(request, shown, form, 503, _("Very many questions wait just now. Please come back later."))
    except actions.NotAsShown:
        return _page(request, shown, form, 409, _("This post has changed since you opened this page."))
    return redirect("doubt_receipt", made.name_on_paper)


@require_safe
@never_cache
def doubt_receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    standing = queries.standing(receipt)
    name, status = ("doubts/receipt.html", 200) if standing else ("questions/no_receipt.html", 404)
    answer = render(request, name, {"standing": standing}, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_GET
@reviewers_only
def doubts_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "doubts/desk.html", {"rows": queries.lane(who(request))})


@require_GET
@reviewers_only
def doubted(request: HttpRequest, post_id: UUID) -> HttpResponse:
    return _case_page(request, _case(request, post_id))


@require_POST
@reviewers_only
def answer_doubts(request: HttpRequest, post_id: UUID) -> HttpResponse:
    case = _case(request, post_id)
    form, which = StandsForm(case, request.POST), WhichForm(case.row.doubts, request.POST)
    if not form.is_valid() or not which.is_valid():
        return _case_page(request, case, form, which)
    try:
        made = actions.answer(case.row.revision.post, which.chosen(), form.wrote(case.language), who(request))
    except (actions.NotAsShown, claims.MayNotAnswer, claims.NeedsStatement) as error:
        return _not_now(request, error, typed(form))
    return redirect("answer", made.pk)


@require_POST
@reviewers_only
def close_doubts(request: HttpRequest, post_id: UUID) -> HttpResponse:
    case = _case(request, post_id)
    form, which = CloseForm(request.POST), WhichForm(case.row.doubts, request.POST, "close_")
    if not form.is_valid() or not which.is_valid():
        return _case_page(request, case, closing=form, closed=which)
    try:
        actions.close(case.row.revision.post, which.chosen(), who(request), Decline(form.cleaned_data["why"]))
    except (actions.NotAsShown, claims.MayNotAnswer) as error:
        return _not_now(request, error, "")
    messages.success(request, _("Thank you. The receipt says so."))
    return redirect("doubts_desk")


def _is_checked(request: HttpRequest) -> bool:
    return request.user.is_authenticated and accounts.credential_of(request.user) is not None


def _card(request: HttpRequest) -> helping.Card | None:
    return helping.card_for(request.POST.get("text", ""), request.POST.get("language", ""))


def _page(request: HttpRequest, shown: Shown | None, form: DoubtForm, status: int = 200, why: str = "") -> HttpResponse:
    """Help comes first, whatever else is to be said; the words stay in the box."""
    said = {
        "shown": shown,
        "form": form,
        "why": why,
        "card": _card(request),
        "once": form.data.get("once") or new_mark(),
    }
    return render(request, "doubts/doubt.html" if shown else "doubts/gone.html", said, status=status)


def _case(request: HttpRequest, post_id: UUID) -> Case:
    if (found := queries.case(who(request), post_id)) is None:
        raise Http404
    return found


def _case_page(
    request: HttpRequest, case: Case, form: StandsForm | None = None, which: WhichForm | None = None,
    closing: CloseForm | None = None, closed: WhichForm | None = None,
) -> HttpResponse:  # fmt: skip
    shown = {
        "case": case, "form": form or StandsForm(case), "which": which or WhichForm(case.row.doubts),
        "closing": closing or CloseForm(), "closed": closed or WhichForm(case.row.doubts, prefix="close_"),
        "may_answer": known.may_answer(who(request)),
    }  # fmt: skip
    return render(request, "doubts/doubted.html", shown, status=400 if form or closing else 200)


def _not_now(request: HttpRequest, error: Exception, written: str) -> HttpResponse:
    """Nothing was changed; what the clinician wrote is shown, so that it is not lost."""
    why = _("Someone else has answered or changed it since you opened this page.")
    if isinstance(error, claims.MayNotAnswer):
        why = _("Only a reviewer whose profession was checked can answer. Please ask an operator to renew yours.")
    return render(request, "claims/not_now.html", {"why": why, "written": written}, status=409)
