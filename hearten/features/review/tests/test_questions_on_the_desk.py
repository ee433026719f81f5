"""What a reviewer sees and signs of the questions at the end of a post."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hearten.features.guidance.models import Statement
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision
from hearten.features.review import actions as review
from hearten.features.review.models import Approval
from hearten.features.verdicts import actions as verdicts
from hearten.features.verdicts.queries import claims
from hearten.features.verdicts.rules import ClaimSays, Judged
from tests.world.asking import TWO, asking
from tests.world.people import at_the_desk
from tests.world.posts import LIGHT, find_all_supported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]


def approve(revision: Revision, reviewer) -> None:
    in_a_year = timezone.now() + timedelta(days=365)
    review.approve(revision, revision.digest or "", reviewer, "Accurate and kind.", in_a_year, LIGHT)


def test_a_reviewer_sees_each_question_which_answer_is_right_why_and_the_guidance_beside_it(amara):
    waiting = asking(amara, "Slow down")
    page = at_the_desk("Lucia").get(reverse("case", args=[waiting.post_id, waiting.number])).content.decode()
    assert "What it asks" in page and "Feelings rise and fall." in page and page.count(">Right</b>") == 2
    assert "To be alone" in page and "<b>G004</b>" in page
    assert "In what it asks" in page and f"{TWO[1].question} To tell someone" in page


def test_what_is_noticed_in_an_answer_is_marked_in_that_answer_and_in_no_other(amara):
    wrong = "He committed suicide."
    asked = TWO[1].__class__("What can help?", ("Rest", wrong, wrong.replace("He", "She")), 0, "It helps.", "G004")
    waiting = asking(amara, "Slow down", [asked])
    page = at_the_desk("Lucia").get(reverse("case", args=[waiting.post_id, waiting.number])).content.decode()
    assert page.count('id="mark-1"') == page.count('id="mark-2"') == 1
    assert page.index('id="mark-1"') < page.index("She") < page.index('id="mark-2"')


def test_a_post_whose_right_answer_no_one_has_judged_is_not_approved(amara, lucia):
    waiting = asking(amara, "Slow down")
    with pytest.raises(review.ClaimsOpen):
        approve(waiting, lucia)


def test_a_right_answer_that_a_reviewer_finds_wrong_stands_in_the_way(amara, lucia):
    waiting = asking(amara, "Slow down")
    said = {text: Judged(ClaimSays.contradicted) for text in claims(waiting)}
    verdicts.judge(waiting, waiting.digest or "", lucia, said)
    with pytest.raises(review.ClaimsOpen):
        approve(waiting, lucia)


def past_every_form(amara, lucia, asked: dict[str, str]) -> Revision:
    """A manifest that no form wrote, with one source that stands; every claim of it is judged."""
    before = asking(amara, "Slow down", ())
    later = posts.revise(before.post, amara, posts.Words("coping", "en", "Slow down", "", ["breathing"]))
    sources = [{"id": "G001", "statement": Statement.objects.get(code="G001").text}]
    posts.seal(later, {"post": str(later.post_id), "sources": sources, "checks": [{"question": "?", **asked}]})
    Revision.objects.filter(pk=later.pk).update(stage="in_review")
    find_all_supported(later, lucia)
    return later


@pytest.mark.parametrize("asked", [{"source": "G002"}, {"source": ""}, {}])
def test_the_database_takes_no_signature_for_a_question_that_rests_on_none_of_the_sources(amara, lucia, asked):
    with pytest.raises(review.NotAsShown) as refused:
        approve(past_every_form(amara, lucia, asked), lucia)
    assert refused.value.code == "HE005"


def test_it_takes_one_for_a_question_that_rests_on_a_source_of_its_post(amara, lucia):
    signed = past_every_form(amara, lucia, {"source": "G001"})
    approve(signed, lucia)
    assert Approval.objects.filter(post=signed.post_id, digest=signed.digest).exists()


def test_an_edit_of_one_answer_is_another_digest_and_the_old_one_cannot_be_signed_any_more(amara, lucia):
    waiting = asking(amara, "Slow down")
    find_all_supported(waiting, lucia)
    asking_again = posts.revise(waiting.post, amara, posts.Words("coping", "en", "Slow down", "", ["breathing"]))
    assert asking_again.number == 2
    with pytest.raises(review.NotAsShown):
        approve(waiting, lucia)
