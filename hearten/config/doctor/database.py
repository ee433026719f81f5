"""What the database says: of itself, of the roles we come as, and of who lives in it."""

from collections.abc import Iterator

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection

from hearten.config.doctor import rights
from hearten.config.doctor.complaint import Complaint, Part
from hearten.features.accounts import queries as accounts

OLDEST = 140000


def database_is_unsafe(part: Part) -> Iterator[Complaint]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
                " current_setting('synchronous_commit'), current_setting('server_version_num')::int"
            )
            fsync, pages, commit, version = cursor.fetchone()
        found = rights.judge(rights.powers(rights.ours), part)
    except DatabaseError as error:
        yield Complaint(f"The database does not answer: {error}", "Check DATABASE_URL, and that PostgreSQL runs.")
        return
    for name, value in {"fsync": fsync, "full_page_writes": pages, "synchronous_commit": commit}.items():
        if value == "off":
            yield Complaint(f"PostgreSQL runs with {name} = off: a crash would lose posts.", f"Set {name} = on.")
    if version < OLDEST:
        yield Complaint("This PostgreSQL is older than 14.", "Upgrade it.")
    if found:
        yield found


def words_cannot_be_searched() -> Iterator[Complaint]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT extname FROM pg_extension")
            missing = {"pg_trgm", "unaccent"} - {name for (name,) in cursor.fetchall()}
    except DatabaseError:
        return  # said by database_is_unsafe
    if missing:
        yield Complaint(
            f"PostgreSQL lacks {' and '.join(sorted(missing))}, so nothing can be searched for.",
            "Install PostgreSQL's contrib package, then run `hearten migrate` as the owner of the database.",
            refuses=False,
        )


def edge_s_role_is_wrong() -> Iterator[Complaint]:
    """The edge inside `serve` has a connection of its own; `edge` may be told of one, too."""
    url = settings.HEARTEN.edge_database_url
    if not url:
        return
    try:
        found = rights.judge(rights.powers_at(url), Part.edge)
    except psycopg.Error as error:
        yield Complaint(f"The edge's database does not answer: {error}", "Check HEARTEN_EDGE_DATABASE_URL.")
        return
    if found:
        yield found


def edge_borrows_a_role() -> Iterator[Complaint]:
    if not settings.HEARTEN.edge_database_url and not settings.HEARTEN.demo:
        yield Complaint(
            "HEARTEN_EDGE_DATABASE_URL is not set, so the edge would read with all the rights of the pages.",
            "Set it to the address of the same database as hearten_edge.",
        )


def demo_people_live_here() -> Iterator[Complaint]:
    if settings.HEARTEN.demo:
        return
    try:
        count = accounts.demo_people()
    except DatabaseError:
        return  # it is away, or may not be asked as this role: both are said by database_is_unsafe
    if count:
        yield Complaint(
            f"{count} demo accounts are in this database; their passwords were printed on a screen.",
            "Start from an empty database: demo people and their approvals must never meet real readers.",
        )
