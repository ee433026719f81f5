"""No approval while a claim waits for a verdict: asked of the database itself, around everything our code would say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hearten.features.review import actions
from hearten.features.review.forms import why_not
from hearten.features.review.models import Approval
from hearten.features.review.tests.test_promise import APPROVE, acting_as, refused
from hearten.features.verdicts.models import ClaimVerdict
from hearten.features.verdicts.rules import ClaimSays
from hearten.features.verdicts.tests.test_verdicts import OTHER, TRUE, waiting
from tests.world.people import someone
from tests.world.posts import LIGHT

__all__ = ["waiting"]
pytestmark = pytest.mark.django_db
OPEN = "HE006"


def say(post, text, says, by="Lucia", digest="", **other):
    """A verdict written past our code, as whoever had taken over the pages could write it."""
    facts = {"revision": post, "digest": digest or post.digest, "text": text, "language": "en", "says": says}
    with acting_as("hearten_web"):
        ClaimVerdict.objects.create(**facts, reviewer=someone(by), **other)


def answer(post):
    return refused("hearten_web", APPROVE, [post.pk, post.digest, someone("Lucia").pk])


def approve(post):
    with acting_as("hearten_web") as cursor:
        cursor.execute(APPROVE, [post.pk, post.digest, someone("Lucia").pk])
    return Approval.objects.filter(digest=post.digest).exists()


def test_the_database_approves_nothing_while_one_claim_waits(waiting, lucia):
    post = waiting(TRUE, OTHER)
    assert answer(post) == OPEN
    say(post, TRUE, "supported")
    assert answer(post) == OPEN and not Approval.objects.exists()
    say(post, OTHER, "needs_context")
    assert approve(post)


@pytest.mark.parametrize("says", list(ClaimSays))
def test_what_was_found_untrue_stands_only_with_a_word_of_why_and_the_last_word_counts(waiting, lucia, says):
    post = waiting(TRUE)
    say(post, TRUE, "supported")
    say(post, TRUE, says)
    if says not in ("outdated", "unsupported", "contradicted"):
        assert approve(post)
        return
    assert answer(post) == OPEN
    say(post, TRUE, says, may_stand=True, note="The next sentence answers it.")
    assert approve(post)


@pytest.mark.parametrize("by", ["Amara", "Nadia", "Omar"])
def test_a_verdict_of_the_author_or_of_no_reviewer_opens_nothing(waiting, lucia, by):
    post = waiting(TRUE)
    say(post, TRUE, "supported", by=by)
    assert answer(post) == OPEN


def test_a_reviewer_cannot_open_their_own_post_with_a_verdict(waiting, lucia):
    post = waiting(TRUE, author="Ravi")
    say(post, TRUE, "supported", by="Ravi")
    assert answer(post) == OPEN


def test_a_verdict_on_other_bytes_or_other_words_opens_nothing(waiting, lucia):
    post, another = waiting(TRUE), waiting(TRUE)
    say(post, TRUE, "supported", digest="0" * 64)
    say(post, TRUE + " ", "supported")
    say(another, TRUE, "supported")
    assert answer(post) == OPEN


@pytest.mark.parametrize(
    "around", ["DELETE FROM screening_claimfound", "UPDATE screening_claimfound SET text = 'x'",
               "UPDATE verdicts_claimverdict SET says = 'supported'", "DELETE FROM screening_screening"],
)  # fmt: skip
def test_nobody_at_the_pages_can_make_a_claim_disappear(waiting, lucia, around):
    post = waiting(TRUE)
    say(post, TRUE, "contradicted")
    assert refused("hearten_web", around, None) == "42501"  # insufficient privilege
    assert answer(post) == OPEN


def test_a_post_that_makes_no_claim_needs_no_verdict(waiting, lucia):
    assert approve(waiting("Breathe in slowly."))


def test_a_reviewer_is_told_why_when_only_the_database_noticed(waiting, lucia, monkeypatch):
    post = waiting(TRUE)
    monkeypatch.setattr(actions.verdicts, "open_claims", lambda _: (0, 0))
    with pytest.raises(actions.NotAsShown) as error:
        actions.approve(post, post.digest, lucia, "Accurate.", timezone.now() + timedelta(days=9), LIGHT)
    assert error.value.code == OPEN and "still waits for a verdict" in why_not(error.value, is_mine=False)
