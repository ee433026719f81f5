from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearten.features.accounts.guards import open_to, reviewers_only, same_for_visitors, who
from hearten.features.accounts.rules import Role
from hearten.features.checks.rules import answered
from hearten.features.paths import actions, queries, rules
from hearten.features.paths.forms import PathForm, SigningForm
from hearten.features.paths.models import Path
from hearten.features.paths.queries import Course
from hearten.features.paths.rules import Says
from hearten.features.signing.forms import RetractForm, why_not
from hearten.kit.words import in_script, typed

clinicians_only = open_to(Role.reviewer, Role.professional)


@require_safe
@same_for_visitors
def paths(request: HttpRequest) -> HttpResponse:
    return render(request, "paths/index.html", {"courses": queries.public_paths(get_language() or "")})


@require_safe
@same_for_visitors
def path(request: HttpRequest, called: str) -> HttpResponse:
    course = _course(called)
    steps = [(step, request.build_absolute_uri(reverse("post", args=[step.post_id]))) for step in course.steps]
    seen_as = in_script(rules.described(course.path.said, request.build_absolute_uri(request.path), steps))
    return render(request, "paths/path.html", {"course": course, "path": course.path, "structured": seen_as})


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # nothing is kept and nothing changes, so there is nothing to forge; and no cookie is set
@cache_control(private=True, no_store=True)
def path_check(request: HttpRequest, called: str) -> HttpResponse:
    course = _course(called)
    asked = answered(course.path.said["checks"], request.POST.dict())
    shown = {"path": course.path, "asked": asked, "answered": request.method == "POST"}
    return render(request, "paths/check.html", shown)


def _course(slug: str) -> Course:
    course = queries.public_path(slug)
    if course is None:
        raise Http404
    return course


@require_safe
@clinicians_only
@never_cache
def paths_desk(request: HttpRequest) -> HttpResponse:
    person = who(request)
    shown = {
        "waiting": queries.waiting(), "sent_back": queries.sent_back_to(person),
        "courses": queries.public_paths(), "may_propose": queries.may_propose(person),
    }  # fmt: skip
    return render(request, "paths/desk.html", shown)


@require_http_methods(["GET", "POST"])
@clinicians_only
@never_cache
def new_path(request: HttpRequest) -> HttpResponse:
    form = PathForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "paths/new.html", {"form": form}, status=400 if form.errors else 200)
    try:
        made = actions.propose(form.plan(), who(request))
    except (actions.MayNotPropose, actions.NotAPath, actions.NeedsSource):
        return _sorry(request, form, _("Your profession has to be checked first, or one of the posts has changed."))
    return redirect("path_draft", made.pk)


@require_safe
@clinicians_only
@never_cache
def path_draft(request: HttpRequest, path_id: int) -> HttpResponse:
    found = _path(path_id)
    return _draft_page(request, found, SigningForm(found), RetractForm())


@require_POST
@reviewers_only
def sign_path(request: HttpRequest, path_id: int) -> HttpResponse:
    found = _path(path_id)
    form = SigningForm(found, request.POST)
    if not form.is_valid():
        return _draft_page(request, found, form, RetractForm())
    said = form.cleaned_data
    try:
        actions.sign(found, said["digest"], who(request), Says(said["says"]), said["because"])
    except (actions.AlreadySigned, actions.NotAsShown) as error:
        return _sorry(request, form, _why(error))
    return redirect("path_draft", found.pk)


@require_POST
@clinicians_only
def retract_path(request: HttpRequest, path_id: int) -> HttpResponse:
    found, form = _path(path_id), RetractForm(request.POST)
    if not queries.may_retract(found, who(request)):
        raise Http404
    if not form.is_valid():
        return _draft_page(request, found, SigningForm(found), form)
    actions.retract(found, who(request), form.cleaned_data["because"])
    messages.success(request, _("Taken back. Nobody can see it any more."))
    return redirect("path_draft", found.pk)


def _path(path_id: int) -> Path:
    found = queries.path_called(path_id)
    if found is None:
        raise Http404
    return found


def _draft_page(request: HttpRequest, found: Path, signing: SigningForm, retracting: RetractForm) -> HttpResponse:
    person, steps = who(request), queries.steps_of(found.said["steps"])
    shown = {
        "path": found, "steps": steps, "missing": len(found.said["steps"]) - len(steps), "form": signing,
        "retracting": retracting, "may_sign": queries.may_sign(found, person), "public": queries.is_public(found),
        "may_retract": queries.may_retract(found, person), "is_own": found.proposer_id == person.pk,
    }  # fmt: skip
    return render(request, "paths/draft.html", shown, status=400 if signing.errors or retracting.errors else 200)


def _sorry(request: HttpRequest, form: PathForm | SigningForm, why: str) -> HttpResponse:
    """Nothing was changed; what the person wrote is shown, so that it is not lost."""
    return render(request, "paths/not_now.html", {"why": why, "written": typed(form)}, status=409)


def _why(error: Exception) -> str:
    return why_not(error, {
        "HE002": _("Nobody can sign their own path. Another reviewer has to read it."),
        "HE004": _("A path can stand for two years at most. Please send it back for an earlier day."),
        "HE005": _("The check of its author’s profession has ended. Please send it back."),
    })  # fmt: skip
