"""The author's pages. Another's post does not exist here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearten.engines import captions as vtt
from hearten.features.accounts.models import Person
from hearten.features.composer.actions import Resting, look_over
from hearten.features.composer.forms import draft_in, draft_with
from hearten.features.guidance import actions as guidance
from hearten.features.guidance.queries import named_by, shelves
from hearten.features.media import actions as media
from hearten.features.media.forms import CaptionsFile, CueRows, takes_a_video
from hearten.features.media.queries import captions_desk, captions_of
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Post, Revision
from hearten.features.posts.queries import latest, post_of
from hearten.features.posts.rules import needs_sources
from hearten.features.studio import actions, queries
from hearten.features.studio.forms import BEING_CHECKED, NOT_CONFIRMED, ChangeForm, SourcesForm, WordsForm


class SignedIn(HttpRequest):
    """A request after `login_required`."""

    user: Person


def _own(request: SignedIn, post_id: UUID) -> Post:
    if (post := post_of(request.user, post_id)) is None:
        raise Http404
    return post


def _shown(request: SignedIn, page: str, form: Any, **more: object) -> HttpResponse:
    """A form, for the first time or once more with everything that was typed, looked over where that was asked."""
    if isinstance(form, WordsForm) and "look" in request.POST:
        form, more = form.while_written(saw := look_over(request.user, draft_in(request.POST))), more | {"looked": saw}
    status = 429 if isinstance(more.get("looked"), Resting) else 422 if form.is_bound and form.errors else 200
    return render(request, page, {"form": form, **more}, status=status)


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    return render(request, "studio/mine.html", {"rows": queries.mine(request.user)})


@takes_a_video
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: SignedIn) -> HttpResponse:
    form = WordsForm.heard(request, {"language": get_language()})
    if not form.is_bound or "look" in request.POST or not form.is_valid() or form.original is None:
        return _shown(request, "studio/write.html", form)
    revision = actions.make(request.user, form.words, form.original, form.cleaned_data["once"], form.asked)
    return redirect("status", revision.post_id)


@takes_a_video
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, post_id: UUID) -> HttpResponse:
    now = queries.status(_own(request, post_id), timezone.now())
    if now.slides:
        return redirect("edit_cards", post_id)
    form = ChangeForm.heard(request, ChangeForm.start_from(now.revision))
    if form.is_bound and "look" not in request.POST and form.is_valid() and _changed(request, now.post, form):
        return redirect("status", post_id)
    return _shown(request, "studio/write.html", form, post=now.post, status=now)


def _changed(request: SignedIn, post: Post, form: WordsForm) -> bool:
    try:
        actions.change(post, request.user, form.words, form.original, form.cleaned_data["after"], form.asked)
    except actions.NeedsVideo:
        form.add_error("video", _("The earlier video cannot be played. Please choose another one."))
    except actions.ChangedElsewhere:
        form.add_error(None, _("This post was changed in another window. Open its page to see the newest version."))
    return not form.errors


@login_required
@require_safe
def status(request: SignedIn, post_id: UUID) -> HttpResponse:
    now = queries.status(_own(request, post_id), timezone.now())
    return render(request, "studio/status.html", {"status": now, "post": now.post, "revision": now.revision})


@login_required
@require_safe
def progress(request: SignedIn, post_id: UUID) -> HttpResponse:
    return JsonResponse(queries.progress(_own(request, post_id), timezone.now()), headers={"Cache-Control": "no-store"})


@login_required
@require_POST
def hide(request: SignedIn, post_id: UUID) -> HttpResponse:
    posts.withdraw(_own(request, post_id), request.user)
    messages.success(request, _("Hidden. Only you and the people who check posts here can see it now."))
    return redirect("status", post_id)


@login_required
@require_POST
def show(request: SignedIn, post_id: UUID) -> HttpResponse:
    try:
        posts.lift_withdrawal(_own(request, post_id), request.user)
        messages.success(request, _("No longer hidden. If it has been approved, everyone can see it again."))
    except posts.NotYours:
        messages.error(request, _("Someone from our team took this post out of sight, so only they can show it again."))
    return redirect("status", post_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def captions(request: SignedIn, post_id: UUID) -> HttpResponse:
    revision = latest(_own(request, post_id))
    rows = CueRows.heard(request.POST) if request.method == "POST" else CueRows.of(captions_of(revision))
    if "look" in request.POST:
        return _captions_page(request, revision, rows.while_written(), CaptionsFile())
    if not rows.is_bound or "add" in request.POST or not rows.is_valid():
        return _captions_page(request, revision, rows, CaptionsFile())
    if "confirm" in request.POST:
        return _confirm(request, revision, rows)
    return _kept(request, revision, rows.cues, "typed")


@login_required
@require_POST
def captions_file(request: SignedIn, post_id: UUID) -> HttpResponse:
    revision = latest(_own(request, post_id))
    form = CaptionsFile(request.POST, request.FILES)
    if form.is_valid():
        return _kept(request, revision, form.cleaned_data["captions"], "uploaded")
    return _captions_page(request, revision, CueRows.of(captions_of(revision)), form)


def _confirm(request: SignedIn, revision: Revision, rows: CueRows) -> HttpResponse:
    """A yes counts for what stood on the screen, so what was typed since the last save is saved with it."""
    try:
        actions.save_and_confirm(revision, rows.cues, request.POST.get("shown", ""))
    except tuple(NOT_CONFIRMED) as error:
        messages.error(request, NOT_CONFIRMED[type(error)])
        if isinstance(error, actions.TypedMeanwhile):
            return _captions_page(request, revision, rows, CaptionsFile())
        return redirect("captions", revision.post_id)
    messages.success(request, _("Thank you. Your captions are confirmed."))
    return redirect("status", revision.post_id)


def _kept(request: SignedIn, revision: Revision, cues: tuple[vtt.Cue, ...], came_from: str) -> HttpResponse:
    try:
        media.write_captions(revision, cues, came_from)
        messages.success(request, _("Saved. Please read your captions once more, then confirm them."))
    except media.CannotChange:
        messages.error(request, BEING_CHECKED)
    return redirect("captions", revision.post_id)


def _captions_page(request: SignedIn, revision: Revision, rows: CueRows, file: CaptionsFile) -> HttpResponse:
    desk = captions_desk(revision)
    status = 422 if (rows.is_bound and "add" not in request.POST) or file.is_bound else 200
    shown = actions.fingerprint(desk.said.cues if desk.said else [])
    facts = {"rows": rows, "file": file, "desk": desk, "shown": shown, "preview": queries.preview_of(revision)}
    if "look" in request.POST:
        facts["looked"] = found = look_over(request.user, draft_with(revision, rows))
        status = 429 if isinstance(found, Resting) else status
        rows.notes_beside(found.cues)
    return render(request, "studio/captions.html", facts | {"revision": revision}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: SignedIn, post_id: UUID) -> HttpResponse:
    revision = latest(_own(request, post_id))
    named = [said.code for said in named_by(revision)]
    topics = shelves(revision, named)
    codes = [said.code for shelf in topics for said in shelf.statements]
    form = SourcesForm(request.POST if request.method == "POST" else None, codes, needs_sources(revision.kind))
    if form.is_bound and form.is_valid() and _named(request, revision, form):
        return redirect("status", post_id)
    chosen = request.POST.getlist("statement") if form.is_bound else named
    return _shown(request, "studio/sources.html", form, topics=topics, chosen=chosen, revision=revision)


def _named(request: SignedIn, revision: Revision, form: SourcesForm) -> bool:
    try:
        guidance.name_sources(revision, form.cleaned_data["statement"])
        messages.success(request, _("Thank you. Your sources are kept."))
    except guidance.CannotChange:
        messages.error(request, BEING_CHECKED)
    return True
