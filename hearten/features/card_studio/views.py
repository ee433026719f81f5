"""The author's pages for posts of cards. Another's post does not exist here."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions
from hearten.features.card_studio.forms import CardsForm, takes_pictures
from hearten.features.composer.actions import Resting, look_over
from hearten.features.posts.models import Post
from hearten.features.posts.queries import post_of
from hearten.features.studio.queries import status


class SignedIn(HttpRequest):
    """A request after `login_required`."""

    user: Person


@takes_pictures
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: SignedIn) -> HttpResponse:
    form = CardsForm.heard(request, {"language": get_language()})
    if not form.is_bound or not form.is_ready():
        return _shown(request, form)
    slides, once = form.deck.slides, form.cleaned_data["once"]
    revision = actions.make(request.user, form.words, slides, once, form.asked)
    return redirect("status", revision.post_id)


@takes_pictures
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, post_id: UUID) -> HttpResponse:
    post = post_of(request.user, post_id)
    if post is None:
        raise Http404
    now = status(post, timezone.now())
    if not now.slides:
        return redirect("edit", post.pk)
    form = CardsForm.heard(request, CardsForm.start_from(now.revision))
    if form.is_bound and form.is_ready() and _changed(post, request.user, form):
        return redirect("status", post.pk)
    return _shown(request, form, post=post, status=now)


def _changed(post: Post, author: Person, form: CardsForm) -> bool:
    try:
        slides, after = form.deck.slides, form.cleaned_data["after"]
        actions.change(post, author, form.words, slides, after, form.asked)
    except actions.ChangedElsewhere:
        form.add_error(None, _("This post was changed in another window. Open its page to see the newest version."))
    return not form.errors


def _shown(request: SignedIn, form: Any, **more: object) -> HttpResponse:
    """The form, for the first time or once more with everything that was typed."""
    if form.is_bound and form.deck.asked:
        form = form.while_written()
    if "look" in request.POST:
        more = more | {"looked": (found := look_over(request.user, form.draft))}
        form.deck.notes_beside(found.cues)
        form.advice = found.asks
    wrong = form.is_bound and not form.deck.asked
    code = 429 if isinstance(more.get("looked"), Resting) else 422 if wrong else 200
    return render(request, "card_studio/write.html", {"form": form, **more}, status=code)
