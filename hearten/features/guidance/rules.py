"""Which guidance is for people who make posts, and which of it comes first; and what a line of guidance must hold."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

# What these say, platforms and reviewers do; no film can rest on it.
NOT_FOR_AUTHORS = frozenset({"credibility", "crisis response", "language", "platform duty"})

# Topics of a post, and those of guidance that go by other names. The same name always fits.
ALSO_FITS = {
    "ageing": {"dementia"},
    "breathing": {"anxiety", "coping", "stress"},
    "coping": {"stress"},
    "eating": {"eating disorders"},
    "family": {"mental health"},
    "friendship": {"mental health"},
    "grief": {"coping"},
    "grounding": {"coping", "ptsd", "stress"},
    "new parents": {"depression"},
    "panic": {"anxiety"},
    "psychosis": {"schizophrenia"},
    "school": {"adolescents"},
    "self-care": {"coping", "stress"},
    "sleep": {"coping", "stress"},
    "suicide prevention": {"safe messaging", "suicide"},
    "supporting others": {"mental health", "suicide"},
    "trauma": {"ptsd"},
    "work": {"mental health", "stress"},
}


def fitting(topics_of_post: Collection[str]) -> set[str]:
    """The topics of guidance that are closest to what a post is about."""
    return set(topics_of_post).union(*(ALSO_FITS.get(topic, ()) for topic in topics_of_post))


Row = Mapping[str, Any]

SUPERSEDED = "superseded_figure"  # the one family of rules that may speak of what no longer holds

SOURCE = {"source_title": str, "publisher": str, "year": int, "url": str, "checked": dict | None,
          "awaiting_check": bool}  # fmt: skip
STATEMENT = {"id": str, "topic": str, "kind": str, "statement": str, "licence": str, "link_seen": bool,
             "note": str | None, **SOURCE}  # fmt: skip
STATEMENT_MAY = {"strength": str, "certainty": str, "edition": str, "supersedes": list, "withdrawn": str}
MYTH = {"id": str, "topic": str, "claim": str, "verdict": str, "harm": str, "correction": str, "refuted_by": list,
        **SOURCE}  # fmt: skip
MYTH_MAY = {"note": str | None}
CHOICES = {
    "kind": ("fact", "recommendation", "safe_messaging", "language", "platform"),
    "strength": ("strong", "conditional"),
    "certainty": ("high", "moderate", "low", "very low"),  # as GRADE names them: https://www.gradeworkinggroup.org
    "verdict": ("contradicted", "oversimplified", "unsupported"), "harm": ("low", "some", "high"),
}  # fmt: skip

ID = re.compile(r"[A-Z][A-Z0-9-]{1,11}", re.ASCII)
EDITION = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)
URL = re.compile(r"https://[a-z0-9.-]+(/[^\s;<>\"]*)?", re.ASCII | re.IGNORECASE)
LONGEST_LINE, LONGEST_WORDS = 20_000, 2_000
LONGEST = {"source_title": 300, "publisher": 120, "topic": 60, "url": 500, "licence": 300}  # as the database keeps them
# Copies that nobody answers for. A source is cited where its publisher keeps it.
MIRRORS = re.compile(
    r"(^|\.)(academia\.edu|archive\.(org|ph)|docplayer\.net|researchgate\.net|scribd\.com|slideshare\.net"
    r"|studylib\.net|wikipedia\.org)(:\d+)?$"
)


@dataclass(frozen=True)
class Line:
    """One row, and where it stands. `edition` is the name of its file without the ending."""

    file: str
    number: int
    row: Row
    edition: str = ""


@dataclass(frozen=True)
class Fault:
    """What a person should mend, and where."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}"


def faults_of_statement(row: Row, edition: str) -> list[str]:
    found = _fields(row, STATEMENT, STATEMENT_MAY) + _source(row)
    if not EDITION.fullmatch(edition):
        found.append(f"The edition {edition!r} is not a year and a month, such as 2026-11.")
    elif isinstance(row.get("year"), int) and not 1948 <= row["year"] <= int(edition[:4]):  # 1948: WHO was founded
        found.append(f"The year {row['year']} is not between 1948 and that of the edition.")
    if row.get("awaiting_check") and not row.get("note"):
        found.append("It awaits a check, so a note must say what to look at.")
    if {"strength", "certainty"} & row.keys() and row.get("kind") != "recommendation":
        found.append("Only a recommendation has a strength and a certainty.")
    return found


