"""Whoever approves says how heavy it is and what it leaves one with; nobody says it for them, and nothing unsays it."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from hearten.features.feed import queries as feed
from hearten.features.journal.models import Entry
from hearten.features.review import actions, queries
from hearten.features.review.forms import DecisionForm
from hearten.features.review.models import Approval, Decision
from hearten.features.review.rules import Heaviness, Leaves, Weight
from hearten.features.review.tests.test_desk import page, said
from hearten.features.review.tests.test_promise import acting_as, insert_approval, refused
from tests.world.people import at_the_desk
from tests.world.posts import find_all_supported, walk

pytestmark = pytest.mark.django_db
SIGN = "SELECT approve(%s, %s, %s, 'Fine.', now() + interval '30 days', %s, %s)"
EVERY = [(heaviness, leaves) for heaviness in Heaviness for leaves in Leaves]
NO_ANSWER = {"heaviness": "", "leaves": ""}


@pytest.mark.parametrize(("heaviness", "leaves"), EVERY)
def test_what_the_reviewer_chose_is_signed_and_travels_with_the_post(a_post, heaviness, leaves):
    waiting = a_post("in_review")
    chosen = said(waiting, heaviness=str(int(heaviness)), leaves=str(leaves))
    assert at_the_desk("Lucia").post(page(waiting, "decide"), chosen).status_code == 302
    walk(waiting)
    shown = queries.public_post(str(waiting.post_id))
    assert shown and (shown.heaviness, shown.leaves) == (heaviness, leaves)
    card = feed.card(waiting.post_id)
    assert card and (card["heaviness"], card["leaves"]) == (heaviness, leaves)
    noted = Entry.objects.get(did="review.decided").detail
    assert (noted["heaviness"], noted["leaves"]) == (heaviness, leaves)


@pytest.mark.parametrize(
    "wrong",
    [{"heaviness": ""}, {"leaves": ""}, NO_ANSWER, {"heaviness": "7"}, {"heaviness": "-1"}, {"heaviness": "0; DROP"},
     {"heaviness": "0.5"}, {"leaves": "<script>alert(1)</script>"}, {"leaves": "joy"}, {"leaves": "hope\x00"}],
)  # fmt: skip
def test_an_approval_without_a_true_answer_to_both_is_asked_again_and_the_rest_is_kept(a_post, wrong):
    waiting = a_post("in_review")
    answer = at_the_desk("Lucia").post(page(waiting, "decide"), said(waiting, leaves="loss") | wrong)
    shown = answer.content.decode()
    assert answer.status_code == 400 and wrong.keys() <= answer.context["decision_form"].errors.keys()
    assert "Accurate and kind." in shown and "<script>alert" not in shown
    assert ("leaves" in wrong) != bool(re.search(r'value="loss"[^>]*checked', shown))
    assert not Decision.objects.exists() and not Approval.objects.exists()


@pytest.mark.parametrize("says", ["ask_changes", "reject"])
def test_whoever_does_not_approve_is_not_asked(a_post, says):
    waiting = a_post("in_review")
    answer = at_the_desk("Lucia").post(page(waiting, "decide"), said(waiting, says=says) | NO_ANSWER)
    assert answer.status_code == 302 and not Approval.objects.exists()
    assert Entry.objects.get(did="review.decided").detail.keys() == {"says", "number"}


def test_the_page_proposes_nothing_so_the_reviewer_really_chooses(a_post, lucia):
    waiting = a_post("in_review")
    form = DecisionForm(queries.case_of(lucia, waiting.post_id, waiting.number))
    for name in ("heaviness", "leaves"):
        assert form.fields[name].initial is None and form.fields[name].required
    shown = at_the_desk("Lucia").get(page(waiting)).content.decode()
    assert len(re.findall(r'type="radio" name="(?:heaviness|leaves)"', shown)) == 6
    assert not re.search(r'name="(heaviness|leaves)"[^>]*checked', shown)


def test_the_page_of_an_approved_post_says_what_was_chosen(a_post):
    waiting, client = a_post("in_review"), at_the_desk("Lucia")
    for words in ("Heavy: it speaks at length", "A loss: someone died"):
        assert client.get(page(waiting)).content.decode().count(words) == 1  # the choice
    client.post(page(waiting, "decide"), said(waiting, heaviness="2", leaves="loss"))
    shown = at_the_desk("Ravi").get(page(waiting)).content.decode()
    assert "<li>Heavy: it speaks at length" in shown and "<li>A loss: someone died" in shown
    assert "Light:" not in shown


@pytest.mark.parametrize("weight", [(3, "hope"), (-1, "hope"), (1, "joy"), (1, ""), (None, "hope"), (1, None),
                                    (40_000, "hope"), (1, "x" * 40)])  # fmt: skip
def test_the_database_signs_no_other_weight_whoever_asks(a_post, lucia, weight):
    waiting = a_post("in_review")
    find_all_supported(waiting, lucia)
    code = refused("hearten_web", SIGN, [waiting.pk, waiting.digest, lucia.pk, *weight])
    assert code in {"23514", "23502", "22003", "22001"} and not Approval.objects.exists()


def test_a_weight_that_the_database_refuses_is_no_decision_of_someone_else(a_post, lucia):
    waiting = a_post("in_review")
    odd = Weight(7, "hope")  # type: ignore[arg-type] - what our own form would never let through
    with pytest.raises(actions.NotAsShown) as refusal:
        actions.approve(waiting, waiting.digest, lucia, "Fine.", timezone.now() + timedelta(days=365), odd)
    assert refusal.value.code == "23514"


def test_signing_twice_keeps_the_first_weight(a_post):
    waiting = a_post("in_review")
    first, again = said(waiting, heaviness="2"), said(waiting, heaviness="0")
    at_the_desk("Lucia").post(page(waiting, "decide"), first)
    assert at_the_desk("Ravi").post(page(waiting, "decide"), again).status_code == 409
    assert Approval.objects.get().heaviness == Heaviness.heavy


def test_nobody_makes_a_signed_post_lighter(a_post):
    a_post("public")
    owner = connection.settings_dict["USER"]
    refused(owner, "UPDATE review_approval SET heaviness = 2", [], IntegrityError)
    assert refused("hearten_web", "UPDATE review_approval SET heaviness = 0", []) == "42501"


def test_an_approval_from_before_anyone_was_asked_counts_as_heavy(a_post, lucia):
    waiting = a_post("in_review")
    with connection.cursor() as cursor:
        cursor.execute(insert_approval(), [waiting.post_id, waiting.digest, waiting.post.author_id, lucia.pk])
    signed = Approval.objects.get()
    assert (signed.heaviness, signed.leaves) == (Heaviness.heavy, Leaves.neither)


def test_the_door_as_it_was_before_is_gone(a_post, lucia):
    waiting = a_post("in_review")
    before = "SELECT approve(%s, %s, %s, 'Fine.', now() + interval '30 days')"
    assert refused("hearten_web", before, [waiting.pk, waiting.digest, lucia.pk]) == "42883"  # no such function


def test_the_edge_reads_both(a_post):
    a_post("public")
    with acting_as("hearten_edge") as cursor:
        cursor.execute("SELECT heaviness, leaves FROM public_post")
        assert cursor.fetchall() == [(0, "hope")]


@pytest.mark.parametrize("name", ["Amara", "Nadia", "Omar"])
def test_who_may_not_approve_may_not_weigh(a_post, name):
    waiting = a_post("in_review")
    assert at_the_desk(name).post(page(waiting, "decide"), said(waiting)).status_code == 404
    assert not Approval.objects.exists()
