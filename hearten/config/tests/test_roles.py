"""No part starts with rights that are not its own: asked of the real database, as the real roles."""

import pytest
from django.db import connection

from hearten.config.doctor import examination
from hearten.config.doctor.complaint import Part
from hearten.config.tests.conftest import become, told

pytestmark = pytest.mark.django_db
OTHERS = [(part, other) for part in Part for other in Part if other is not part]


def refused(part: Part) -> str:
    return " ".join(one.what for one in examination.examine(part) if one.refuses)


def as_owner(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(statement)


@pytest.mark.parametrize(("part", "other"), OTHERS)
def test_a_part_connected_as_another_part_does_not_start(sound, part, other):
    become(other.role)
    assert f"`hearten {part}` is connected as {other.role}" in refused(part)


@pytest.mark.parametrize("part", list(Part))
def test_a_part_connected_as_the_databases_superuser_does_not_start(sound, part):
    become("NONE")
    assert "superuser" in refused(part)


@pytest.mark.parametrize("part", list(Part))
def test_a_part_connected_as_the_owner_of_the_tables_does_not_start(sound, part):
    as_owner("CREATE ROLE some_owner")
    as_owner("GRANT ALL ON ALL TABLES IN SCHEMA public TO some_owner")
    become("some_owner")
    assert "may do more than it needs" in refused(part)


@pytest.mark.parametrize(
    "grant",
    [
        "GRANT INSERT ON review_approval TO hearten_web",
        "GRANT UPDATE (says) ON review_decision TO hearten_web",
        "GRANT CREATE ON SCHEMA public TO hearten_web",
        "ALTER ROLE hearten_web CREATEROLE",
        "ALTER ROLE hearten_web NOINHERIT; CREATE ROLE quiet_signer;"
        " GRANT INSERT ON review_approval TO quiet_signer; GRANT quiet_signer TO hearten_web",
    ],
)
def test_one_right_too_many_is_enough(sound, grant):
    as_owner(grant)
    become("hearten_web")
    assert "may do more than it needs" in refused(Part.serve)


def test_the_worker_may_not_be_given_the_door_of_approval(sound):
    as_owner("GRANT EXECUTE ON FUNCTION approve TO hearten_worker")
    become("hearten_worker")
    assert "EXECUTE approve" in refused(Part.work)


def test_the_edge_may_read_the_public_view_and_nothing_that_comes_later(sound):
    as_owner("CREATE TABLE later (words text); GRANT SELECT ON later TO hearten_edge, hearten_web")
    become("hearten_edge")
    assert "SELECT later" in refused(Part.edge)
    become("NONE")
    become("hearten_web")
    assert refused(Part.serve) == ""  # the pages of an old version outlive the migration to a new one


def test_rights_that_are_missing_are_said_at_the_start(sound):
    as_owner("REVOKE SELECT ON public_post FROM hearten_edge")
    become("hearten_edge")
    assert "may not do what it needs (SELECT public_post)" in refused(Part.edge)


def test_the_edge_among_the_pages_never_borrows_their_rights(sound, address_of):
    told(sound, edge_database_url="")
    assert "HEARTEN_EDGE_DATABASE_URL is not set" in refused(Part.serve)
    told(sound, edge_database_url=address_of("hearten_web"))
    assert "`hearten edge` is connected as hearten_web" in refused(Part.serve)


def test_an_edge_that_cannot_sign_in_is_said_at_the_start(sound):
    told(sound, edge_database_url=sound.HEARTEN.edge_database_url.replace("hearten_edge:", "hearten_edge:x"))
    assert "The edge's database does not answer" in refused(Part.serve)
