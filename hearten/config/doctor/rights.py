"""What the role that a part connects as could do: by itself, or as any role that it may become."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

from hearten.config import privileges
from hearten.config.doctor.complaint import Complaint, Part

Ask = Callable[[str, list[Any]], list[Any]]
VERBS = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
BY_COLUMN = ["SELECT", "INSERT", "UPDATE", "REFERENCES"]
PATIENCE = 3  # seconds
WHO = "SELECT current_user::text, rolsuper FROM pg_roles WHERE rolname = current_user"
RIGHTS = """
WITH becomes AS (SELECT oid, rolcreaterole FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER'))
SELECT verb, relname::text FROM becomes, pg_class c, unnest(%s::text[]) verb
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
  AND CASE WHEN verb = ANY(%s) THEN has_any_column_privilege(becomes.oid, c.oid, verb)
      ELSE has_table_privilege(becomes.oid, c.oid, verb) END
UNION SELECT 'EXECUTE', door FROM becomes, unnest(%s::text[]) door
  WHERE has_function_privilege(becomes.oid, to_regprocedure(door), 'EXECUTE')
UNION SELECT 'CREATE', 'tables' FROM becomes WHERE has_schema_privilege(becomes.oid, 'public', 'CREATE')
UNION SELECT 'CREATE', 'roles' FROM becomes WHERE rolcreaterole
"""
Rights = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Powers:
    role: str
    is_super: bool
    rights: Rights


def powers(ask: Ask) -> Powers:
    ((role, is_super),) = ask(WHO, [])
    held = ask(RIGHTS, [VERBS, BY_COLUMN, list(privileges.DOORS)])
    return Powers(role, is_super, frozenset((verb, what) for verb, what in held))


def ours(question: str, words: list[Any]) -> list[Any]:
    """As the process itself is connected."""
    with connection.cursor() as cursor:
        cursor.execute(question, words)
        found: list[Any] = cursor.fetchall()
    return found


def powers_at(url: str) -> Powers:
    """As whoever that address signs in."""
    with psycopg.connect(url, connect_timeout=PATIENCE, autocommit=True) as other:
        return powers(lambda question, words: other.execute(question, words).fetchall())


def written_for(part: Part) -> Rights:
    tables = {(verb, table) for table, rights in privileges.TABLES.items() for verb in rights.get(part.role, ())}
    return frozenset(tables | {("EXECUTE", door) for door, roles in privileges.DOORS.items() if part.role in roles})


def fitting(held: Powers) -> Part | None:
    """The part that has exactly these rights."""
    return next((part for part in Part if not held.is_super and held.rights == written_for(part)), None)


def judge(held: Powers, part: Part) -> Complaint | None:
    mend = f"Connect it as {part.role}; the owner is only for `hearten migrate`."
    if held.is_super:
        return Complaint(
            f"`hearten {part}` is connected as {held.role}, the database's superuser,"
            " so the database could not hold the promise against it.", mend,
        )  # fmt: skip
    if more := held.rights - written_for(part) - _newer_than_this(part, held):
        return Complaint(
            f"`hearten {part}` is connected as {held.role}, which may do more than it needs ({_some(more)}),"
            " so the database could not hold the promise against it.", mend,
        )  # fmt: skip
    if missing := written_for(part) - held.rights:
        return Complaint(
            f"`hearten {part}` is connected as {held.role}, which may not do what it needs ({_some(missing)}).",
            f"Run `hearten migrate`, and connect it as {part.role}.",
        )
    return None


def _newer_than_this(part: Part, held: Powers) -> Rights:
    """While a new version moves in, the old one meets tables it never heard of. The edge has one view, for ever."""
    if part is Part.edge:
        return frozenset()
    known = {*privileges.TABLES, *privileges.DOORS, "tables", "roles"}
    return frozenset(one for one in held.rights if one[1] not in known)


def _some(rights: Rights) -> str:
    first = sorted(rights)[:3]
    return ", ".join(f"{verb} {what}" for verb, what in first) + (", …" if len(rights) > len(first) else "")
