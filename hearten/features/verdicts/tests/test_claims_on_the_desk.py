"""Claims on the page of a post: beside guidance, with the machine's opinion kept back until the person has decided."""

import pytest
from django.test import Client
from django.urls import reverse

from hearten.features.review.models import Approval
from hearten.features.verdicts.models import ClaimVerdict
from hearten.features.verdicts.tests.test_verdicts import OTHER, TRUE, waiting
from tests.world.people import at_the_desk, someone

__all__ = ["waiting"]
pytestmark = pytest.mark.django_db
FALSE, OPINION = "Vaccines cause autism.", "Guidance says otherwise"
NAUGHTY = ["<script>alert(1)</script>", "{{ 7*7 }}", "'; DROP TABLE x;--", "\u202eabc", "x" * 1000]


def page(revision, name="case"):
    return reverse(name, args=[revision.post_id, revision.number])


def facts(revision, **other):
    return {"digest": revision.digest, "machine": ""} | other


def machine(html):
    """What is said of the machine's opinion; the same words are among the choices."""
    return [part.split("</p>")[0] for part in html.split('class="claim__machine"')[1:]]


def test_each_claim_stands_with_its_second_beside_the_nearest_statement_and_its_source(waiting):
    html = at_the_desk("Lucia").get(page(waiting("Hello.", TRUE))).content.decode()
    assert 'id="claim-1"' in html and TRUE in html and 'data-seconds="1.0"' in html
    beside = html.split('class="claim__beside')[1].split("</ul>")[0]
    assert "G104" in beside and 'href="https://' in beside and 'rel="noreferrer' in beside


def test_nobody_reads_that_a_verdict_may_be_left_out_where_every_claim_needs_one(waiting):
    html = at_the_desk("Lucia").get(page(waiting("Hello.", TRUE))).content.decode()
    assert "when every claim has one" in html and ">Your verdict</label>" in html
    assert "you can leave this empty" not in html.split('id="claims"')[1].split('id="answer"')[0]


def test_the_machine_is_silent_until_the_person_has_decided(waiting):
    post, lucia = waiting(FALSE, OTHER), at_the_desk("Lucia")
    before = lucia.get(page(post)).content.decode()
    assert machine(before) == [] and "We found nothing in the guidance" not in before
    lucia.post(page(post, "judge"), facts(post, says_1="contradicted"))
    after = lucia.get(page(post)).content.decode()
    assert len(machine(after)) == 1 and OPINION in machine(after)[0]


def test_nothing_is_said_to_be_kept_back_when_all_is_shown(waiting):
    post, lucia = waiting(FALSE, OTHER), at_the_desk("Lucia")
    assert "Show it now" in lucia.get(page(post)).content.decode()
    lucia.post(page(post, "judge"), facts(post, says_1="contradicted"))
    assert "Show it now" in lucia.get(page(post)).content.decode()
    lucia.post(page(post, "judge"), facts(post, says_2="supported"))
    done = lucia.get(page(post)).content.decode()
    assert len(machine(done)) == 2 and "is kept back" not in done and "Show it now" not in done


def test_a_reviewer_who_wants_to_may_see_it_first_and_it_stays_so(waiting):
    post, lucia = waiting(TRUE, OTHER), at_the_desk("Lucia")
    assert len(machine(lucia.get(page(post) + "?machine=shown").content.decode())) == 2
    sent = lucia.post(page(post, "judge"), facts(post, machine="shown", says_1="supported", at="1"))
    assert sent.status_code == 302 and sent.url == page(post) + "?machine=shown#claim-1"


def test_what_the_machine_thinks_is_not_told_by_the_list_of_notes_or_the_desk_either(waiting):
    post, lucia = waiting("Everyone with mild low mood should take antidepressants."), at_the_desk("Lucia")
    for where in (page(post), reverse("desk")):
        assert "Guidance says otherwise." not in lucia.get(where).content.decode()


def test_a_claim_that_held_the_post_says_why_to_whoever_must_answer_that(waiting):
    post = waiting("This supplement cures depression, so you can stop your medicine today.")
    assert post.stage == "held"
    assert len(machine(at_the_desk("Lucia").get(page(post)).content.decode())) >= 1


