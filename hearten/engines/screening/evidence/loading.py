"""Reading statements, myths and keywords from files the caller names."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hearten.engines.screening.evidence.entry import MYTH, STATEMENT, Entry
from hearten.engines.screening.evidence.terms import Vocabulary

MYTHS = "myths.jsonl"
SYNONYMS = "synonyms.toml"
EARLIER = "earlier.toml"
ASKED = "asked.toml"
SAYS = "says.toml"


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


def _statements(folder: Path) -> dict[str, Entry]:
    earlier = _table(folder / EARLIER).get("figures", {})
    says = _table(folder / SAYS).get("says", {})
    asked = _table(folder / ASKED).get("asked", {})
    found = {}
    for path in sorted(folder.glob("*/*.jsonl")):
        for row in _rows(path):
            code = row["id"]
            found.pop(code, None)
            if row.get("withdrawn"):
                continue
            found[code] = Entry(
                code, row["statement"], STATEMENT, row["topic"], _source(row), row["url"],
                supersedes=tuple(earlier.get(code, ())), says=tuple(says.get(code, ())),
                asked=tuple(asked.get(code, ())),
            )  # fmt: skip
    return dict(sorted(found.items()))


def _myths(folder: Path) -> Iterator[Entry]:
    path = folder / MYTHS
    for row in _rows(path) if path.exists() else ():
        yield Entry(
            row["id"], row["claim"], MYTH, row["topic"], _source(row), row["url"],
            polarity=-1, answers=tuple(row["refuted_by"]),
        )  # fmt: skip


def load_vocabulary(folder: Path) -> Vocabulary:
    """The keywords of `synonyms.toml`; none where the file is absent."""
    return Vocabulary.of(_table(folder / SYNONYMS))


def _table(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise BadEntry(f"{path.name}: {wrong}") from wrong
