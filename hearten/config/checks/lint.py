"""`hearten lint`: reads someone's own files for words that guidance asks us to say otherwise. Keeps nothing."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from hearten.config.checks.formats import FORMATS, Read, row_of
from hearten.config.checks.lines import FINE, FOUND, STDIN, answered, refuse
from hearten.config.checks.meanings import embed_of
from hearten.config.checks.pages import Unreadable, page_of
from hearten.engines.screening import Pack, Passage, Severity, load_practised, screen
from hearten.engines.screening.families import SHARED

RULES = Path(__file__).resolve().parents[3] / "data" / "rules"
LANGUAGES_KEPT = 16  # a batch may mix languages; each pack is read once


@lru_cache(maxsize=LANGUAGES_KEPT)
def pack_of(language: str) -> Pack:
    """The rules that ship with Hearten for a language; what was practised looks at meanings where a model is here."""
    pack = load_practised(RULES, language)
    return replace(pack, embed=embed_of(pack.practised.model)) if pack.practised else pack


def run(files: Sequence[str] = (), format: str = "text", lang: str = "en", batch: str | None = None) -> int:
    """Ends with 1 when something should be said otherwise, with 2 when a file or line cannot be read."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if batch is not None:
        return answered(batch, told, sys.stdout, asks_for_other_words)
    if not files:
        return refuse(f"Name a file to read, or {STDIN} for what is piped in.")
    read, torn = _readable(files, lang)
    if read:
        sys.stdout.writelines(line + "\n" for line in FORMATS[format](read))
    if missing := sorted({one for each in read for one in each.report.checks_missing}):
        sys.stderr.write(f"Not everything was checked, so a person should read this too: {', '.join(missing)}.\n")
    worst = [each.report.worst for each in read]
    return torn or (FOUND if Severity.fix in worst or Severity.hold in worst else FINE)


def _readable(files: Sequence[str], language: str) -> tuple[list[Read], int]:
    """The files that can be read; of each other one it is said why it cannot, and the rest goes on."""
    read, torn = [], 0
    for name in files:
        try:
            page = page_of(name, sys.stdin.buffer.read() if name == STDIN else None)
        except Unreadable as wrong:
            torn = refuse(str(wrong))
        else:
            read.append(Read(page, screen(page.passages, pack_of(language)).closely))
    return read, torn


def told(text: str, language: str) -> dict[str, Any]:
    """What one text of a batch is told.

    `findings` are of the families that every program of this kind knows, whatever made it; those of families that
    Hearten adds stand in `also`, in the same shape. `also` and `checks_missing` are left out where empty.
    """
    report = screen([Passage("text", text)], pack_of(language)).closely
    rows: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for found in report.findings:
        rows[found.family in SHARED].append(row_of(found))
    beside = {"also": rows[False], "checks_missing": list(report.checks_missing)}
    return {"findings": rows[True]} | {name: held for name, held in beside.items() if held}


def asks_for_other_words(row: dict[str, Any]) -> bool:
    """Notes ask for a thought, not for other words."""
    return any(found["severity"] != Severity.note.value for found in row["findings"] + row.get("also", []))
