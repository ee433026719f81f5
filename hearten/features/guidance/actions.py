import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from hearten.features.guidance.models import Basis, Guideline, Myth, Statement
from hearten.features.journal import actions as journal
from hearten.features.posts.models import Revision
from hearten.features.posts.rules import may_change
from hearten.kit.flow import nudge


class CannotChange(Exception):
    """The revision is sealed: a change needs a new revision."""


class NoSuchStatement(Exception):
    """A statement was named that the guidance on this site does not hold."""


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


def carry_over(earlier: Revision, later: Revision) -> None:
    basis = Basis.objects.filter(revision=earlier).first()
    if basis:
        Basis.objects.get_or_create(revision=later, defaults={"statements": basis.statements})


@transaction.atomic
def load_packs(root: Path) -> int:
    """Read the guidance files into the database; each line keeps its code. Returns how many statements there are."""
    rows = [row for file in sorted(root.glob("*/*.jsonl")) for row in _rows(file)]
    for row in rows:
        facts = {"text": row["statement"], "kind": row["kind"], "edition": row["edition"]}
        graded = {"strength": row.get("strength", ""), "certainty": row.get("certainty", "")}
        Statement.objects.update_or_create(code=row["id"], defaults=_said(row) | facts | graded)
    for row in _rows(root / "myths.jsonl"):
        facts = {name: row[name] for name in ("claim", "verdict", "harm", "correction", "refuted_by")}
        Myth.objects.update_or_create(code=row["id"], defaults=_said(row) | facts)
    return len(rows)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """Where it comes from, and who has compared it with that."""
    guideline, _new = Guideline.objects.get_or_create(
        publisher=row["publisher"], title=row["source_title"], year=row["year"],
        defaults={"url": row["url"], "licence": row.get("licence", "")},
    )  # fmt: skip
    signed = row.get("checked") or {"by": "", "on": None}
    return {
        "guideline": guideline, "topic": row["topic"], "awaiting_check": bool(row.get("awaiting_check", True)),
        "checked_by": signed["by"], "checked_on": signed["on"],
    }  # fmt: skip


def _rows(file: Path) -> Iterable[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        if line.strip():
            yield {**json.loads(line), "edition": file.stem}
