"""The one promise, asked of the database itself: no role, no clock and no haste shows what nobody signed."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, connections, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from hearten.config import privileges
from hearten.features.review import actions, queries
from hearten.features.review.models import Approval, Decision, Publication
from hearten.features.review.rules import Says
from tests.world.people import someone
from tests.world.posts import LIGHT

APPROVE = "SELECT approve(%s, %s, %s, 'Fine.', now() + interval '30 days', 0, 'hope')"
INSERT_APPROVAL = (
    "INSERT INTO review_approval (post_id, digest, author_id, reviewer_id, reviewer_name, reviewer_title,"
    " reviewer_country, is_demo, statements, at, until)"
    " VALUES (%s, %s, %s, %s, 'x', 'x', '', false, '{{}}', {at}, {until})"
)
PUBLISH = "INSERT INTO review_publication (post_id, digest, number, at) VALUES (%s, %s, 1, now())"
pytestmark = pytest.mark.django_db


@contextmanager
def acting_as(role):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        try:
            yield cursor
        finally:
            cursor.execute("RESET ROLE")


def refused(role, sql, values, why=DatabaseError):
    with acting_as(role) as cursor, pytest.raises(why) as said, transaction.atomic():
        cursor.execute(sql, values)
    return getattr(said.value.__cause__, "sqlstate", "")


def insert_approval(at="now()", until="now() + interval '1 day'"):
    return INSERT_APPROVAL.format(at=at, until=until)


def test_an_author_cannot_approve_their_own_post_even_by_speaking_to_the_database(a_post, lucia):
    own = a_post("in_review", author=lucia)
    assert refused("hearten_web", APPROVE, [own.pk, own.digest, lucia.pk]) == "HE002"


def test_the_owner_of_the_database_cannot_record_an_approval_by_the_author(a_post, lucia, amara):
    own = a_post("in_review", author=lucia)
    values = [own.post_id, own.digest, lucia.pk, lucia.pk]
    assert refused(connection.settings_dict["USER"], insert_approval(), values, IntegrityError) == "23514"
    lied_about_the_author = [own.post_id, own.digest, amara.pk, lucia.pk]
    refused(connection.settings_dict["USER"], insert_approval() + "; SET CONSTRAINTS ALL IMMEDIATE",
            lied_about_the_author, IntegrityError)  # fmt: skip


def test_only_a_reviewer_whose_profession_stands_can_sign(a_post, tom, nadia, ravi):
    waiting = a_post("in_review")
    for person in (tom, nadia):
        assert refused("hearten_web", APPROVE, [waiting.pk, waiting.digest, person.pk]) == "HE003"
    ravi.credentials.update(until=timezone.now() - timedelta(minutes=5))
    assert refused("hearten_web", APPROVE, [waiting.pk, waiting.digest, ravi.pk]) == "HE003"


def test_the_web_cannot_write_approvals_or_publications_itself(a_post, lucia):
    waiting, public = a_post("in_review"), a_post("public")
    values = [waiting.post_id, waiting.digest, waiting.post.author_id, lucia.pk]
    assert refused("hearten_web", insert_approval(), values, ProgrammingError) == "42501"
    assert refused("hearten_web", "UPDATE review_approval SET until = until + interval '1 day'", []) == "42501"
    assert refused("hearten_web", "DELETE FROM review_approval", []) == "42501"
    assert refused("hearten_web", PUBLISH, [waiting.post_id, waiting.digest]) == "42501"
    assert refused("hearten_web", "UPDATE review_publication SET number = 9", []) == "42501"
    assert Publication.objects.get().post_id == public.post_id


def test_the_worker_may_publish_only_what_was_approved_and_approve_nothing(a_post, lucia):
    waiting = a_post("in_review")
    assert refused("hearten_worker", APPROVE, [waiting.pk, waiting.digest, lucia.pk]) == "42501"
    assert refused("hearten_worker", PUBLISH, [waiting.post_id, waiting.digest], IntegrityError) == "23503"


@pytest.mark.parametrize("table", sorted(privileges.TABLES))
def test_the_edge_can_read_the_public_shelf_and_nothing_else(db, table):
    with acting_as("hearten_edge") as cursor:
        if table in ("public_post", "public_correction", "public_path", "public_campaign"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            return
        # Of a view over several tables nobody can delete, and that is said before anyone's rights are asked.
        refusals = {f"SELECT 1 FROM {table} LIMIT 1": ("42501",), f"DELETE FROM {table}": ("42501", "55000")}
        for sql, codes in refusals.items():
            with pytest.raises((ProgrammingError, OperationalError)) as refusal, transaction.atomic():
                cursor.execute(sql)
            assert refusal.value.__cause__.sqlstate in codes


def test_the_edge_cannot_open_any_door(a_post, lucia):
    waiting = a_post("in_review")
    assert refused("hearten_edge", APPROVE, [waiting.pk, waiting.digest, lucia.pk]) == "42501"


def test_another_digest_is_never_approved_or_published(a_post, lucia):
    waiting = a_post("in_review")
    with pytest.raises(actions.NotAsShown) as said:
        actions.approve(waiting, "0" * 64, lucia, "Fine.", timezone.now() + timedelta(days=1), LIGHT)
    assert said.value.code == "HE001"
    values = [waiting.post_id, "0" * 64, waiting.post.author_id, lucia.pk]
    refused(connection.settings_dict["USER"], insert_approval(), values, IntegrityError)


def test_an_approval_of_more_than_two_years_is_not_taken(a_post, lucia):
    waiting = a_post("in_review")
    with pytest.raises(actions.NotAsShown) as said:
        actions.approve(waiting, waiting.digest, lucia, "Fine.", timezone.now() + timedelta(days=731), LIGHT)
    assert said.value.code == "HE004"


def test_when_an_approval_ends_the_post_leaves_by_the_databases_clock(a_post, lucia):
    ended = a_post("in_review")
    values = [ended.post_id, ended.digest, ended.post.author_id, lucia.pk]
    with connection.cursor() as cursor:
        cursor.execute(insert_approval("now() - interval '2 days'", "now() + interval '50 milliseconds'"), values)
        cursor.execute(PUBLISH, [ended.post_id, ended.digest])
    assert queries.public_post(str(ended.post_id)) is not None
    with connection.cursor() as cursor:  # now() stands still within a transaction, so the view is asked at another hour
        cursor.execute("SELECT pg_get_viewdef('public_post'), now()")
        seen, _now = cursor.fetchone()
        assert "until > now()" in seen
        cursor.execute(f"SELECT 1 FROM ({seen.rstrip(';').replace('now()', 'now() + interval $$1 second$$')}) later")
        assert cursor.fetchone() is None


def test_what_is_sealed_or_signed_never_changes(a_post):
    public = a_post("public")
    owner = connection.settings_dict["USER"]
    for column in ("title", "text", "manifest", "kind", "language"):
        change = f"UPDATE posts_revision SET {column} = {column} || ' ' WHERE id = %s"
        refused(owner, change, [public.pk], IntegrityError)
    refused(owner, "UPDATE posts_revision SET digest = repeat('0', 64)", [], IntegrityError)
    refused(owner, "UPDATE review_approval SET until = until + interval '1 day'", [], IntegrityError)
    refused(owner, "UPDATE review_decision SET because = 'something else'", [], IntegrityError)


@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_at_the_same_moment_one_decides_and_the_other_is_told(a_post):
    waiting, together, outcomes = a_post("in_review"), threading.Barrier(2), []
    people = [someone("Lucia"), someone("Ravi")]

    def decide(reviewer, says):
        together.wait()
        try:
            if says == Says.approve:
                actions.approve(waiting, waiting.digest, reviewer, "Fine.", timezone.now() + timedelta(days=30), LIGHT)
            else:
                actions.turn_back(waiting, waiting.digest, reviewer, says, "Not yet.")
            outcomes.append("decided")
        except actions.AlreadyDecided:
            outcomes.append("told")
        finally:
            connections.close_all()

    pairs = zip(people, (Says.approve, Says.reject), strict=True)
    threads = [threading.Thread(target=decide, args=pair) for pair in pairs]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    assert sorted(outcomes) == ["decided", "told"]
    assert Decision.objects.count() == 1
    assert Approval.objects.count() == (Decision.objects.get().says == "approve")
