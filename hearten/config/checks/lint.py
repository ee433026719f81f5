"""`hearten lint`: reads someone's own files for words that guidance asks us to say otherwise. Keeps nothing."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from hearten.config.checks.pages import Page, Unreadable, page_of
from hearten.engines.screening import Finding, Pack, Passage, Report, Severity, load, screen

RULES = Path(__file__).resolve().parents[3] / "data" / "rules"
STDIN = "-"
LANGUAGES_KEPT = 16  # a batch may mix languages; each pack is read once
FINE, FOUND, UNREADABLE = 0, 1, 2  # how the command ends
LEVELS = {Severity.note: "notice", Severity.fix: "warning", Severity.hold: "error"}


class BadLine(ValueError):
    """A line of a batch that asks nothing we can answer."""


@dataclass(frozen=True)
class Read:
    """One file and what was found in it."""

    page: Page
    report: Report


@lru_cache(maxsize=LANGUAGES_KEPT)
def pack_of(language: str) -> Pack:
    """The rules that ship with Hearten for a language."""
    return load(RULES, language)


def run(files: Sequence[str] = (), format: str = "text", lang: str = "en", batch: str | None = None) -> int:
    """Ends with 1 when something should be said otherwise, with 2 when a file cannot be read."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if batch is not None:
        return _batch(batch)
    if not files:
        return _refuse(f"Name a file to read, or {STDIN} for what is piped in.")
    try:
        read = [_read(name, lang) for name in files]
    except Unreadable as wrong:
        return _refuse(str(wrong))
    sys.stdout.writelines(line + "\n" for line in FORMATS[format](read))
    if missing := sorted({one for each in read for one in each.report.checks_missing}):
        sys.stderr.write(f"Not everything was checked, so a person should read this too: {', '.join(missing)}.\n")
    worst = [each.report.worst for each in read]
    return FOUND if Severity.fix in worst or Severity.hold in worst else FINE


def _refuse(says: str) -> int:
    sys.stderr.write(f"{one_line(says)}\n")
    return UNREADABLE


def _read(name: str, language: str) -> Read:
    page = page_of(name, sys.stdin.buffer.read() if name == STDIN else None)
    return Read(page, screen(page.passages, pack_of(language)))


def one_line(text: str) -> str:
    """As a terminal may show it: nothing in it that moves the cursor, colours or turns a line around."""
    return "".join(c if c.isprintable() else " " for c in text)


def _as_text(read: Sequence[Read]) -> Iterator[str]:
    for each in read:
        for found in each.report.findings:
            line, column = each.page.place_of(found)
            where = f"{one_line(each.page.name)}:{line}:{column}"
            yield f"{where}: {found.severity} [{found.family}] “{one_line(found.words)}”"
            yield f"    Why: {found.reason}"
            yield f"    Instead: {found.suggestion}"
            yield f"    {found.rule}, resting on {', '.join(found.sources)}"
    count = sum(len(each.report.findings) for each in read)
    yield (
        f"{count} to look at in {len(read)} file{'s' if len(read) != 1 else ''}."
        if count
        else "Nothing to say otherwise."
    )


def _as_json(read: Sequence[Read]) -> Iterator[str]:
    files = [
        {
            "file": each.page.name,
            "findings": [_row(found) | _context(each.page, found) for found in each.report.findings],
            "checks_missing": list(each.report.checks_missing),
        }
        for each in read
    ]
    yield json.dumps({"files": files}, indent=2)


def _as_github(read: Sequence[Read]) -> Iterator[str]:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    for each in read:
        for found in each.report.findings:
            line, column = each.page.place_of(found)
            where = f"file={_property(each.page.name)},line={line},col={column},title={_property(found.rule)}"
            yield f"::{LEVELS[found.severity]} {where}::{_message(f'{found.reason} {found.suggestion}')}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Read]], Iterator[str]]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
}


def _row(found: Finding) -> dict[str, Any]:
    return {
        "rule": found.rule, "family": found.family, "start": found.start, "end": found.end,
        "severity": found.severity.value, "suggestion": found.suggestion,
    }  # fmt: skip


def _context(page: Page, found: Finding) -> dict[str, Any]:
    line, column = page.place_of(found)
    seen = {
        "reason": found.reason,
        "sources": list(found.sources),
        "words": found.words,
        "line": line,
        "column": column,
    }
    return seen if found.seconds is None else seen | {"seconds": found.seconds}


def _batch(name: str) -> int:
    try:
        if name == STDIN:
            _write(sys.stdin.buffer)
        else:
            with Path(name).open("rb") as lines:
                _write(lines)
    except OSError as wrong:
        return _refuse(f"{name} cannot be read: {wrong.strerror}.")
    return FINE


def _write(lines: Iterable[bytes]) -> None:
    for line in lines:
        if line.strip():
            sys.stdout.write(json.dumps(answer(line)) + "\n")
            sys.stdout.flush()


def answer(line: bytes) -> dict[str, Any]:
    """What one line of a batch is told; a line that cannot be read is told so, and the next one goes on."""
    row: dict[str, Any] = {}
    try:
        row = _asked(line)
        text, language = _words_of(row)
    except BadLine as wrong:
        return {"id": row.get("id"), "error": str(wrong)}
    report = screen([Passage("text", text)], pack_of(language))
    told = {"id": row.get("id"), "findings": [_row(found) for found in report.findings]}
    return told | ({"checks_missing": list(report.checks_missing)} if report.checks_missing else {})


def _asked(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise BadLine("This line is not JSON.") from wrong
    if not isinstance(row, dict):
        raise BadLine('This line is not an object such as {"id": 1, "lang": "en", "text": "..."}.')
    return row


def _words_of(row: Mapping[str, Any]) -> tuple[str, str]:
    text, language = row.get("text"), row.get("lang") or "en"
    if not isinstance(text, str) or not isinstance(language, str):
        raise BadLine("This line needs a text, and its language as a code such as en.")
    return text, language
