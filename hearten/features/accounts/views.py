from typing import NoReturn
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearten.features.accounts import actions, queries
from hearten.features.accounts.forms import ROLE_NAMES, AboutYouForm, CredentialForm, FindPersonForm, RoleForm
from hearten.features.accounts.guards import operators_only, who
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    overview = queries.overview(who(request))
    grants = [(ROLE_NAMES[Role(g.role)], g) for g in overview.grants]
    return render(request, "accounts/account.html", {"overview": overview, "grants": grants})


@require_http_methods(["GET", "POST"])
@login_required
def about_you(request: HttpRequest) -> HttpResponse:
    person = who(request)
    now = {"name": person.name, "language": person.language, "country": person.country}
    form = AboutYouForm(_heard(request), initial=now)
    if request.method == "POST" and form.is_valid():
        actions.describe(person, form.about())
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(request, "accounts/about_you.html", {"form": form}, status=400 if form.errors else 200)


@require_GET
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    found = queries.signed_in_devices(who(request), request.session.session_key)
    return render(request, "accounts/devices.html", {"devices": found})


@require_POST
@login_required
def end_device(request: HttpRequest, name: str) -> HttpResponse:
    actions.end_device(who(request), name) or _gone()
    messages.success(request, _("That device is signed out."))
    return redirect("devices")


@require_POST
@login_required
def end_other_devices(request: HttpRequest) -> HttpResponse:
    actions.end_other_devices(who(request), request.session.session_key)
    messages.success(request, _("Every other device is signed out."))
    return redirect("devices")


@require_http_methods(["GET", "POST"])
@operators_only
def people(request: HttpRequest) -> HttpResponse:
    form = FindPersonForm(_heard(request))
    if request.method == "POST" and form.is_valid():
        found = queries.person_with_address(form.cleaned_data["email"])
        if found:
            return redirect("person", found.pk)
        form.add_error("email", _("Nobody here has this address."))
    shown = {"form": form, "proposals": queries.open_proposals()}
    return render(request, "accounts/people.html", shown, status=400 if form.errors else 200)


@require_GET
@operators_only
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    return _person_page(request, _someone(person_id))


@require_POST
@operators_only
def grant(request: HttpRequest, person_id: UUID) -> HttpResponse:
    someone, form = _someone(person_id), RoleForm(request.POST)
    if not form.is_valid():
        return _person_page(request, someone, role_form=form)
    try:
        actions.grant(someone, form.chosen(), who(request))
    except (actions.MayNotGrant, actions.NeedsSecondFactor) as error:
        return _sorry(request, _no_role(error))
    except actions.AlreadyHeld:
        messages.info(request, _("This person has this role already."))
    return redirect("person", person_id)


@require_POST
@operators_only
def end_grant(request: HttpRequest, person_id: UUID) -> HttpResponse:
    someone, form = _someone(person_id), RoleForm(request.POST)
    if not form.is_valid():
        return _person_page(request, someone, role_form=form)
    try:
        actions.end_grant(someone, form.chosen(), who(request))
    except actions.MayNotGrant:
        return _sorry(request, _("Nobody can change their own roles. Please ask another operator."))
    return redirect("person", person_id)


@require_POST
@operators_only
def propose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    someone, form = _someone(person_id), CredentialForm(request.POST)
    if not form.is_valid():
        return _person_page(request, someone, credential_form=form)
    try:
        actions.propose_credential(someone, form.seen(), who(request))
    except actions.MayNotGrant:
        return _sorry(request, _("Nobody can vouch for themselves. Please ask another operator."))
    except actions.AlreadyHeld:
        messages.info(request, _("There is a credential waiting for a second look already."))
    return redirect("person", person_id)


@require_POST
@operators_only
def answer(request: HttpRequest, proposal_id: int) -> HttpResponse:
    found = queries.proposal_called(proposal_id) or _gone()
    say = actions.confirm_credential if request.POST.get("says") == "confirm" else actions.decline_credential
    try:
        say(found, who(request))
    except actions.MayNotConfirm:
        return _sorry(request, _("A second operator has to look, not the first one and not the person it is about."))
    except actions.NoLongerOpen:
        return _sorry(request, _("Another operator has answered this already."))
    return redirect("people")


def _heard(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _gone() -> NoReturn:
    raise Http404


def _no_role(error: Exception) -> str:
    if isinstance(error, actions.NeedsSecondFactor):
        return _("This role needs a second key. Please ask the person to set one up first.")
    return _("Nobody can give a role to themselves. Please ask another operator.")


def _someone(person_id: UUID) -> Person:
    return queries.person_called(person_id) or _gone()


def _sorry(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "accounts/not_now.html", {"why": why}, status=409)


def _person_page(
    request: HttpRequest, someone: Person, role_form: RoleForm | None = None,
    credential_form: CredentialForm | None = None,
) -> HttpResponse:  # fmt: skip
    shown = {
        "someone": someone, "is_you": someone.pk == who(request).pk, "role_form": role_form or RoleForm(),
        "grants": [(ROLE_NAMES[Role(g.role)], g) for g in queries.grants_of(someone)],
        "credential": queries.credential_of(someone), "proposal": queries.open_proposal_for(someone),
        "credential_form": credential_form or CredentialForm(),
    }  # fmt: skip
    return render(request, "accounts/person.html", shown, status=400 if role_form or credential_form else 200)
