"""Guidance changes only when two people agree, and then exactly the posts that rest on it are looked at again."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from hearten.features.guidance.actions import BadPacks, load_packs
from hearten.features.guidance.models import Change, Myth, Statement, Wording
from hearten.features.posts.models import Revision
from hearten.features.recheck import actions, queries
from hearten.features.recheck.models import Reopening
from hearten.features.review import actions as review
from hearten.features.review import queries as public
from hearten.features.review.rules import Says
from hearten.flows import recheck
from tests.world.people import someone
from tests.world.posts import LIGHT, approve, at_stage, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
Packs = Callable[..., Path]
NEW = {"statement": "Depression is common, and it can be treated well almost everywhere."}
OTHER_WORDS = {"statement": "Depression is a common mental disorder with low mood or loss of pleasure for a long time."}
WHY = "The fact sheet was revised."


def changed(root: Path, wording_only: tuple[str, ...] = ()) -> Change:
    """Proposed by Lucia and applied by Ravi."""
    change = actions.propose(root, someone("Lucia"), WHY, wording_only)
    actions.answer(change, change.digest, someone("Ravi"), True, "I looked too.")
    change.refresh_from_db()
    return change


def follow(change: Change) -> None:
    """Let the flows take every step they can take now."""
    recheck.change.advance(str(change.pk))
    for one in Reopening.objects.filter(stage="reopened"):
        recheck.reopening.advance(str(one.pk))
    for revision in Revision.objects.filter(stage="received"):
        walk(revision)


def is_public(revision: Revision) -> bool:
    return public.public_post(str(revision.post_id)) is not None


def newest(revision: Revision) -> Revision:
    return Revision.objects.filter(post=revision.post_id).order_by("-number")[0]


def everything() -> list[object]:
    return [list(Revision.objects.order_by("pk").values()), list(Statement.every.order_by("pk").values())]


def test_asking_what_would_change_changes_nothing(packs: Packs) -> None:
    before = everything()
    found = queries.difference(packs(G001=NEW, G012=None))
    assert [(line.code, str(line.verb), line.of_substance) for line in found if line.what == "statement"] == [
        ("G001", "changed", True), ("G012", "withdrawn", True)
    ]  # fmt: skip
    assert everything() == before and not Change.objects.exists()


def test_what_was_loaded_does_not_differ_from_its_files(packs: Packs) -> None:
    assert queries.difference(packs()) == []


def test_a_new_site_reads_its_guidance_in_a_few_questions_however_many_lines_there_are(
    packs: Packs, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    shipped = packs()
    for kind in (Myth, Statement):
        kind.every.all().delete()
    with django_assert_max_num_queries(10):
        assert load_packs(shipped) > 100
    assert queries.difference(shipped) == []


def test_new_files_beside_guidance_in_force_apply_nothing_by_themselves(packs: Packs) -> None:
    assert load_packs(packs(G001=NEW)) == 0
    assert Statement.objects.get(code="G001").text != NEW["statement"]


def test_a_proposal_alone_changes_nothing(packs: Packs) -> None:
    post, before = at_stage("public", someone("Amara")), Statement.objects.get(code="G001").text
    actions.propose(packs(G001=NEW), someone("Lucia"), WHY)
    assert Statement.objects.get(code="G001").text == before and is_public(post)


@pytest.mark.parametrize("name", ["Amara", "Mei", "Nadia", "Omar", "Ines"])
def test_whoever_is_no_reviewer_neither_proposes_nor_applies(packs: Packs, name: str) -> None:
    root = packs(G001=NEW)
    with pytest.raises(actions.MayNotDecide):
        actions.propose(root, someone(name), WHY)
    change = actions.propose(root, someone("Lucia"), WHY)
    for applies in (True, False):
        with pytest.raises(actions.MayNotDecide):
            actions.answer(change, change.digest, someone(name), applies, "Fine.")
    assert Change.objects.get().stage == "proposed"


def test_nobody_applies_what_they_proposed_and_the_database_refuses_it_too(packs: Packs) -> None:
    change, lucia = actions.propose(packs(G001=NEW), someone("Lucia"), WHY), someone("Lucia")
    with pytest.raises(actions.MayNotDecide):
        actions.answer(change, change.digest, lucia, True, "Fine.")
    with pytest.raises(Exception, match="nobody approves their own change"), transaction.atomic():
        door(change, lucia)
    with pytest.raises(IntegrityError, match="a_change_is_approved_by_another"), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(stage="applied", answered_by=lucia, answered_at=change.proposed_at)
    assert Statement.objects.get(code="G001").text != NEW["statement"]


def door(change: Change, by: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer_guidance(%s, %s, %s, true, 'x')", [change.pk, change.digest, by.pk])


@pytest.mark.parametrize("sql", [
    "UPDATE guidance_change SET stage = 'applied', answered_by_id = '{ravi}', answered_at = now()",
    "UPDATE guidance_statement SET text = 'x'", "INSERT INTO guidance_wording (text) VALUES ('x')",
    "INSERT INTO recheck_reopening (digest) VALUES ('x')", "DELETE FROM recheck_reopening",
    "SELECT guidance_apply({change})",
])  # fmt: skip
def test_the_pages_cannot_go_around_the_door(packs: Packs, sql: str) -> None:
    change, ravi = actions.propose(packs(G001=NEW), someone("Lucia"), WHY), someone("Ravi")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL ROLE hearten_web")
        cursor.execute(sql.format(ravi=ravi.pk, change=change.pk))


@pytest.mark.parametrize("role", ["hearten_web", "hearten_worker"])
@pytest.mark.parametrize("sql", [
    "UPDATE guidance_change SET stage = 'applied', answered_by_id = '{ravi}', answered_at = now()",
    "INSERT INTO guidance_change (lines, digest, because, proposed_by_id, answered_by_id, answered_at, answer, stage,"
    " tries, trouble) SELECT lines, digest, because, proposed_by_id, '{ravi}', now(), '', 'applied', 0, ''"
    " FROM guidance_change",
])  # fmt: skip
def test_no_process_answers_a_change_by_itself(packs: Packs, role: str, sql: str) -> None:
    actions.propose(packs(G001=NEW), someone("Lucia"), WHY)
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(sql.format(ravi=someone("Ravi").pk))
    assert [one.stage for one in Change.objects.all()] == ["proposed"]


@pytest.mark.parametrize("column", ["lines", "because"])
def test_what_was_proposed_never_changes_afterwards(packs: Packs, column: str) -> None:
    change = actions.propose(packs(G001=NEW), someone("Lucia"), WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(**{column: '{"lines":[]}'})
    with pytest.raises(IntegrityError), transaction.atomic():
        change.delete()


def test_what_is_signed_is_what_was_shown(packs: Packs) -> None:
    change = actions.propose(packs(G001=NEW), someone("Lucia"), WHY)
    with pytest.raises(actions.NotAsShown):
        actions.answer(change, "0" * 64, someone("Ravi"), True, "Fine.")
    with pytest.raises(actions.NotAsShown):
        actions.propose(packs(G012=None), someone("Ravi"), WHY, shown="0" * 64)


def test_one_change_waits_at_a_time_and_is_applied_once(packs: Packs) -> None:
    root = packs(G001=NEW)
    change = changed(root)
    with pytest.raises(actions.NotAsShown):
        actions.answer(change, change.digest, someone("Ravi"), True, "Again.")
    with pytest.raises(actions.NothingToPropose):
        actions.propose(root, someone("Lucia"), WHY)
    actions.propose(packs(G012=None), someone("Lucia"), WHY)
    with pytest.raises(actions.AlreadyOpen):
        actions.propose(packs(G023=None), someone("Ravi"), WHY)
    assert Wording.objects.count() == 1


def test_its_proposer_may_take_a_change_back_and_then_nothing_happened(packs: Packs) -> None:
    before = everything()
    change = actions.propose(packs(G001=NEW, G012=None), someone("Lucia"), WHY)
    actions.answer(change, change.digest, someone("Lucia"), False, "I misread it.")
    assert everything() == before and Change.objects.get().stage == "declined" and not Wording.objects.exists()


def test_the_new_wording_is_in_force_and_the_old_one_is_kept_with_who_and_when(packs: Packs) -> None:
    before = Statement.objects.get(code="G001").text
    change = changed(packs(G001=NEW, G012=None))
    assert Statement.objects.get(code="G001").text == NEW["statement"]
    assert not Statement.objects.filter(code="G012").exists() and Statement.every.get(code="G012").withdrawn_at
    kept = Wording.objects.select_related("change").get(statement="G001")
    assert (kept.text, kept.change.proposed_by.name, kept.change.answered_by.name) == (before, "Lucia", "Ravi")
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.delete()
    assert queries.difference(packs()) == [] and change.stage == "applied"


def test_a_post_that_rests_on_what_changed_is_out_of_sight_in_the_same_moment(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    changed(packs(G001=NEW))
    assert not is_public(post) and [one.statements for one in Reopening.objects.all()] == [["G001"]]


def test_exactly_the_posts_that_rest_on_it_come_back_and_no_other_row_is_touched(packs: Packs) -> None:
    other = at_stage("public", someone("Tom"), "Another")
    before = [list(Revision.objects.values()), public.public_post(str(other.post_id))]
    changed_ones = changed(packs(G012=NEW))
    follow(changed_ones)
    assert [list(Revision.objects.values()), public.public_post(str(other.post_id))] == before
    assert not Reopening.objects.exists()


def test_it_comes_to_the_desk_as_a_new_version_with_the_same_words_and_the_new_guidance(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    follow(changed(packs(G001=NEW)))
    again, then = newest(post), json.loads(post.manifest or "{}")
    now = json.loads(again.manifest or "{}")
    assert (again.stage, again.number) == ("in_review", 2)
    assert now.pop("sources")[0]["statement"] == NEW["statement"] != then.pop("sources")[0]["statement"]
    assert now | {"number": 1} == then and not is_public(post)


def test_a_new_signature_brings_it_back_and_nothing_else_does(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    follow(changed(packs(G001=NEW)))
    again = newest(post)
    review.carry_out(post)
    assert not is_public(post)
    approve(again, someone("Lucia"))
    shown = public.public_post(str(post.post_id))
    assert shown and (shown.digest, shown.number) == (again.digest, 2)


@pytest.mark.parametrize("says", [Says.ask_changes, Says.reject])
def test_whatever_else_a_reviewer_says_it_stays_out_of_sight(packs: Packs, says: Says) -> None:
    post = at_stage("public", someone("Amara"))
    follow(changed(packs(G001=NEW)))
    again = newest(post)
    review.turn_back(again, again.digest or "", someone("Lucia"), says, "Please look at the new wording.")
    walk(again)
    assert not is_public(post)


def test_only_other_words_for_the_same_reopen_nothing_and_stand_in_the_history(packs: Packs) -> None:
    post, waiting = at_stage("public", someone("Amara")), at_stage("in_review", someone("Tom"))
    follow(changed(packs(G001=OTHER_WORDS), wording_only=("G001",)))
    assert is_public(post) and not Reopening.objects.exists() and not Wording.objects.get().of_substance
    assert newest(waiting).pk == waiting.pk
    approve(waiting, someone("Lucia"))
    assert is_public(waiting)


@pytest.mark.parametrize("text", [
    "Depression is not a common mental disorder marked by low mood or loss of pleasure over long periods.",
    "Depression affects 280 million people.", "Depression may be a common mental disorder.",
])  # fmt: skip
def test_a_figure_a_denial_or_how_sure_it_is_are_never_only_wording(packs: Packs, text: str) -> None:
    post = at_stage("public", someone("Amara"))
    changed(packs(G001={"statement": text}), wording_only=("G001",))
    assert not is_public(post)


def test_a_mended_address_reopens_nothing(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    source, mended = Statement.objects.get(code="G001").guideline, {"url": "https://www.who.int/elsewhere"}
    changed(packs(**{code: mended for code in source.statements.values_list("code", flat=True)}))
    source.refresh_from_db()
    assert is_public(post) and source.url == mended["url"] and queries.difference(packs()) == []


def test_one_source_has_one_address(packs: Packs) -> None:
    with pytest.raises(BadPacks, match="another url"):
        queries.difference(packs(G001={"url": "https://www.who.int/elsewhere"}))


def test_what_rested_on_a_withdrawn_statement_alone_waits_for_its_author(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    change = changed(packs(G001=None))
    follow(change)
    again = newest(post)
    assert again.stage == "captioned" and not is_public(post)
    assert [row.standing for row in queries.batch(change, someone("Lucia"))] == ["with_author"]


def test_its_authors_own_new_version_goes_first(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    own = review.posts.revise(post.post, post.post.author, review.posts.Words("coping", "en", "Mine", "", []))
    follow(changed(packs(G001=NEW)))
    assert newest(post).pk == own.pk and not is_public(post)


def test_what_waits_at_the_desk_begins_again_and_the_old_wording_can_no_longer_be_signed(packs: Packs) -> None:
    waiting = at_stage("in_review", someone("Amara"))
    change = changed(packs(G001=NEW))
    with pytest.raises(review.NotAsShown) as refused, transaction.atomic():
        approve(waiting, someone("Lucia"))
    assert refused.value.code == "HE005"
    follow(change)
    assert (newest(waiting).number, newest(waiting).stage) == (2, "in_review")
    approve(newest(waiting), someone("Lucia"))
    assert is_public(waiting)


def test_what_was_approved_but_not_yet_shown_is_not_shown(packs: Packs) -> None:
    waiting = at_stage("in_review", someone("Amara"))
    review.approve(waiting, waiting.digest or "", someone("Lucia"), "Fine.", timezone.now() + timedelta(days=30), LIGHT)
    changed(packs(G001=NEW))
    walk(waiting)
    assert Revision.objects.get(pk=waiting.pk).stage == "public" and not is_public(waiting)


def test_a_hidden_post_does_not_come_back_with_the_old_wording(packs: Packs) -> None:
    hidden = at_stage("hidden", someone("Amara"))
    follow(changed(packs(G001=NEW)))
    review.posts.lift_withdrawal(hidden.post, hidden.post.author)
    assert not is_public(hidden)


def test_taking_every_step_twice_makes_one_new_version(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    change = changed(packs(G001=NEW))
    for _ in range(2):
        follow(change)
        Change.objects.filter(pk=change.pk).update(stage="applied")
        Reopening.objects.update(stage="reopened")
    assert Revision.objects.filter(post=post.post_id).count() == 2 and Reopening.objects.count() == 1


def test_half_a_batch_shows_what_was_signed_again_and_nothing_more(packs: Packs) -> None:
    first, second = at_stage("public", someone("Amara"), "One"), at_stage("public", someone("Tom"), "Two")
    follow(changed(packs(G001=NEW)))
    approve(newest(first), someone("Lucia"))
    assert is_public(first) and not is_public(second)


def test_files_that_are_torn_are_not_proposed(packs: Packs) -> None:
    root = packs()
    for line in (b"{", b"[]", b'{"id": "G001"}', b"\xff", b'"' + b"x" * 1_000_000 + b'"', b"[" * 100_000):
        with pytest.raises(BadPacks):
            (root / "who" / "2027-01.jsonl").write_bytes(line)
            actions.propose(root, someone("Lucia"), WHY)
    assert not Change.objects.exists()


@pytest.mark.parametrize("text", ["x" * 2001, "a\u0000b", "a\u202eb", "\ud800"])
def test_words_that_cannot_be_kept_or_seen_are_not_proposed(packs: Packs, text: str) -> None:
    with pytest.raises(BadPacks):
        actions.propose(packs(G001={"statement": text}), someone("Lucia"), WHY)
