"""Reading statements, myths and keywords from files the caller names."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from hearten.engines.screening.evidence.entry import MYTH, STATEMENT, Entry
from hearten.engines.screening.evidence.terms import Vocabulary
from hearten.engines.screening.pattern import BadPattern

MYTHS = "myths.jsonl"
SYNONYMS = "synonyms.toml"
EARLIER = "earlier.toml"
ASKED = "asked.toml"
SAYS = "says.toml"
CORRECTIONS = "corrections.toml"
DIGEST = 16  # letters of a digest: enough to notice a change, short enough to read


class BadEntry(ValueError):
    """A line of guidance that cannot be read: which file, which line."""


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError as wrong:
            raise BadEntry(f"{path.name}, line {number}: {wrong}") from wrong


def _source(row: dict[str, Any]) -> str:
    return f"{row['publisher']}, {row['source_title']} ({row['year']})"


def load(folder: Path) -> tuple[Entry, ...]:
    """Every statement of `<folder>/*/*.jsonl` (of several editions the newest) and every myth of `myths.jsonl`.

    Raises BadEntry for a line that is not JSON or lacks a field.
    """
    try:
        return tuple(_statements(folder).values()) + tuple(_myths(folder))
    except KeyError as missing:
        raise BadEntry(f"a line of {folder.name} has no {missing}") from missing


@dataclass(frozen=True)
class Says:
    """Plain sentences beside statements, each for one wording: after any change of it they may be untrue."""

    sentences: Mapping[str, Sequence[str]]
    written_for: Mapping[str, str]  # a code, and the beginning of the SHA-256 of the wording

    def fits(self, code: str, wording: str) -> bool:
        return self.written_for.get(code, "") == digest_of(wording)

    def fitting(self, code: str, wording: str) -> tuple[str, ...]:
        return tuple(self.sentences.get(code, ())) if self.fits(code, wording) else ()


def digest_of(wording: str) -> str:
    return sha256(wording.encode()).hexdigest()[:DIGEST]


def says_in(folder: Path) -> Says:
    """What `says.toml` holds; nothing where the file is absent. Raises BadEntry."""
    table = _table(folder / SAYS)
    return Says(table.get("says", {}), table.get("written_for", {}))


def _statements(folder: Path) -> dict[str, Entry]:
    earlier = _table(folder / EARLIER).get("figures", {})
    says = says_in(folder)
    tables = _table(folder / ASKED)
    asked = tables.pop("asked", {})
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("*/*.jsonl")):
        for row in _rows(path):
            code = row["id"]
            found.pop(code, None)
            if row.get("withdrawn"):
                continue
            found[code] = Entry(
                code, row["statement"], STATEMENT, row["topic"], _source(row), row["url"],
                supersedes=tuple(earlier.get(code, ())), says=says.fitting(code, row["statement"]),
                asked=tuple(asked.get(code, ())), asked_elsewhere=tuple(_elsewhere(tables, code)),
            )  # fmt: skip
    return dict(sorted(found.items()))


def _elsewhere(tables: Mapping[str, Mapping[str, Sequence[str]]], code: str) -> Iterator[tuple[str, str]]:
    return ((language, text) for language, table in tables.items() for text in table.get(code, ()))


def _myths(folder: Path) -> Iterator[Entry]:
    path = folder / MYTHS
    for row in _rows(path) if path.exists() else ():
        yield Entry(
            row["id"], row["claim"], MYTH, row["topic"], _source(row), row["url"],
            polarity=-1, answers=tuple(row["refuted_by"]),
        )  # fmt: skip


def load_vocabulary(folder: Path) -> Vocabulary:
    """The keywords of `synonyms.toml` and the turns of `corrections.toml`; none where a file is absent.

    Raises BadEntry for a file that cannot be read.
    """
    try:
        return Vocabulary.of(_table(folder / SYNONYMS), _table(folder / CORRECTIONS))
    except (BadPattern, KeyError) as wrong:
        raise BadEntry(f"{CORRECTIONS}: {wrong}") from wrong


def _table(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise BadEntry(f"{path.name}: {wrong}") from wrong