def test_verdicts_are_kept_one_by_one_or_together_and_leaving_one_empty_says_nothing(waiting):
    post, lucia = waiting(TRUE, OTHER), at_the_desk("Lucia")
    assert lucia.post(page(post, "judge"), facts(post, says_1="supported")).url == page(post) + "#claims"
    assert ClaimVerdict.objects.count() == 1 and "1 claim waits" in lucia.get(page(post)).content.decode()
    lucia.post(page(post, "judge"), facts(post, says_1="supported", says_2="overstated", note_2="Say: can help."))
    assert [(v.text, v.note) for v in ClaimVerdict.objects.order_by("pk")] == [(TRUE, ""), (OTHER, "Say: can help.")]
    assert "Every claim has a verdict." in lucia.get(page(post)).content.decode()


def test_an_approval_that_comes_too_early_is_told_what_is_missing_and_loses_no_words(waiting):
    post, lucia = waiting(TRUE), at_the_desk("Lucia")
    says = {"says": "approve", "because": "Accurate and kind.", "until": "2027-01-01", "digest": post.digest,
            "heaviness": "0", "leaves": "hope"}  # fmt: skip
    shown = lucia.post(page(post, "decide"), says)
    assert shown.status_code == 400 and "1 claim still waits for your verdict" in shown.content.decode()
    assert "Accurate and kind." in shown.content.decode() and not Approval.objects.exists()
    lucia.post(page(post, "judge"), facts(post, says_1="contradicted"))
    assert "You found a claim that is not so" in lucia.post(page(post, "decide"), says).content.decode()
    lucia.post(page(post, "judge"), facts(post, says_1="supported"))
    assert lucia.post(page(post, "decide"), says).status_code == 302 and Approval.objects.exists()


@pytest.mark.parametrize(
    "other",
    [{"says_1": "approved"}, {"says_1": "", "note_1": "A word."}, {"says_1": "contradicted", "may_stand_1": "on"},
     {"says_1": "supported", "digest": "nonsense"}, {"says_1": "supported", "note_1": "x" * 1001},
     {"says_1": "supported", "note_1": "\0"}],
)  # fmt: skip
def test_what_makes_no_sense_is_asked_again_and_nothing_is_kept(waiting, other):
    post = waiting(TRUE)
    assert at_the_desk("Lucia").post(page(post, "judge"), facts(post) | other).status_code == 400
    assert not ClaimVerdict.objects.exists()


def test_a_verdict_on_other_bytes_is_told_kindly_and_not_kept(waiting):
    post = waiting(TRUE)
    sent = at_the_desk("Lucia").post(page(post, "judge"), facts(post, says_1="supported", digest="0" * 64))
    assert sent.status_code == 409 and "It has changed since you opened this page" in sent.content.decode()
    assert not ClaimVerdict.objects.exists()


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_what_a_reviewer_writes_stays_words(waiting, naughty):
    post, lucia = waiting(TRUE), at_the_desk("Lucia")
    sent = lucia.post(page(post, "judge"), facts(post, says_1="supported", note_1=naughty, at=naughty, machine="m"))
    assert sent.status_code == 302 and sent.url.endswith("#claims")
    assert "<script>alert" not in lucia.get(page(post)).content.decode()


@pytest.mark.parametrize("name", ["Amara", "Nadia", "Omar", "Ines", "Mei"])
def test_for_anyone_who_is_no_reviewer_the_claims_do_not_exist(waiting, name):
    post = waiting(TRUE)
    assert at_the_desk(name).post(page(post, "judge"), facts(post, says_1="supported")).status_code == 404
    assert not ClaimVerdict.objects.exists()


def test_the_author_is_told_what_to_change_and_not_what_the_machine_makes_of_each_claim(waiting):
    post, amara = waiting(TRUE, FALSE), Client()
    amara.force_login(someone("Amara"))
    html = amara.get(reverse("status", args=[post.post_id])).content.decode()
    assert "Guidance says otherwise." in html and TRUE not in html
