"""The journal: nobody rewrites it, and whoever tries is found."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from hearten.features.journal import actions, queries
from hearten.features.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def three_entries():
    for number in range(3):
        actions.note("post.moved", "post:1", number=number)


def by_sql(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_untouched_journal_fits_together():
    three_entries()
    check = queries.check_chain()
    assert check.entries == 3 and check.broken_at is None
    assert list(Entry.objects.order_by("place").values_list("place", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    "sql",
    ["UPDATE journal_entry SET did = 'nothing'", "UPDATE journal_entry SET place = NULL", "DELETE FROM journal_entry",
     "UPDATE journal_entry SET link = '' WHERE place = 3"],
)  # fmt: skip
def test_not_even_the_owner_of_the_database_rewrites_what_happened(sql):
    three_entries()
    with pytest.raises(IntegrityError):
        by_sql(sql)
    assert queries.check_chain().entries == 3


@pytest.mark.parametrize("role", ["hearten_web", "hearten_worker", "hearten_edge"])
def test_the_running_site_may_add_at_most(role):
    three_entries()
    for sql in ("UPDATE journal_entry SET did = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"):
        with pytest.raises(DatabaseError) as said:
            by_sql(f"SET LOCAL ROLE {role}; {sql}")
        assert said.value.__cause__.sqlstate == "42501"


@pytest.mark.parametrize(
    ("tamper", "found_at"),
    [("UPDATE journal_entry SET detail = '{}' WHERE place = 2", 2), ("DELETE FROM journal_entry WHERE place = 2", 3),
     ("UPDATE journal_entry SET at = at - interval '1 day' WHERE place = 1", 1),
     ("UPDATE journal_entry SET place = 9 WHERE place = 2", 3)],
)  # fmt: skip
def test_whoever_forces_the_lock_is_found(tamper, found_at):
    three_entries()
    with transaction.atomic():
        by_sql(f"ALTER TABLE journal_entry DISABLE TRIGGER journal_never_changes; {tamper}")
        assert queries.check_chain().broken_at == found_at
        transaction.set_rollback(True)
    assert queries.check_chain().broken_at is None


def test_a_false_place_or_hour_is_not_taken():
    by_sql(
        "INSERT INTO journal_entry (did, about, detail, place, previous, link, at)"
        " VALUES ('x', 'y', '{}', 700, 'a', 'b', '2001-01-01')"
    )
    entry = Entry.objects.get()
    assert entry.place == 1 and entry.at.year > 2001 and queries.check_chain().broken_at is None


def test_many_writers_at_once_make_one_chain():
    def write():
        for number in range(10):
            actions.note("post.moved", "post:1", number=number)
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    check = queries.check_chain()
    assert check.entries == 40 and check.broken_at is None


def test_what_did_not_happen_leaves_no_trace():
    with transaction.atomic():
        actions.note("post.moved", "post:1")
        transaction.set_rollback(True)
    assert queries.check_chain().entries == 0
