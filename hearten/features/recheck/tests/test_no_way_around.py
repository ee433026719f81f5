"""Half done, done twice, by two at once, or as the process it really is: what is not signed anew is never shown."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from hearten.config import privileges
from hearten.features.guidance.models import Change, Statement
from hearten.features.posts.models import Revision
from hearten.features.recheck import actions
from hearten.features.recheck.models import Reopening
from hearten.features.review import actions as review
from hearten.features.review import queries as public
from hearten.flows import recheck
from hearten.flows.publish import publish
from tests.world.people import someone
from tests.world.posts import LIGHT, approve, at_stage, walk

Packs = Callable[..., Path]
NEW = {"statement": "Depression is common, and it can be treated well almost everywhere."}
WHY = "The fact sheet was revised."
TOLD = (actions.NotAsShown, actions.AlreadyOpen, review.NotAsShown, review.AlreadyDecided)
once = pytest.mark.django_db
at_once = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.usefixtures("twins", "statements")


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def is_public(revision: Revision) -> bool:
    return public.public_post(str(revision.post_id)) is not None


def proposed(root: Path) -> Change:
    return actions.propose(root, someone("Lucia"), WHY)


def applied(root: Path) -> Change:
    change = proposed(root)
    actions.answer(change, change.digest, someone("Ravi"), True, "I looked too.")
    return change


@once
def test_the_pages_and_the_worker_have_just_the_rights_they_need(packs: Packs) -> None:
    post, waiting = at_stage("public", someone("Amara")), at_stage("in_review", someone("Tom"))
    people, root = [someone("Lucia"), someone("Ravi")], packs(G001=NEW)
    with acting_as("hearten_web"):
        change = actions.propose(root, people[0], WHY)
        assert actions.answer(change, change.digest, people[1], True, "I looked too.") == 1
    with acting_as("hearten_worker"):
        assert recheck.change.advance(str(change.pk)) == "searched"
        assert recheck.reopening.advance(str(Reopening.objects.get().pk)) == "again"
        for revision in Revision.objects.filter(stage="received"):
            while publish.advance(str(revision.pk)):
                pass
    newest = {str(one.post_id): one.stage for one in Revision.objects.filter(number=2)}
    assert newest == {str(post.post_id): "in_review", str(waiting.post_id): "in_review"}
    assert Change.objects.get().trouble == "" == Reopening.objects.get().trouble


@once
def test_a_worker_killed_in_the_middle_makes_nothing_twice_and_shows_nothing(packs: Packs, monkeypatch) -> None:
    post = at_stage("public", someone("Amara"))
    applied(packs(G001=NEW))
    one = str(Reopening.objects.get().pk)

    def killed(*_given: object, **_named: object) -> None:
        raise SystemExit

    for step in ("carry_over", "set_off"):
        owner = actions.media if step == "carry_over" else actions.posts
        with monkeypatch.context() as patched, pytest.raises(SystemExit):
            patched.setattr(owner, step, killed)
            recheck.reopening.advance(one)
        assert Revision.objects.filter(post=post.post_id).count() == 1 and not is_public(post)
    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(type(recheck.reopening), "_move", killed)
        recheck.reopening.advance(one)
    assert recheck.reopening.advance(one) == "again"
    assert Revision.objects.filter(post=post.post_id).count() == 2 and not is_public(post)


@once
def test_when_the_answer_fails_halfway_nothing_of_it_happened(packs: Packs, monkeypatch) -> None:
    post, change = at_stage("public", someone("Amara")), proposed(packs(G001=NEW))

    def fails(*_given: object, **_named: object) -> None:
        raise MemoryError

    monkeypatch.setattr(actions.journal, "note", fails)
    with pytest.raises(MemoryError), transaction.atomic():
        actions.answer(change, change.digest, someone("Ravi"), True, "I looked too.")
    assert is_public(post) and Statement.objects.get(code="G001").text != NEW["statement"]
    assert Change.objects.get().stage == "proposed" and not Reopening.objects.exists()


@once
@pytest.mark.parametrize("column", ["digest", "post_id", "change_id", "statements"])
def test_what_was_reopened_stays_reopened(packs: Packs, column: str) -> None:
    post, other = at_stage("public", someone("Amara")), at_stage("public", someone("Tom"))
    change = applied(packs(G001=NEW))
    others = {"digest": "0" * 64, "post_id": other.post_id, "change_id": change.pk + 1, "statements": []}
    with pytest.raises(Exception, match="stays reopened"), transaction.atomic():
        Reopening.objects.filter(post=post.post_id).update(**{column: others[column]})
    assert all("DELETE" not in rights for rights in privileges.TABLES["recheck_reopening"].values())


def both(*verbs: Callable[[], object]) -> list[object]:
    """Each in a thread and a connection of its own, begun together; what each said or raised."""
    together, said = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(place: int, verb: Callable[[], object]) -> None:
        together.wait(10)
        try:
            said[place] = verb()
        except TOLD as error:
            said[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    return said


@at_once
@pytest.mark.parametrize("turn", range(4))
def test_a_signature_and_a_change_at_the_same_moment_never_leave_the_old_wording_in_public(
    packs: Packs, turn: int
) -> None:
    waiting, change = at_stage("in_review", someone("Amara")), proposed(packs(G001=NEW))
    lucia, ravi, until = someone("Lucia"), someone("Ravi"), timezone.now() + timedelta(days=30)
    both(
        lambda: approve_plainly(waiting, lucia, until),
        lambda: actions.answer(change, change.digest, ravi, True, "I looked too."),
    )
    walk(waiting)
    assert Statement.objects.get(code="G001").text == NEW["statement"] and not is_public(waiting)


def approve_plainly(revision: Revision, reviewer: object, until: object) -> None:
    review.approve(revision, revision.digest or "", reviewer, "Fine.", until, LIGHT)


@at_once
def test_a_change_that_comes_while_a_signature_is_being_written_waits_for_it_and_finds_it(packs: Packs) -> None:
    waiting, change = at_stage("in_review", someone("Amara")), proposed(packs(G001=NEW))
    begun, done = threading.Event(), []

    def apply() -> None:
        begun.set()
        done.append(actions.answer(change, change.digest, someone("Ravi"), True, "I looked too."))
        connections.close_all()

    with transaction.atomic():
        approve_plainly(waiting, someone("Lucia"), timezone.now() + timedelta(days=30))
        thread = threading.Thread(target=apply)
        thread.start()
        begun.wait(10)
        thread.join(0.5)
        assert not done
    thread.join(30)
    assert done == [1]
    walk(waiting)
    assert not is_public(waiting)


@at_once
def test_of_two_who_answer_at_once_one_is_told(packs: Packs) -> None:
    change = proposed(packs(G001=NEW))
    lucia, ravi = someone("Lucia"), someone("Ravi")
    said = both(
        lambda: actions.answer(change, change.digest, lucia, False, "I misread it."),
        lambda: actions.answer(change, change.digest, ravi, True, "I looked too."),
    )
    assert [type(one) for one in said].count(actions.NotAsShown) == 1


@at_once
def test_two_who_propose_at_once_leave_one_change(packs: Packs) -> None:
    root = packs(G001=NEW)
    lucia, ravi = someone("Lucia"), someone("Ravi")
    said = both(lambda: actions.propose(root, lucia, WHY), lambda: actions.propose(root, ravi, WHY))
    assert Change.objects.count() == 1 and [type(one) for one in said].count(actions.AlreadyOpen) == 1


@at_once
def test_an_author_who_begins_a_new_version_at_that_moment_keeps_it(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    applied(packs(G001=NEW))
    reopening = str(Reopening.objects.get().pk)
    words = review.posts.Words("coping", "en", "Mine", "", [])
    both(
        lambda: review.posts.revise(post.post, post.post.author, words),
        lambda: recheck.reopening.advance(reopening),
    )
    numbers = list(Revision.objects.filter(post=post.post_id).order_by("number").values_list("number", "title"))
    assert (numbers[-1][1] == "Mine") and len({number for number, _ in numbers}) == len(numbers)
    assert not is_public(post)


@once
def test_signing_the_new_version_is_the_only_way_back(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    applied(packs(G001=NEW))
    recheck.reopening.advance(str(Reopening.objects.get().pk))
    again = walk(Revision.objects.get(post=post.post_id, number=2))
    for revision in (post, again):
        review.carry_out(revision)
    assert not is_public(post)
    approve(again, someone("Lucia"))
    assert is_public(post)
