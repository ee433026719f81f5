"""`hearten guidance check`: are the files of guidance whole, sourced, and do they point only at what exists?"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hearten.engines.screening.evidence.loading import SAYS, BadEntry, digest_of, says_in
from hearten.features.guidance.rules import Fault, Line, faults_between, faults_of_myth, faults_of_statement

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "guidance"
RULE = re.compile(r"^\s*\[\[rule\]\]", re.MULTILINE)


class Torn(Exception):
    """A file that cannot be read as what it says it is."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def run(verb: str = "check", folder: str | None = None, **_for_other_verbs: object) -> int:
    """Prints a sentence for each fault, beginning with file:line. Returns 1 where there is any."""
    root = Path(folder) if folder else SHIPPED
    if not root.is_dir():
        sys.stderr.write(f"There is no folder {root}.\n")
        return 2
    found = faults(root)
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    if not found:
        sys.stdout.write(f"{verb}: every line of {root.name} is whole, and points only at what exists.\n")
    return 1 if found else 0


def faults(root: Path) -> list[Fault]:
    """Of the packs in `root` and its myths, and of the rules in the folder `rules` beside it."""
    try:
        statements = [line for file in sorted(root.glob("*/*.jsonl")) for line in _rows(file, root)]
        myths = [line for file in sorted(root.glob("*.jsonl")) for line in _rows(file, root)]
        rules = [line for file in sorted((root.parent / "rules").glob("*/*.toml")) for line in _tables(file, root)]
        figures = _earlier(root)
    except Torn as torn:
        return [torn.fault]
    if not statements:
        return [Fault(root.name, 0, "There is no statement here: a pack is <publisher>/<year-month>.jsonl.")]
    found = [_at(line, said) for line in statements for said in faults_of_statement(line.row, line.edition)]
    found += [_at(line, said) for line in myths for said in faults_of_myth(line.row)]
    found += faults_between(statements, myths, [*rules, *figures])
    found += _stale(root, {str(line.row.get("id")): str(line.row.get("statement")) for line in statements})
    return sorted(found, key=lambda fault: (fault.file, fault.line))


def _stale(root: Path, wordings: Mapping[str, str]) -> Iterator[Fault]:
    """Plain sentences that were written for another wording of their statement, or for none."""
    try:
        says = says_in(root)
    except BadEntry as wrong:
        yield Fault(SAYS, 0, f"This is not TOML: {wrong}.")
        return
    for code in says.sentences:
        if code not in wordings:
            yield Fault(SAYS, 0, f"There is no statement {code}.")
        elif not says.fits(code, wordings[code]):
            written = f'{code} = "{digest_of(wordings[code])}"'
            yield Fault(
                SAYS, 0, f"The sentences of {code} were written for another wording. Read them; then: {written}"
            )


def _at(line: Line, said: str) -> Fault:
    return Fault(line.file, line.number, said)


def _text(file: Path, name: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise Torn(Fault(name, 0, f"It cannot be read: {wrong}.")) from wrong


def _rows(file: Path, root: Path) -> Iterator[Line]:
    name = file.relative_to(root).as_posix()
    for number, line in enumerate(_text(file, name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as wrong:
            raise Torn(Fault(name, number, f"This is not JSON: {wrong}.")) from wrong
        if not isinstance(row, dict):
            raise Torn(Fault(name, number, "This is JSON, but no row: it must be {…}."))
        yield Line(name, number, row, file.stem)


def _tables(file: Path, root: Path) -> Iterator[Line]:
    """The rules of one file, each at the line where it begins."""
    name = file.relative_to(root.parent).as_posix()
    written = _text(file, name)
    starts = [written.count("\n", 0, found.start()) + 1 for found in RULE.finditer(written)]
    rules = _toml(written, name).get("rule", [])
    for number, rule in zip([*starts, *[0] * len(rules)], rules, strict=False):
        yield Line(name, number, rule)


def _earlier(root: Path) -> list[Line]:
    """Figures that no longer hold, by the statement that took their place; that statement must exist."""
    file = root / "earlier.toml"
    figures = _toml(_text(file, file.name), file.name).get("figures", {}) if file.exists() else {}
    return [Line(file.name, 0, {"sources": [code]}) for code in figures]


def _toml(written: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as wrong:
        raise Torn(Fault(name, 0, f"This is not TOML: {wrong}.")) from wrong
