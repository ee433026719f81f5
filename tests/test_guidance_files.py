"""The guidance we ship: dated, sourced, unsigned and saying so, with nothing pointing nowhere."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "data"
FIELDS = {
    "id": str, "topic": str, "kind": str, "statement": str, "source_title": str, "publisher": str, "year": int,
    "url": str, "licence": str, "checked": dict | None, "awaiting_check": bool, "link_seen": bool, "note": str | None,
}  # fmt: skip
KINDS = {"fact", "recommendation", "safe_messaging", "language", "platform"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


EDITIONS = sorted((FOLDER / "guidance").glob("*/*.jsonl"))
STATEMENTS = [row for edition in EDITIONS for row in rows(edition)]
MYTHS = rows(FOLDER / "guidance/myths.jsonl")
RULES = [
    rule
    for path in sorted((FOLDER / "rules").glob("*/*.toml"))
    for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
]
KNOWN = {row["id"] for row in STATEMENTS}


def faults(row: dict[str, Any]) -> list[str]:
    found = [f"no {name}" for name in FIELDS.keys() - row.keys()]
    found += [f"unknown {name}" for name in row.keys() - FIELDS.keys()]
    found += [f"wrong {name}" for name, kind in FIELDS.items() if name in row and not isinstance(row[name], kind)]
    if row.get("kind") not in KINDS:
        found.append("wrong kind")
    if not re.fullmatch(r"https?://[^\s;]+", str(row.get("url"))):
        found.append("wrong url")
    return found


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda path: path.parent.name)
def test_an_edition_is_dated_and_each_statement_is_whole(edition):
    assert re.fullmatch(r"20[0-9]{2}-[0-9]{2}", edition.stem)
    assert [(row["id"], faults(row)) for row in rows(edition) if faults(row)] == []


def test_no_two_statements_share_a_name():
    assert len(KNOWN) == len(STATEMENTS) == 169
    assert len({myth["id"] for myth in MYTHS}) == len(MYTHS) == 80


def test_what_was_written_from_memory_says_that_it_awaits_a_check():
    waiting = [row for row in STATEMENTS if row["awaiting_check"]]
    assert len(waiting) == 14
    assert all(row["note"] for row in waiting)


def test_nothing_claims_a_signature_it_does_not_have():
    assert all(row["checked"] is None for row in [*STATEMENTS, *MYTHS])
    assert "No clinician has signed" in (FOLDER / "guidance/README.md").read_text(encoding="utf-8")
    assert "Not endorsed by WHO" in (FOLDER / "guidance/README.md").read_text(encoding="utf-8")


def test_every_myth_is_refuted_by_statements_that_exist():
    assert [myth["id"] for myth in MYTHS if not myth["refuted_by"] or set(myth["refuted_by"]) - KNOWN] == []


def test_every_rule_rests_on_statements_that_exist():
    assert len(RULES) >= 80
    assert [rule["id"] for rule in RULES if not rule["sources"] or set(rule["sources"]) - KNOWN] == []


def test_the_check_sees_a_broken_statement():
    sound = STATEMENTS[0]
    assert faults(sound) == []
    assert faults({**sound, "year": "2023"}) == ["wrong year"]
    assert faults({**sound, "url": "https://a.example/x ; https://b.example"}) == ["wrong url"]
    assert faults({name: value for name, value in sound.items() if name != "checked"}) == ["no checked"]
    assert faults({**sound, "seen_at": "somewhere"}) == ["unknown seen_at"]
