"""Once its author has made a newer version, nobody approves the older one: not by the page, not by the database."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hearten.features.review import actions, queries
from hearten.features.review.models import Approval, Decision
from hearten.features.review.rules import Says
from hearten.features.screening import actions as screening
from hearten.features.screening.models import Release
from hearten.features.studio import actions as studio
from tests.world.people import at_the_desk
from tests.world.posts import LIGHT, words

pytestmark = pytest.mark.django_db
APPROVE = "SELECT approve(%s, %s, %s, 'Fine.', now() + interval '30 days', 0, 'hope')"
PATHS = "SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"


@pytest.fixture
def replaced(a_post, amara):
    waiting = a_post("in_review")
    studio.change(waiting.post, amara, words("A newer title"))
    return waiting


def test_a_version_that_was_replaced_is_neither_approved_nor_turned_back(replaced, lucia):
    with pytest.raises(actions.NotAsShown):
        actions.approve(replaced, replaced.digest, lucia, "Fine.", timezone.now() + timedelta(days=30), LIGHT)
    with pytest.raises(actions.NotAsShown):
        actions.turn_back(replaced, replaced.digest, lucia, Says.reject, "Not this one.")
    assert not Decision.objects.exists()


def test_a_held_version_that_was_replaced_is_not_let_go_on(a_post, amara, lucia):
    held = a_post("held")
    studio.change(held.post, amara, words("A newer title"))
    with pytest.raises(screening.MayNotRelease):
        screening.release(held, lucia, goes_on=True, because="Fine.")
    facts = {"goes_on": "yes", "because": "It is fine."}
    answer = at_the_desk("Lucia").post(reverse("release", args=[held.post_id, held.number]), facts)
    assert answer.status_code == 409 and "It is fine." in answer.content.decode() and not Release.objects.exists()


def test_its_page_says_so_and_offers_no_answer(replaced, lucia):
    case = queries.case_of(lucia, replaced.post_id, replaced.number)
    assert case and case.is_replaced and not case.is_open and not case.is_held


def test_the_database_refuses_it_too(replaced, lucia):
    with connection.cursor() as cursor, pytest.raises(DatabaseError) as said, transaction.atomic():
        cursor.execute("SET LOCAL ROLE hearten_web")
        cursor.execute(APPROVE, [replaced.pk, replaced.digest, lucia.pk])
    assert said.value.__cause__.sqlstate == "HE001" and not Approval.objects.exists()


def test_no_door_of_the_database_looks_first_where_others_may_put_a_table(db):
    with connection.cursor() as cursor:
        cursor.execute(PATHS)
        doors = dict(cursor.fetchall())
    assert {"approve", "journal_chain"} <= doors.keys()
    assert all(config == ["search_path=pg_catalog, public, pg_temp"] for config in doors.values()), doors
