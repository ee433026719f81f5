"""What a poll asks and offers is read as if the post said it: nothing beside it puts it right."""

import pytest

from hearten.features.checks.rules import Poll
from hearten.features.screening import queries, rules
from hearten.features.screening.models import ClaimFound
from tests.world.asking import POLL, asking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
HARM, FALSE = "You should stop taking your medication today.", "Honey cures depression."


def found(revision, where: str) -> list[tuple[str, float | None]]:
    return [(f.severity, f.seconds) for f in queries.findings_of(revision) if f.where == where]


def test_a_kind_poll_goes_on_to_a_reviewer(amara):
    revision = asking(amara, "Before you sleep", (POLL,))
    assert revision.stage == "in_review" and not found(revision, "poll") + found(revision, "choice")


@pytest.mark.parametrize("kind", ["coping", "myth"])
@pytest.mark.parametrize("said", [HARM, FALSE])
def test_an_answer_that_harms_holds_the_post_also_where_it_answers_a_myth(amara, kind, said):
    revision = asking(amara, "Before you sleep", (Poll("What helps?", ("Rest", said)),), kind=kind)
    assert revision.stage == "held" and ("hold", 2.0) in found(revision, "choice")


def test_a_belief_in_a_poll_is_a_claim_that_somebody_judges(amara):
    revision = asking(amara, "Before you sleep", (Poll("What helps?", ("Rest", FALSE)),))
    assert ClaimFound.objects.filter(screening__revision=revision, where="choice").exists()


@pytest.mark.parametrize("where", ["poll", "choice"])
def test_nothing_in_a_poll_passes_for_something_said_to_be_put_right(where):
    assert not rules.is_told(where, answers_a_myth=True) and not rules.told_with(where, "Tea heals.", ["Tea heals."])


def test_a_poll_of_how_bad_it_is_is_held_for_it_would_tell_that_many_feel_so(amara):
    revision = asking(amara, "Before you sleep", (Poll("Have you thought about suicide?", ("Often", "Never")),))
    said = [f for f in queries.findings_of(revision) if f.rule == "check.poll"]
    assert revision.stage == "held" and [(f.severity, f.suggestion) for f in said] == [
        ("hold", "Ask what helps, not how bad it is.")
    ]
