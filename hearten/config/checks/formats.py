"""What `hearten lint` found, for a person, for a program and for a workflow of GitHub."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hearten.config.checks.lines import one_line
from hearten.config.checks.pages import Page
from hearten.config.checks.sources import source_of
from hearten.engines.screening import Finding, Report, Severity

LEVELS = {Severity.note: "notice", Severity.fix: "warning", Severity.hold: "error"}


@dataclass(frozen=True)
class Read:
    """One file and what was found in it."""

    page: Page
    report: Report


def as_text(read: Sequence[Read]) -> Iterator[str]:
    for each in read:
        for found in each.report.findings:
            line, column = each.page.place_of(found)
            where = f"{one_line(each.page.name)}:{line}:{column}"
            yield f"{where}: {found.severity} [{found.family}] “{one_line(found.words)}”"
            yield f"    Why: {found.reason}"
            yield f"    Instead: {found.suggestion}"
            yield f"    {found.rule}, resting on {', '.join(found.sources)}"
    if codes := sorted({code for each in read for found in each.report.findings for code in found.sources}):
        yield "Sources"
        yield from (f"    {code}: {source_of(code)}" for code in codes)
    count = sum(len(each.report.findings) for each in read)
    yield (
        f"{count} to look at in {len(read)} file{'s' if len(read) != 1 else ''}."
        if count
        else "Nothing to say otherwise."
    )


def as_json(read: Sequence[Read]) -> Iterator[str]:
    files = [
        {
            "file": each.page.name,
            "findings": [row_of(found) | _context(each.page, found) for found in each.report.findings],
            "checks_missing": list(each.report.checks_missing),
        }
        for each in read
    ]
    yield json.dumps({"files": files}, indent=2)


def as_github(read: Sequence[Read]) -> Iterator[str]:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    for each in read:
        for found in each.report.findings:
            line, column = each.page.place_of(found)
            where = f"file={_property(each.page.name)},line={line},col={column},title={_property(found.rule)}"
            links = dict.fromkeys(source_of(code).url for code in found.sources)
            says = " ".join((found.reason, found.suggestion, *filter(None, links)))
            yield f"::{LEVELS[found.severity]} {where}::{_message(says)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Read]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def row_of(found: Finding) -> dict[str, Any]:
    return {
        "rule": found.rule, "family": found.family, "start": found.start, "end": found.end,
        "severity": found.severity.value, "suggestion": found.suggestion,
    }  # fmt: skip


def _context(page: Page, found: Finding) -> dict[str, Any]:
    line, column = page.place_of(found)
    seen = {
        "reason": found.reason,
        "sources": [asdict(source_of(code)) for code in found.sources],
        "words": found.words,
        "line": line,
        "column": column,
    }
    return seen if found.seconds is None else seen | _in_cues(page, found)


def _in_cues(page: Page, found: Finding) -> dict[str, Any]:
    """`start` counts in the words of `cue`, `end` in those of `end_cue`; cues count from 1."""
    last, end = page.end_of(found)
    return {
        "end": end,
        "cue": found.passage + 1,
        "seconds": found.seconds,
        "end_cue": last + 1,
        "end_seconds": page.passages[last].end,
    }
