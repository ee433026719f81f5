"""Clinicians answer: one writes, another signs, and the receipt tells whoever asked."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearten.features.accounts.models import Credential
from hearten.features.claims.models import Answer, Reading
from hearten.features.guidance.models import Statement
from hearten.features.journal.models import Entry
from hearten.features.questions.models import Question
from hearten.features.questions.tests.conftest import walk
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
AQuestion = Callable[..., Question]
TEA = "My aunt swears that tea cures anxiety!"
DESK = "/desk/claims/"


def body(answer) -> str:
    return answer.content.decode()


def facts(**other: object) -> dict[str, object]:
    until = (timezone.now() + timedelta(days=365)).date().isoformat()
    said = {
        "claim": "Tea cures anxiety.",
        "verdict": "unsupported",
        "text": "Nothing we know shows that.",
        "others": "G030",
    }
    return said | {"until": until, "seen": ""} | other


def draft(client: Client, question: Question, **other: object):
    return client.post(reverse("draft_answer", args=[question.pk]), facts(**other))


def read(client: Client, answer: Answer, says: str = "confirm", because: str = ""):
    sent = {"says": says, "because": because, "digest": answer.digest}
    return client.post(reverse("read_answer", args=[answer.pk]), sent)


def receipt(question: Question) -> str:
    return body(Client().get(f"/is-it-true/{question.receipt}"))


def test_from_the_question_to_the_answer_on_the_receipt(a_question: AQuestion) -> None:
    question = a_question(TEA)
    assert question.stage == "waiting" and TEA.replace("!", "") in body(at_the_desk("Lucia").get(DESK))
    assert draft(at_the_desk("Lucia"), question).status_code == 302
    assert walk(question).stage == "drafted"
    assert "An answer is written" in receipt(question) and "Nothing we know" not in receipt(question)
    answer = Answer.objects.get()
    assert read(at_the_desk("Ravi"), answer).status_code == 302
    assert "Nothing we know shows that." in receipt(question), "at once, before the flow has looked"
    assert walk(question).stage == "answered" and "aunt" not in receipt(question)
    shown = body(Client().get("/is-it-true/answers"))
    assert "Tea cures anxiety." in shown and "Nothing we know shows that." in shown
    moves = [e.detail["to"] for e in Entry.objects.filter(did="question.moved").order_by("pk")]
    assert moves == ["waiting", "drafted", "answered"]
    assert "aunt" not in str(list(Entry.objects.values()))


def test_signed_answers_are_told_to_machines_with_their_verdict(a_question: AQuestion) -> None:
    draft(at_the_desk("Lucia"), a_question(TEA), claim="</script><b>Tea cures anxiety.")
    read(at_the_desk("Ravi"), Answer.objects.get())
    shown = body(Client().get("/is-it-true/answers"))
    said = re.findall(r"ld\+json\">(.*?)</script>", shown, re.S)[0]
    assert '"ClaimReview"' in said and '"ratingValue": 2' in said and "\\u003c/script" in said


def test_an_example_is_told_to_no_machine_as_a_review(a_question: AQuestion) -> None:
    ravi = someone("Ravi")
    ravi.is_demo = True
    ravi.save()
    draft(at_the_desk("Lucia"), a_question(TEA))
    read(at_the_desk("Ravi"), Answer.objects.get())
    shown = body(Client().get("/is-it-true/answers"))
    assert "Example answer:" in shown and '"ClaimReview"' not in shown


def test_what_is_sent_back_waits_again_with_its_reason_and_its_words(a_question: AQuestion) -> None:
    question = a_question(TEA)
    draft(at_the_desk("Lucia"), question)
    walk(question)
    answer = Answer.objects.get()
    assert read(at_the_desk("Ravi"), answer, "send_back").status_code == 400
    assert read(at_the_desk("Ravi"), answer, "send_back", "Please say what helps.").status_code == 302
    assert walk(question).stage == "waiting" and "It waits for a professional" in receipt(question)
    shown = body(at_the_desk("Lucia").get(reverse("question", args=[question.pk])))
    assert "Please say what helps." in shown and "Nothing we know shows that." in shown
    assert draft(at_the_desk("Lucia"), question, text="Slow breathing helps.", seen=str(answer.pk)).status_code == 302
    read(at_the_desk("Ravi"), Answer.objects.latest("pk"))
    assert "Slow breathing helps." in receipt(walk(question))


def test_two_clinicians_at_once_are_told_so_and_lose_no_word(a_question: AQuestion) -> None:
    question = a_question(TEA)
    draft(at_the_desk("Lucia"), question)
    late = draft(at_the_desk("Ravi"), question, text="My careful words.")
    assert late.status_code == 409 and "My careful words." in body(late) and Answer.objects.count() == 1
    assert read(at_the_desk("Ravi"), Answer.objects.get()).status_code == 302
    again = read(at_the_desk("Ravi"), Answer.objects.get(), "send_back", "On second thought.")
    assert again.status_code == 409 and "On second thought." in body(again) and Reading.objects.count() == 1


def test_nobody_signs_what_they_wrote_and_the_page_says_why(a_question: AQuestion) -> None:
    draft(at_the_desk("Lucia"), a_question(TEA))
    answer = read(at_the_desk("Lucia"), Answer.objects.get())
    assert answer.status_code == 409 and "Nobody can sign their own answer" in body(answer)


def test_the_same_question_twice_stands_in_one_line_and_the_gravest_comes_first(a_question: AQuestion) -> None:
    a_question("Tea cures anxiety.")
    a_question("TEA cures   anxiety!!")
    a_question("Does tea help? I want to kill myself tonight.")
    shown = body(at_the_desk("Lucia").get(DESK))
    assert "Asked 2 times" in shown and shown.count("desk__row") - shown.count("desk__row--held") == 2
    assert shown.index("Heavy words") < shown.index("Asked 2 times")


def test_one_answer_may_serve_questions_that_come_near(a_question: AQuestion) -> None:
    first, second = a_question("Tea cures anxiety."), a_question("Tea quickly cures anxiety.")
    page = body(at_the_desk("Lucia").get(reverse("question", args=[first.pk])))
    assert "Tea quickly cures anxiety." in page
    draft(at_the_desk("Lucia"), first, also=[str(second.pk), "999999", "x"])
    read(at_the_desk("Ravi"), Answer.objects.get())
    assert {walk(first).stage, walk(second).stage} == {"answered"}


@pytest.mark.parametrize(
    ("why", "says"), [("own_care", "needs someone who knows you"), ("no_claim", "no answer to this")]
)
def test_a_question_that_gets_no_answer_says_so_on_its_receipt(a_question: AQuestion, why: str, says: str) -> None:
    question, client = a_question(TEA), at_the_desk("Lucia")
    address = reverse("decline_question", args=[question.pk])
    assert client.post(address, {"why": ""}).status_code == 400
    assert client.post(address, {"why": why}).status_code == 302
    assert says in receipt(question) and walk(question).stage == "declined"
    assert client.post(address, {"why": why}).status_code == 409 and draft(client, question).status_code == 409


def test_an_answer_taken_back_leaves_a_receipt_that_says_so(a_question: AQuestion) -> None:
    question = a_question(TEA)
    draft(at_the_desk("Lucia"), question)
    read(at_the_desk("Ravi"), answer := Answer.objects.get())
    walk(question)
    client, address = at_the_desk("Ravi"), reverse("retract_answer", args=[answer.pk])
    assert client.post(address, {"because": " "}).status_code == 400
    assert client.post(address, {"because": "It was too short."}).status_code == 302
    assert "being looked at again" in receipt(question) and "Nothing we know" not in receipt(question)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"claim": " "}, "claim"), ({"verdict": ""}, "verdict"), ({"verdict": "true"}, "verdict"), ({"text": ""}, "text"),
     ({"text": "x" * 2001}, "text"), ({"text": "a\0b"}, "text"), ({"others": "G999"}, "others"),
     ({"others": "", "verdict": "supported"}, "statements"), ({"until": "2099-01-01"}, "until"),
     ({"until": "2020-01-01"}, "until"), ({"until": "soon"}, "until")],
)  # fmt: skip
def test_a_mistake_is_named_and_what_was_typed_is_kept(a_question: AQuestion, wrong: dict, field: str) -> None:
    answer = draft(at_the_desk("Lucia"), a_question(TEA), **wrong)
    assert answer.status_code == 400 and field in answer.context["form"].errors
    assert "text" in wrong or "Nothing we know shows that." in body(answer)
    assert not Answer.objects.exists()


def test_a_reviewer_whose_check_has_ended_may_look_and_not_answer(a_question: AQuestion) -> None:
    question, client = a_question(TEA), at_the_desk("Lucia")
    Credential.objects.filter(person=someone("Lucia")).update(until=timezone.now() - timedelta(days=1))
    assert "your profession has to be checked" in body(client.get(reverse("question", args=[question.pk])))
    late = draft(client, question)
    assert late.status_code == 409 and "renew yours" in body(late) and not Answer.objects.exists()


@pytest.mark.parametrize("name", ["Amara", "Nadia", "Omar", "Ines", "Mei"])
def test_the_queue_does_not_exist_for_anyone_who_is_no_reviewer(a_question: AQuestion, name: str) -> None:
    question, client = a_question(TEA), at_the_desk(name)
    for address in (DESK, reverse("question", args=[question.pk])):
        assert client.get(address).status_code == 404
    assert draft(client, question).status_code == 404 and not Answer.objects.exists()


def test_a_password_alone_does_not_open_the_queue(a_question: AQuestion, lucia, client: Client) -> None:
    question = a_question(TEA)
    client.force_login(lucia)
    assert client.get(DESK).status_code == 403 and draft(client, question).status_code == 403


def test_an_answer_from_another_site_is_refused(a_question: AQuestion, lucia) -> None:
    at_the_desk("Lucia")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lucia)
    assert draft(strict, a_question(TEA)).status_code == 403 and not Answer.objects.exists()


@pytest.mark.parametrize("place", [10**30, 10**9])
def test_a_place_that_cannot_be_is_not_found(a_question: AQuestion, place: int) -> None:
    client = at_the_desk("Lucia")
    for name in ("question", "answer"):
        assert client.get(reverse(name, args=[place])).status_code == 404
    assert draft(client, a_question(TEA), seen=str(place)).status_code in (400, 409)


def test_an_answer_whose_guidance_was_reworded_is_written_anew_and_its_receipts_follow(a_question: AQuestion) -> None:
    question = a_question(TEA)
    draft(at_the_desk("Lucia"), question)
    read(at_the_desk("Ravi"), old := Answer.objects.get())
    assert walk(question).stage == "answered" and "Nothing we know" in receipt(question)
    Statement.objects.filter(code="G030").update(text="The sea is wide.")
    assert "being looked at again" in receipt(question)
    ravi, address = at_the_desk("Ravi"), reverse("renew_answer", args=[old.pk])
    assert "Out of sight, to be looked at again" in body(ravi.get(DESK)) and "Nothing we know" in body(
        ravi.get(address)
    )
    assert ravi.post(address, facts(text="")).status_code == 400
    assert ravi.post(address, facts(text="Slow breathing helps.")).status_code == 302
    assert "Slow breathing helps." not in receipt(question)
    read(at_the_desk("Lucia"), Answer.objects.latest("pk"))
    assert "Slow breathing helps." in receipt(question)
