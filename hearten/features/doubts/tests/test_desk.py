"""What readers doubt reaches reviewers by post; one action corrects it, one answers it, and both take two people."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearten.features.claims import actions as claims
from hearten.features.claims.actions import Wrote
from hearten.features.claims.models import Answer
from hearten.features.claims.rules import Reads
from hearten.features.corrections.tests.conftest import RIGHT, draft_about, signed
from hearten.features.doubts import actions, queries
from hearten.features.doubts.models import Doubt
from hearten.features.doubts.tests.conftest import UNTRUE
from hearten.features.questions.rules import KEPT, Decline
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
WHY = "Slow breathing calms most people, as guidance says."


def body(answer) -> str:
    return answer.content.decode()


def told(doubt) -> str:
    return body(Client().get(f"/is-it-wrong/{doubt.receipt}"))


def wrote(**other):
    facts = {"claim": "Slow breathing calms.", "verdict": "supported", "text": WHY, "language": "en",
             "statements": ["G001"], "until": timezone.now() + timedelta(days=30)}  # fmt: skip
    return Wrote(**(facts | other))


def answered(doubt, author="Lucia"):
    return actions.answer(doubt.post, [doubt.pk], wrote(), someone(author))


def test_the_lane_groups_by_post_and_shows_what_was_raised_first_then_the_oldest(a_doubt, a_post):
    older, newer, raised = (a_post("public") for _ in range(3))
    for about, by in ((older, False), (older, False), (newer, False), (raised, True)):
        a_doubt(about=about, by_professional=by)
    Doubt.objects.filter(post=older.post).update(at=timezone.now() - timedelta(days=3))
    lane = queries.lane(someone("Ravi"))
    assert [row.revision.pk for row in lane] == [raised.pk, older.pk, newer.pk]
    assert [len(row.doubts) for row in lane] == [1, 2, 1] and [row.is_raised for row in lane] == [True, False, False]
    shown = body(at_the_desk("Ravi").get(reverse("doubts_desk")))
    assert "A professional wrote" in shown and "2 people wrote" in shown and "1 person wrote" in shown


def test_three_separate_households_raise_a_post(a_doubt):
    for number in range(3):
        assert queries.lane(someone("Ravi"))[0].is_raised is False if number else True
        a_doubt()
    assert queries.lane(someone("Ravi"))[0].is_raised
    assert "Several wrote within two weeks" in body(at_the_desk("Ravi").get(reverse("doubts_desk")))


@pytest.mark.parametrize("name", ["Amara", "Nadia", "Omar", "Mei", "Ines"])
def test_nobody_but_a_reviewer_reads_what_was_written(a_doubt, post, name):
    a_doubt()
    client = Client()
    client.force_login(someone(name))
    for address in (reverse("doubts_desk"), reverse("doubted", args=[post.post_id])):
        answer = client.get(address)
        assert answer.status_code in (403, 404) and UNTRUE not in body(answer)


def test_a_reviewer_does_not_see_what_is_doubted_in_their_own_post(a_doubt, a_post):
    own = a_post("public", author=someone("Ravi"))
    doubt = a_doubt(about=own)
    assert queries.lane(someone("Ravi")) == []
    assert at_the_desk("Ravi").get(reverse("doubted", args=[own.post_id])).status_code == 404
    with pytest.raises(claims.MayNotAnswer):
        answered(doubt, "Ravi")
    with pytest.raises(claims.MayNotAnswer):
        actions.close(doubt.post, [doubt.pk], someone("Ravi"), Decline.spam)


def test_the_maker_of_a_post_does_not_sign_that_it_was_right_not_even_past_the_pages(a_doubt, a_post):
    own = a_post("public", author=someone("Ravi"))
    doubt = a_doubt(about=own)
    draft = answered(doubt)
    with pytest.raises(claims.NotAsShown) as refused, transaction.atomic():
        claims.read(draft, draft.digest, someone("Ravi"), Reads.confirm)
    assert refused.value.code == "HE002" and "It was right" not in told(doubt)


def test_a_post_that_was_right_is_answered_by_one_and_signed_by_another_and_the_receipt_says_why(a_doubt, post):
    doubt, other = a_doubt(), a_doubt("Something else.")
    address = reverse("answer_doubts", args=[post.post_id])
    until = (timezone.now() + timedelta(days=30)).date().isoformat()
    said = {"claim": "Slow breathing calms.", "verdict": "supported", "text": WHY, "others": "G001", "until": until}
    sent = at_the_desk("Lucia").post(address, said | {"which": [doubt.pk]})
    draft = Answer.objects.get()
    assert sent.url == reverse("answer", args=[draft.pk]) and "An answer is written" in told(doubt)
    assert WHY not in told(doubt) and [one.pk for one in queries.open_doubts()] == [other.pk]
    claims.read(draft, draft.digest, someone("Ravi"), Reads.confirm)
    shown = told(doubt)
    assert "It was right. Here is why" in shown and WHY in shown and "Depression" in shown and "Ravi" in shown
    assert UNTRUE not in shown and "A professional is reading" in told(other)


def test_an_answer_cannot_say_that_the_post_is_untrue_for_that_is_a_correction(a_doubt, post):
    a_doubt()
    address = reverse("answer_doubts", args=[post.post_id])
    answer = at_the_desk("Lucia").post(address, {"claim": "x", "verdict": "contradicted", "text": "x", "which": ["1"]})
    assert answer.status_code == 400 and not Answer.objects.exists()


def test_sent_back_or_taken_back_it_waits_at_the_desk_again(a_doubt):
    doubt, again = a_doubt(), a_doubt()
    draft, taken = answered(doubt), answered(again)
    claims.read(draft, draft.digest, someone("Ravi"), Reads.send_back, "Please say it more kindly.")
    claims.read(taken, taken.digest, someone("Ravi"), Reads.confirm)
    assert [one.pk for one in queries.open_doubts()] == [doubt.pk]
    claims.retract(taken, someone("Ravi"), "It was not so.")
    assert queries.open_doubts().count() == 2 and "The answer is being looked at again" in told(again)
    assert WHY not in told(doubt) and WHY not in told(again)


def test_a_correction_begins_here_with_what_was_marked_and_answers_everyone_who_wrote(a_doubt, post):
    doubts = [a_doubt(), a_doubt()]
    Doubt.objects.filter(pk=doubts[0].pk).update(marked=["G001"])
    shown = body(at_the_desk("Lucia").get(reverse("doubted", args=[post.post_id])))
    way = f"{reverse('correct', args=[post.post_id])}?rests=G001"
    assert way in shown and 'value="G001"' in body(at_the_desk("Lucia").get(way))
    draft = draft_about(post)
    assert all("An answer is written" in told(doubt) and RIGHT not in told(doubt) for doubt in doubts)
    signed(draft)
    for doubt in doubts:
        shown = told(doubt)
        assert "It was wrong. Here is the correction" in shown and RIGHT in shown and UNTRUE not in shown
        assert reverse("post", args=[post.post_id]) in shown and reverse("corrections") in shown
    assert queries.lane(someone("Ravi")) == []


def test_what_nobody_can_answer_is_closed_with_a_reason_the_receipt_says(a_doubt, post):
    doubt, other = a_doubt(), a_doubt()
    address = reverse("close_doubts", args=[post.post_id])
    assert at_the_desk("Ravi").post(address, {"which": [doubt.pk]}).status_code == 400
    assert at_the_desk("Ravi").post(address, {"which": [doubt.pk], "why": "own_care"}).status_code == 302
    assert "This needs someone who knows you" in told(doubt) and "A professional is reading" in told(other)
    with pytest.raises(actions.NotAsShown):
        answered(doubt)
    assert at_the_desk("Lucia").post(address, {"which": [doubt.pk], "why": "spam"}).status_code == 400


def test_of_two_at_the_desk_the_second_is_told_and_loses_nothing(a_doubt, post, monkeypatch):
    doubt = a_doubt()
    until = (timezone.now() + timedelta(days=30)).date().isoformat()
    said = {"claim": "Slow.", "verdict": "supported", "text": WHY, "others": "G001", "until": until}
    case = queries.case(someone("Lucia"), post.post_id)
    answered(doubt, "Ravi")
    monkeypatch.setattr(queries, "case", lambda *_given: case)
    address = reverse("answer_doubts", args=[post.post_id])
    answer = at_the_desk("Lucia").post(address, said | {"which": [doubt.pk]})
    assert answer.status_code == 409 and WHY in body(answer) and Answer.objects.count() == 1


def test_a_doubt_is_about_bytes_that_were_approved(a_doubt, a_post):
    with pytest.raises(actions.NotAsShown):
        a_doubt(about=a_post("in_review"))
    doubt = a_doubt()
    with pytest.raises(DatabaseError, match="doubt_of_what_was_approved"), transaction.atomic():
        Doubt.objects.filter(pk=doubt.pk).update(digest="0" * 64)


def test_what_was_answered_or_corrected_is_kept_ninety_days_after_that(a_doubt, a_post):
    other = a_post("public")
    answered_one, corrected_one, forgotten = a_doubt(), a_doubt(about=other), a_doubt(about=a_post("public"))
    draft = answered(answered_one)
    claims.read(draft, draft.digest, someone("Ravi"), Reads.confirm)
    signed(draft_about(other))
    Doubt.objects.update(at=timezone.now() - timedelta(days=91))
    assert actions.forget(timezone.now() - KEPT) == 1
    assert not Doubt.objects.filter(pk=forgotten.pk).exists()
    assert actions.forget(timezone.now() + timedelta(days=1)) == 2 and Answer.objects.count() == 1
    assert not Doubt.objects.filter(pk__in=[answered_one.pk, corrected_one.pk]).exists()
