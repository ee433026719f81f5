"""The desk through its pages: who may open it, what it shows, and what a hostile or unlucky person sends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearten.features.review import actions
from hearten.features.review.models import Approval, Decision
from hearten.features.review.rules import BREAK_AFTER, Says
from hearten.features.screening.models import Release
from tests.world.people import at_the_desk

pytestmark = pytest.mark.django_db
RIGHT_TO_LEFT, FAMILY = "\u202e\u200f \ufdfd", "\U0001f469\u200d\U0001f469\u200d\U0001f467"
NAUGHTY = ["<script>alert(1)</script>", "{{ 7*7 }} {% now %}", "'; DROP TABLE x;--", RIGHT_TO_LEFT, FAMILY, "x" * 3999]


def page(revision, name="case"):
    return reverse(name, args=[revision.post_id, revision.number])


def said(revision, **other):
    in_a_year = (timezone.now() + timedelta(days=365)).date().isoformat()
    facts = {"says": "approve", "because": "Accurate and kind.", "until": in_a_year, "digest": revision.digest,
             "heaviness": "1", "leaves": "neither"}  # fmt: skip
    return facts | other


@pytest.mark.parametrize("name", ["Amara", "Nadia", "Omar", "Ines", "Mei"])
def test_the_desk_does_not_exist_for_anyone_who_is_no_reviewer(a_post, name):
    waiting, client = a_post("in_review"), at_the_desk(name)
    assert client.get(reverse("desk")).status_code == 404
    assert client.get(page(waiting)).status_code == 404
    assert client.post(page(waiting, "decide"), said(waiting)).status_code == 404
    assert client.post(page(waiting, "release"), {"goes_on": "yes", "because": "It is fine."}).status_code == 404
    assert not Decision.objects.exists()


def test_a_visitor_is_asked_to_sign_in(a_post, client):
    waiting = a_post("in_review")
    for answer in (client.get(page(waiting)), client.post(page(waiting, "decide"), said(waiting))):
        assert answer.status_code == 302 and reverse("account_login") in answer.url


def test_a_password_alone_does_not_open_the_desk(a_post, lucia, client):
    waiting = a_post("in_review")
    client.force_login(lucia)
    assert "second key" in client.get(reverse("desk")).content.decode()
    assert client.post(page(waiting, "decide"), said(waiting)).status_code == 403
    assert not Decision.objects.exists()


def test_people_of_the_demo_need_no_second_key_only_while_it_is_a_demo(lucia, client, settings):
    lucia.is_demo = True
    lucia.save()
    client.force_login(lucia)
    assert client.get(reverse("desk")).status_code == 403
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"demo": True})
    assert client.get(reverse("desk")).status_code == 200


def test_held_posts_come_first_and_ones_own_never(a_post, lucia):
    a_post("in_review", title="Waiting quietly")
    a_post("held", title="Held by the checks")
    a_post("in_review", author=lucia, title="My own words")
    shown = at_the_desk("Lucia").get(reverse("desk")).content.decode()
    assert shown.index("Held by the checks") < shown.index("Waiting quietly")
    assert "My own words" not in shown


def test_a_reviewers_own_post_does_not_exist_for_them(a_post, lucia):
    own, client = a_post("in_review", author=lucia), at_the_desk("Lucia")
    assert client.get(page(own)).status_code == 404
    assert client.post(page(own, "decide"), said(own)).status_code == 404
    assert client.post(page(own, "release"), {"goes_on": "yes", "because": "Mine is fine."}).status_code == 404


@pytest.mark.parametrize("stage", ["received", "playable", "captioned"])
def test_what_is_not_sealed_yet_is_nobody_elses_business(a_post, stage):
    assert at_the_desk("Lucia").get(page(a_post(stage))).status_code == 404


def test_a_place_that_cannot_be_is_not_found(a_post):
    waiting, client = a_post("in_review"), at_the_desk("Lucia")
    assert client.get(reverse("case", args=[waiting.post_id, 10**30])).status_code == 404


def test_the_words_come_before_the_video_with_their_notes_marked(a_post):
    shown = at_the_desk("Lucia").get(page(a_post("held"))).content.decode()
    assert shown.index("taking your medication") < shown.index("<video")
    assert 'id="mark-1"' in shown and 'href="#note-1"' in shown and "muted" in shown


def test_approving_signs_what_was_shown(a_post):
    waiting, client = a_post("in_review"), at_the_desk("Lucia")
    assert client.post(page(waiting, "decide"), said(waiting)).status_code == 302
    assert Approval.objects.get().digest == waiting.digest


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"because": " "}, "because"), ({"says": ""}, "says"), ({"says": "publish"}, "says"), ({"until": ""}, "until"),
     ({"until": "2020-01-01"}, "until"), ({"until": "2099-01-01"}, "until"), ({"until": "soon"}, "until"),
     ({"at_second": "-1"}, "at_second"), ({"because": "x" * 5000}, "because")],
)  # fmt: skip
def test_a_mistake_is_named_and_what_was_typed_is_kept(a_post, wrong, field):
    waiting = a_post("in_review")
    answer = at_the_desk("Lucia").post(page(waiting, "decide"), said(waiting) | wrong)
    shown = answer.content.decode()
    assert answer.status_code == 400 and field in answer.context["decision_form"].errors
    assert "Please look again at:" in shown and ("because" in wrong or "Accurate and kind." in shown)
    assert not Decision.objects.exists()


def test_a_post_is_never_turned_down_without_a_reason(a_post, ravi):
    waiting = a_post("in_review")
    for says in (Says.ask_changes, Says.reject):
        with pytest.raises(actions.NeedsReason):
            actions.turn_back(waiting, waiting.digest, ravi, says, "  ")


def test_changes_can_be_asked_for_at_a_second(a_post):
    waiting, client = a_post("in_review"), at_the_desk("Lucia")
    asked = said(waiting, says="ask_changes", at_second="72", because="Say where help is.")
    client.post(page(waiting, "decide"), asked)
    assert Decision.objects.get().because == "[1:12] Say where help is."


def test_what_changed_since_it_was_shown_is_not_signed_and_the_words_are_kept(a_post):
    waiting, client = a_post("in_review"), at_the_desk("Lucia")
    for says in ("approve", "ask_changes", "reject"):
        answer = client.post(page(waiting, "decide"), said(waiting, says=says, digest="0" * 64))
        assert answer.status_code == 409
        assert "has changed" in answer.content.decode() and "Accurate and kind." in answer.content.decode()
    assert not Decision.objects.exists()


def test_deciding_twice_is_answered_with_a_sentence(a_post):
    waiting = a_post("in_review")
    at_the_desk("Lucia").post(page(waiting, "decide"), said(waiting, says="reject"))
    again = at_the_desk("Lucia").post(page(waiting, "decide"), said(waiting, says="reject"))
    assert again.status_code == 409 and "You have answered this already." in again.content.decode()
    answer = at_the_desk("Ravi").post(page(waiting, "decide"), said(waiting))
    assert answer.status_code == 409 and "decided this already" in answer.content.decode()
    assert Decision.objects.count() == 1 and not Approval.objects.exists()


def test_a_held_post_is_let_go_on_or_given_back_with_a_reason(a_post):
    held, client = a_post("held"), at_the_desk("Lucia")
    assert client.post(page(held, "decide"), said(held, despite="on")).status_code == 409
    assert client.post(page(held, "release"), {"goes_on": "yes", "because": ""}).status_code == 400
    assert client.post(page(held, "release"), {"goes_on": "no", "because": "It names a dose."}).status_code == 302
    again = at_the_desk("Ravi").post(page(held, "release"), {"goes_on": "yes", "because": "Fine."})
    assert again.status_code == 409 and Release.objects.get().goes_on is False


@pytest.mark.parametrize("words", NAUGHTY)
def test_strange_words_are_kept_as_words(a_post, words):
    waiting, client = a_post("in_review", title=words[:120]), at_the_desk("Lucia")
    assert "<script>alert" not in client.get(reverse("desk")).content.decode()
    assert "<script>alert" not in client.get(page(waiting)).content.decode()
    assert client.post(page(waiting, "decide"), said(waiting, says="reject", because=words)).status_code == 302
    assert "<script>alert" not in client.get(page(waiting)).content.decode()
    assert Decision.objects.get().because == words.replace("\u202e", "")


def test_a_zero_byte_is_refused_with_a_sentence(a_post):
    waiting = a_post("in_review")
    answer = at_the_desk("Lucia").post(page(waiting, "decide"), said(waiting, because="kind\x00ness"))
    assert answer.status_code == 400


def test_an_answer_from_another_site_is_refused(a_post, lucia):
    waiting = a_post("in_review")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lucia)
    assert strict.post(page(waiting, "decide"), said(waiting)).status_code == 403
    assert not Decision.objects.exists()


def test_a_long_day_ends_with_a_kind_word(a_post, lucia):
    client, waiting = at_the_desk("Lucia"), a_post("in_review")
    assert "That was a lot" not in client.get(reverse("desk")).content.decode()
    Decision.objects.bulk_create(
        Decision(revision=a_copy(waiting, n), digest="", reviewer=lucia, says="reject", because="No.")
        for n in range(2, 2 + BREAK_AFTER)
    )
    assert "That was a lot" in client.get(reverse("desk")).content.decode()


def a_copy(revision, number):
    return revision.post.revisions.create(number=number, stage="rejected", kind="coping", language="en", title="Again")