def faults_of_myth(row: Row) -> list[str]:
    found = _fields(row, MYTH, MYTH_MAY) + _source(row)
    if not row.get("refuted_by"):
        found.append("No statement refutes it, so there is nothing to answer with.")
    return found


def _fields(row: Row, must: Mapping[str, Any], may: Mapping[str, Any]) -> list[str]:
    kinds = {**must, **may}
    found = [f"It has no {name}." for name in must if name not in row]
    found += [f"Nothing here is called {name}." for name in row if name not in kinds]
    found += [f"Its {name} is of the wrong kind." for name in kinds if name in row and not _is(row[name], kinds[name])]
    strings = {name: value for name, value in row.items() if isinstance(value, str)}
    found += [f"Its {name} is too long, or holds a sign that nobody can see." for name, value in strings.items()
              if len(value) > LONGEST.get(name, LONGEST_WORDS) or not value.isprintable()]  # fmt: skip
    found += [f"Its {name} is empty." for name, value in strings.items() if name in must and not value.strip()]
    found += [f"Its {name} is {strings[name]!r}; it can be {', '.join(known)}." for name, known in CHOICES.items()
              if name in kinds and strings.get(name, known[0]) not in known]  # fmt: skip
    if isinstance(row.get("id"), str) and not ID.fullmatch(row["id"]):
        found.append(f"The id {row['id']!r} is not capitals and digits, at most twelve.")
    return found


def _is(value: object, kind: Any) -> bool:
    if isinstance(value, list):
        return kind is list and all(isinstance(one, str) for one in value)
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def _source(row: Row) -> list[str]:
    found, url, checked = [], row.get("url"), row.get("checked")
    if not isinstance(url, str) or not URL.fullmatch(url):
        found.append("Its url is not one https address.")
    elif MIRRORS.search(url.split("/")[2].lower()):
        found.append("Its url is a copy on somebody else's site; cite the publisher's own page.")
    if isinstance(checked, dict) and not _signed(checked):
        found.append("Its checked must say by whom and on which day, and nothing else.")
    if isinstance(checked, dict) and row.get("awaiting_check"):
        found.append("It is checked and awaits a check: it can only be one of them.")
    return found


def _signed(checked: Row) -> bool:
    by, on = checked.get("by"), checked.get("on")
    if len(checked) != 2 or not (isinstance(by, str) and 0 < len(by.strip()) <= 120 and isinstance(on, str)):
        return False
    try:
        return date.fromisoformat(on).isoformat() == on
    except ValueError:
        return False


def faults_between(statements: Sequence[Line], myths: Sequence[Line], rules: Sequence[Line]) -> list[Fault]:
    """Names that stand twice or point nowhere. A rule is a row of data/rules, with its `family` and `sources`."""
    superseded = {code for line in statements for code in _names(line, "supersedes")}
    newest = {str(line.row.get("id")): line for line in statements}
    superseded |= {code for code, line in newest.items() if line.row.get("withdrawn")}
    found = [*_twice(statements), *_twice(myths), *_circles(statements)]
    for name, lines in (("supersedes", statements), ("refuted_by", myths), ("sources", rules)):
        for line in lines:
            for code in _names(line, name):
                if code not in newest:
                    found.append(Fault(line.file, line.number, f"Its {name} names {code}, which does not exist."))
                elif name != "supersedes" and code in superseded and line.row.get("family") != SUPERSEDED:
                    said = f"It rests on {code}, which has been superseded or withdrawn."
                    found.append(Fault(line.file, line.number, said))
    return found


def _names(line: Line, field: str) -> list[str]:
    named = line.row.get(field)
    return [code for code in named if isinstance(code, str)] if isinstance(named, list) else []


def _twice(lines: Sequence[Line]) -> Iterator[Fault]:
    """A later edition of the same publisher may say a statement anew; nothing else may use its name."""
    seen = Counter[tuple[str, str]]()
    homes: dict[str, str] = {}
    for line in lines:
        code, home = str(line.row.get("id")), line.file.rpartition("/")[0]
        seen[code, line.edition] += 1
        if seen[code, line.edition] > 1 or homes.setdefault(code, home) != home:
            yield Fault(line.file, line.number, f"The id {code} stands here a second time.")


def _circles(statements: Sequence[Line]) -> list[Fault]:
    try:
        TopologicalSorter({line.row.get("id"): _names(line, "supersedes") for line in statements}).prepare()
    except CycleError as circle:
        codes = circle.args[1]
        first = next(line for line in statements if line.row.get("id") in codes)
        return [Fault(first.file, first.number, f"These supersede each other in a circle: {', '.join(codes)}.")]
    return []
