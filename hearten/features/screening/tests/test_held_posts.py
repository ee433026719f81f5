"""A machine may hold a post; only a person who did not make it may let it go on, and says why."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from hearten.features.journal import queries as journal
from hearten.features.screening import actions, queries, rules
from hearten.features.screening.models import Release
from tests.world.people import someone
from tests.world.posts import walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("severities", "missing", "held"),
    [([], [], False), (["note", "fix"], [], False), (["note", "hold"], [], True), ([], ["method"], True)],
)
def test_one_grave_finding_or_one_check_that_could_not_run_is_enough_to_hold(severities, missing, held):
    assert rules.is_held(severities, missing) is held


def test_a_held_post_says_what_was_found_and_which_words(a_post):
    held = a_post("held")
    gravest = queries.findings_of(held)[0]
    assert gravest.severity == "hold" and "medication" in gravest.words and gravest.reason
    assert queries.screening_of(held).digest == held.digest


@pytest.mark.parametrize("name", ["Amara", "Tom", "Omar", "Ines", "Mei"])
def test_nobody_but_a_reviewer_lets_it_go_on(a_post, name):
    with pytest.raises(actions.MayNotRelease):
        actions.release(a_post("held"), someone(name), True, "It is fine.")


def test_a_reviewer_does_not_let_their_own_post_go_on(a_post, lucia):
    with pytest.raises(actions.MayNotRelease):
        actions.release(a_post("held", author=lucia), lucia, True, "It is fine.")


@pytest.mark.parametrize("stage", ["captioned", "in_review", "public", "returned", "rejected"])
def test_only_what_is_held_can_be_let_go(a_post, lucia, stage):
    with pytest.raises(actions.MayNotRelease):
        actions.release(a_post(stage), lucia, True, "It is fine.")


def test_an_answer_without_a_reason_is_no_answer(a_post, lucia):
    with pytest.raises(actions.NeedsReason):
        actions.release(a_post("held"), lucia, False, " \n ")


@pytest.mark.parametrize(("goes_on", "stage"), [(True, "in_review"), (False, "returned")])
def test_a_held_post_goes_where_the_reviewer_said_and_the_journal_knows(a_post, lucia, goes_on, stage):
    held = a_post("held")
    actions.release(held, lucia, goes_on, "A clear reason.")
    assert walk(held).stage == stage
    told = [e for e in journal.about(held.name_in_journal) if e.did == "held.answered"]
    assert [(e.actor, e.detail) for e in told] == [(lucia, {"goes_on": goes_on})]


def test_the_second_answer_is_told_of_the_first(a_post, lucia, ravi):
    held = a_post("held")
    actions.release(held, lucia, False, "It names a dose.")
    with pytest.raises(actions.AlreadyAnswered):
        actions.release(held, ravi, True, "Looks fine.")
    assert Release.objects.get().goes_on is False


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_counts(a_post):
    held, together, outcomes = a_post("held"), threading.Barrier(2), []
    people = [someone("Lucia"), someone("Ravi")]

    def answer(reviewer, goes_on):
        together.wait()
        try:
            actions.release(held, reviewer, goes_on, "A clear reason.")
            outcomes.append("answered")
        except actions.AlreadyAnswered:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=answer, args=pair) for pair in zip(people, (True, False), strict=True)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    assert sorted(outcomes) == ["answered", "told"] and Release.objects.count() == 1


def test_the_web_cannot_touch_what_the_checks_found(a_post):
    a_post("held")
    for sql in ("DELETE FROM screening_finding", "UPDATE screening_finding SET severity = 'note'"):
        with pytest.raises(DatabaseError) as said, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE hearten_web; {sql}")
        assert said.value.__cause__.sqlstate == "42501"
