"""Is this installation safe to start? Each finding says what is wrong and how to mend it."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from hearten import ports
from hearten.features.accounts import queries as accounts
from hearten.ports.isolation import Wall, isolation
from hearten.ports.transcoder import TranscoderDown, Unsafe

KEY_LENGTH, KEY_VARIETY = 50, 5


@dataclass(frozen=True)
class Complaint:
    """`refuses`: not safe to start. Otherwise a warning."""

    what: str
    mend: str
    refuses: bool = True


def debug_is_on() -> Iterator[Complaint]:
    if settings.DEBUG:
        yield Complaint("HEARTEN_DEBUG is on: readers would see the inside of the site.", "Unset HEARTEN_DEBUG.")


def key_is_weak() -> Iterator[Complaint]:
    key = settings.SECRET_KEY
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_VARIETY or key.startswith("unset"):
        yield Complaint(
            "HEARTEN_SECRET_KEY is missing or weak: sign-ins could be forged.",
            'Set it to the output of: python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
        )


def sandbox_is_missing() -> Iterator[Complaint]:
    wanted = settings.HEARTEN.sandbox
    if wanted == "bubblewrap" and isolation(Wall.bubblewrap).wall is not Wall.bubblewrap:
        yield Complaint(
            "bubblewrap does not work here, so a hostile video would not be walled in.",
            "Install bubblewrap and allow user namespaces; or, knowing the risk, set HEARTEN_SANDBOX=limits.",
        )
    if wanted == "limits" and not settings.HEARTEN.demo:
        yield Complaint(
            "HEARTEN_SANDBOX=limits: media tools run with limits but without walls.", "Use bubblewrap.", refuses=False
        )


def database_is_unsafe() -> Iterator[Complaint]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
                " current_setting('synchronous_commit'), rolsuper, current_setting('server_version_num')::int"
                " FROM pg_roles WHERE rolname = current_user"
            )
            fsync, pages, commit, is_super, version = cursor.fetchone()
    except DatabaseError as error:
        yield Complaint(f"The database does not answer: {error}", "Check DATABASE_URL, and that PostgreSQL runs.")
        return
    for name, value in {"fsync": fsync, "full_page_writes": pages, "synchronous_commit": commit}.items():
        if value == "off":
            yield Complaint(f"PostgreSQL runs with {name} = off: a crash would lose posts.", f"Set {name} = on.")
    if version < 140000:
        yield Complaint("This PostgreSQL is older than 14.", "Upgrade it.")
    if is_super:
        yield Complaint(
            "This process is the database's superuser, so the database could not hold the promise against it.",
            "Connect as hearten_web, hearten_worker or hearten_edge.",
        )
    elif may(connection.settings_dict["USER"], "review_approval", "INSERT"):
        yield Complaint(
            "This process may sign approvals by itself, so the database could not hold the promise against it.",
            "Connect as hearten_web, hearten_worker or hearten_edge; the owner is only for `hearten migrate`.",
        )
    edge = urlsplit(settings.HEARTEN.edge_database_url).username
    if edge and may(edge, "accounts_person", "SELECT"):
        yield Complaint("The edge's role can read more than the public view.", "Connect the edge as hearten_edge.")


def may(role: str, table: str, verb: str) -> bool:
    """Whether a role has that right, by its own or by any it is a member of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%s, %s, %s) FROM pg_class WHERE relname = %s", [role, table, verb, table]
        )
        found = cursor.fetchone()
    return bool(found and found[0])


def media_is_open() -> Iterator[Complaint]:
    folder = Path(settings.MEDIA_ROOT)
    if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & 0o007:
        yield Complaint(
            f"Everyone on this machine can look into {folder}, where private videos lie.", f"Run: chmod 700 '{folder}'"
        )
    if folder.exists() and not os.access(folder, os.W_OK):
        yield Complaint(f"{folder} cannot be written.", "Give it to the user that runs Hearten.")
    if folder.exists() and shutil.disk_usage(folder).free < 1_000_000_000:
        yield Complaint("Less than 1 GB is free where the videos lie.", "Make room.", refuses=False)


def demo_people_live_here() -> Iterator[Complaint]:
    if settings.HEARTEN.demo:
        return
    try:
        count = accounts.demo_people()
    except DatabaseError:
        return
    if count:
        yield Complaint(
            f"{count} demo accounts are in this database; their passwords were printed on a screen.",
            "Start from an empty database: demo people and their approvals must never meet real readers.",
        )


def mail_goes_nowhere() -> Iterator[Complaint]:
    if not settings.HEARTEN.mail_url:
        yield Complaint("No mail leaves here, so nobody can confirm an address.", "Set HEARTEN_MAIL_URL.", False)


CHECKS: tuple[Callable[[], Iterator[Complaint]], ...] = (
    debug_is_on, key_is_weak, sandbox_is_missing, database_is_unsafe, media_is_open, demo_people_live_here,
    mail_goes_nowhere,
)  # fmt: skip


def examine() -> list[Complaint]:
    return [complaint for check in CHECKS for complaint in check()]


def refuses() -> bool:
    """Asked at each start: prints what is unsafe and says whether to stay down."""
    grave = [complaint for complaint in examine() if complaint.refuses]
    for complaint in grave:
        print(f"Hearten does not start: {complaint.what}\n  {complaint.mend}", file=sys.stderr)
    return bool(grave)


def run() -> int:
    """`hearten doctor`: everything, and the attacks of the self-test for real."""
    found = examine()
    try:
        ports.now.transcoder.self_test()
    except (Unsafe, TranscoderDown) as error:
        found.append(Complaint(f"A known attack on the media tools was not stopped: {error!r}.", "Check the sandbox."))
    for complaint in found:
        print(f"{'refuses' if complaint.refuses else 'warns'}: {complaint.what}\n  {complaint.mend}")
    if not found:
        print("All is well: nothing unsafe was found.")
    return 1 if any(complaint.refuses for complaint in found) else 0
