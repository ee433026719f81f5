import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from hearten.features.guidance import rules
from hearten.features.guidance.models import Basis, Guideline, Myth, Statement
from hearten.features.guidance.rules import Fault, Line
from hearten.features.journal import actions as journal
from hearten.features.posts.models import Revision
from hearten.features.posts.rules import may_change
from hearten.kit.flow import nudge


class CannotChange(Exception):
    """The revision is sealed: a change needs a new revision."""


class NoSuchStatement(Exception):
    """A statement was named that the guidance on this site does not hold."""


class BadPacks(Exception):
    """The files of guidance cannot be read as what they say they are: what to mend, and where."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults[:5]))
        self.faults = tuple(faults)


Facts = dict[str, Any]
SOURCE = ("publisher", "title", "year", "url", "licence")


@dataclass(frozen=True)
class Packs:
    """What the files say, by code and in the words of the database; and what they withdraw, with why."""

    statements: Mapping[str, Facts]
    myths: Mapping[str, Facts]
    withdrawn: Mapping[str, str]


@transaction.atomic
def name_sources(revision: Revision, codes: Sequence[str]) -> None:
    """The author says which statements the post rests on."""
    fresh = Revision.objects.select_for_update().get(pk=revision.pk)
    if not may_change(fresh.stage, fresh.is_sealed):
        raise CannotChange
    known = set(Statement.objects.filter(code__in=codes).values_list("code", flat=True))
    if known != set(codes):
        raise NoSuchStatement
    Basis.objects.update_or_create(revision=revision, defaults={"statements": sorted(known)})
    journal.note("sources.named", revision.name_in_journal, revision.post.author, sources=len(known))
    nudge(revision)


def rest_also_on(revision: Revision, codes: Sequence[str]) -> None:
    """What its questions rest on the post rests on, beside what its author named for the rest of it."""
    known = set(Statement.objects.filter(code__in=codes).values_list("code", flat=True))
    if known:
        basis, _new = Basis.objects.get_or_create(revision=revision, defaults={"statements": sorted(known)})
        basis.statements = sorted(known.union(basis.statements))
        basis.save(update_fields=["statements"])


def carry_over(earlier: Revision, later: Revision) -> None:
    basis = Basis.objects.filter(revision=earlier).first()
    if basis:
        Basis.objects.get_or_create(revision=later, defaults={"statements": basis.statements})


@transaction.atomic
def load_packs(root: Path) -> int:
    """The first guidance of a new site; where there is some already, nothing changes: that takes two people.

    Returns how many statements came in.
    """
    return 0 if Statement.every.exists() else bring_in(read_packs(root))


@transaction.atomic
def bring_in(packs: Packs) -> int:
    """What the files say, as the guidance of a site that has none. Returns how many statements came in."""
    known = _guidelines([*packs.statements.values(), *packs.myths.values()])
    Statement.every.bulk_create(Statement(code=c, **_columns(facts, known)) for c, facts in packs.statements.items())
    Myth.every.bulk_create(Myth(code=c, **_columns(facts, known)) for c, facts in packs.myths.items())
    return len(packs.statements)


def _guidelines(told: Sequence[Facts]) -> Mapping[tuple[Any, ...], Guideline]:
    """The source of each line, made where the site does not know it yet: in two questions, however many lines."""
    named = {_named(facts): Guideline(**{name: facts[name] for name in SOURCE}) for facts in told}
    Guideline.objects.bulk_create(named.values(), ignore_conflicts=True)
    return {(one.publisher, one.title, one.year): one for one in Guideline.objects.all()}


def _named(facts: Facts) -> tuple[Any, ...]:
    return facts["publisher"], facts["title"], facts["year"]


def _columns(facts: Facts, known: Mapping[tuple[Any, ...], Guideline]) -> Facts:
    return {"guideline": known[_named(facts)]} | {name: said for name, said in facts.items() if name not in SOURCE}


def read_packs(root: Path) -> Packs:
    """The newest edition of each line. Raises BadPacks."""
    lines = [line for file in sorted(root.glob("*/*.jsonl")) for line in _lines(file, root)]
    told = [line for file in [root / "myths.jsonl"] if file.exists() for line in _lines(file, root)]
    wrong = [
        Fault(one.file, one.number, said) for one in lines for said in rules.faults_of_statement(one.row, one.edition)
    ]
    wrong += [Fault(one.file, one.number, said) for one in told for said in rules.faults_of_myth(one.row)]
    if wrong := wrong + rules.faults_between(lines, told, []):
        raise BadPacks(wrong)
    earlier, newest = _figures(root / "earlier.toml"), {line.row["id"]: line for line in lines}
    shared = _addresses([*told, *sorted(newest.values(), key=lambda line: line.edition)])
    gone = {code: line.row["withdrawn"] for code, line in newest.items() if line.row.get("withdrawn")}
    gone |= {
        old: f"{line.row['id']} took its place." for line in newest.values() for old in line.row.get("supersedes", ())
    }
    statements = {
        code: _source(line.row, shared) | {
            "text": line.row["statement"], "kind": line.row["kind"], "edition": line.edition,
            "strength": line.row.get("strength", ""), "certainty": line.row.get("certainty", ""),
            "earlier": earlier.get(code, []),
        }
        for code, line in newest.items() if code not in gone
    }  # fmt: skip
    names = ("claim", "verdict", "harm", "correction", "refuted_by")
    myths = {one.row["id"]: _source(one.row, shared) | {name: one.row[name] for name in names} for one in told}
    return Packs(statements, myths, gone)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["publisher"], row["source_title"], row["year"]


def _addresses(lines: Sequence[Line]) -> dict[tuple[Any, ...], Line]:
    """The line that says where each source is: of the newest edition. Lines of one edition say the same."""
    found: dict[tuple[Any, ...], Line] = {}
    for line in lines:
        before = found.setdefault(_key(line.row), line)
        if before.edition == line.edition and before.row["url"] != line.row["url"]:
            raise BadPacks([Fault(line.file, line.number, f"{before.row['id']} has another url for this source.")])
        found[_key(line.row)] = before if before.edition == line.edition else line
    return found


def _source(row: Mapping[str, Any], shared: Mapping[tuple[Any, ...], Line]) -> Facts:
    """Where it comes from, and who has compared it with that."""
    publisher, title, year = _key(row)
    where, signed = shared[publisher, title, year].row, row["checked"] or {"by": "", "on": None}
    return {
        "publisher": publisher, "title": title, "year": year, "url": where["url"], "licence": where.get("licence", ""),
        "topic": row["topic"], "awaiting_check": row["awaiting_check"], "checked_by": signed["by"],
        "checked_on": signed["on"],
    }  # fmt: skip


def _lines(file: Path, root: Path) -> Iterator[Line]:
    name = file.relative_to(root).as_posix()
    for number, line in enumerate(file.read_bytes().split(b"\n"), start=1):
        if line.strip():
            yield Line(
                name, number, _row(line, Fault(name, number, "This line is no row of JSON, or too long.")), file.stem
            )


def _row(line: bytes, fault: Fault) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8")) if len(line) <= rules.LONGEST_LINE else None
        json.dumps(row, ensure_ascii=False).encode("utf-8")  # half a letter, as \\ud800 is, cannot be kept
    except (ValueError, RecursionError) as wrong:
        raise BadPacks([fault]) from wrong
    if not isinstance(row, dict):
        raise BadPacks([fault])
    return row


def _figures(file: Path) -> dict[str, list[str]]:
    try:
        return dict(tomllib.loads(file.read_text("utf-8")).get("figures", {})) if file.exists() else {}
    except ValueError as wrong:
        raise BadPacks([Fault(file.name, 0, "This is not TOML.")]) from wrong
