"""The words of a question are read like all others, and its right answer is never taken on trust."""

from dataclasses import replace

import pytest

from hearten.features.checks.rules import Check
from hearten.features.guidance.models import Statement
from hearten.features.screening import queries, rules
from hearten.features.screening.models import ClaimFound
from tests.world.asking import TWO, asking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
HARM = "You should stop taking your medication today."


def weights(revision, where: str) -> set[str]:
    return {f.severity for f in queries.findings_of(revision) if f.where == where}


def test_a_sound_question_goes_on_to_a_reviewer(amara):
    revision = asking(amara, "Slow down")
    assert revision.stage == "in_review"
    assert not [f for f in queries.findings_of(revision) if f.where in queries.ASKS]


@pytest.mark.parametrize(("harmed", "where"), [
    (replace(TWO[0], why=HARM), "why"), (replace(TWO[0], options=(HARM, "Rest")), "answer"),
])  # fmt: skip
def test_a_right_answer_that_harms_holds_the_post(amara, harmed, where):
    revision = asking(amara, "Slow down", [harmed])
    assert revision.stage == "held" and "hold" in weights(revision, where)


def test_a_post_that_answers_a_myth_may_not_hide_a_wrong_answer_behind_that(amara):
    false = "Honey cures depression."
    answered = asking(amara, "Slow down", [replace(TWO[0], options=(false, "Rest"))], kind="myth")
    offered = asking(amara, "Slow down", [replace(TWO[0], options=("Rest", false))], kind="myth")
    assert answered.stage == "held" and "hold" in weights(answered, "answer")
    assert offered.stage == "in_review"


@pytest.mark.parametrize(("where", "in_a_myth", "otherwise"), [
    ("question", True, True), ("option", True, True), ("answer", False, False), ("why", False, False),
    ("text", True, False), ("card", True, False),
])  # fmt: skip
def test_what_is_asked_may_be_said_to_be_put_right_and_what_is_answered_never(where, in_a_myth, otherwise):
    assert (rules.is_told(where, answers_a_myth=True), rules.is_told(where, answers_a_myth=False)) == (
        in_a_myth, otherwise,
    )  # fmt: skip
    assert bool(rules.told_with(where, "Tea heals.", ["Tea heals."])) == in_a_myth


def test_a_false_belief_may_be_offered_beside_the_right_answer_and_is_worth_a_note(amara):
    false = "Honey cures depression."
    asked = Check("What is depression?", ("An illness", false), 0, "It is nobody's fault.", "G001")
    offered = asking(amara, "Slow down", [asked])
    assert offered.stage == "in_review" and weights(offered, "option") == {"note"}
    assert not ClaimFound.objects.filter(screening__revision=offered, where="option").exists()
    assert asking(amara, "Slow down", [replace(asked, right=1)]).stage == "held"


def test_how_someone_hurt_themselves_may_stand_nowhere_not_even_as_a_wrong_answer(amara):
    asked = replace(TWO[0], options=("It passes", "He committed suicide by taking forty pills"))
    assert weights(asking(amara, "Slow down", [asked]), "option") & {"fix", "hold"}


def test_a_question_and_its_right_answer_are_one_claim_that_a_person_must_judge(amara):
    asked = Check("May one stop a medicine as soon as one feels well?", ("Yes", "No"), 0, "Rest helps.", "G004")
    revision = asking(amara, "Slow down", [asked])
    claim = ClaimFound.objects.get(screening__revision=revision, where="answer")
    assert claim.text == "May one stop a medicine as soon as one feels well? Yes"
    assert (claim.verdict, claim.statements[0]) == ("not_sure", "G004")


def test_a_question_whose_guidance_is_withdrawn_is_held_until_people_have_looked(amara):
    Statement.objects.filter(code="G004").update(withdrawn_at="2026-11-01T00:00Z")
    revision = asking(amara, "Slow down")
    fallen = [f for f in queries.findings_of(revision) if f.rule == "check.source"]
    assert revision.stage == "held" and [f.words for f in fallen] == [TWO[1].question]
