"""Each process has exactly the rights that one page grants it."""

import psycopg
import pytest
from django.db import connection

from hearten.config import privileges

pytestmark = pytest.mark.django_db


def rights_in_the_database(role: str) -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, p.privilege_type FROM pg_class c,"
            " LATERAL aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) p"
            " JOIN pg_roles r ON r.oid = p.grantee"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND r.rolname = %s",
            [role],
        )
        found: dict[str, set[str]] = {}
        for table, verb in cursor.fetchall():
            found.setdefault(table, set()).add(verb)
        return found


def test_every_table_and_view_says_who_may_use_it():
    assert privileges.unlisted() == set()


@pytest.mark.parametrize("role", privileges.ROLES)
def test_a_process_may_do_what_is_written_and_no_more(role):
    written = {table: set(rights[role]) for table, rights in privileges.TABLES.items() if role in rights}
    assert rights_in_the_database(role) == written


def test_the_edge_reads_what_is_public_and_nothing_else():
    views = ("public_post", "public_correction", "public_path", "public_campaign")
    assert rights_in_the_database("hearten_edge") == {view: {"SELECT"} for view in views}


def test_nobody_but_the_owner_may_create_anything():
    with connection.cursor() as cursor:
        for role in privileges.ROLES:
            cursor.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [role])
            assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("door", privileges.DOORS)
def test_only_the_pages_may_call_the_doors_of_signing(door):
    with connection.cursor() as cursor:
        for role in privileges.ROLES:
            cursor.execute("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [role, door])
            assert cursor.fetchone() == (role == "hearten_web",)


def test_taking_the_name_of_another_role_does_not_work():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hearten_edge")
        with pytest.raises(Exception, match="permission denied") as refused:
            cursor.execute("SELECT 1 FROM accounts_person")
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
