"""A page that says something about health names the statement of guidance it rests on, and the day it was checked."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "hearten").glob("**/templates/**/*.html"))
ABOUT_HEALTH = "breathe|epilepsy|seizures?|suicide|hurt yourself|in danger"
HEALTH = re.compile(r"{%\s*translate [^%]*\b(" + ABOUT_HEALTH + r")\b", re.IGNORECASE)
NOTE = re.compile(r"{#[^#]*\b(?:Guidance|guidance):[^#]*Checked \d{4}-\d\d-\d\d\. #}")
CODES = re.compile(r"\bG\d{3}\b")
PACKS = (ROOT / "data" / "guidance").glob("*/*.jsonl")
KNOWN = {code for pack in PACKS for code in re.findall(r'"id": "(G\d{3})"', pack.read_text(encoding="utf-8"))}
SPEAKING = [page for page in TEMPLATES if HEALTH.search(page.read_text(encoding="utf-8"))]


def name(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", SPEAKING, ids=name)
def test_words_about_health_carry_their_source_and_the_day_it_was_checked(page: Path) -> None:
    notes = NOTE.findall(page.read_text(encoding="utf-8"))
    assert notes, "Add {# Guidance: G094, publisher, title (year). Checked 2026-11-23. #} beside it."
    assert {code for note in notes for code in CODES.findall(note)} <= KNOWN


def test_the_pages_that_speak_of_health_are_found() -> None:
    assert {"trouble.html", "help.html", "card.html", "safe_words.html"} <= {page.name for page in SPEAKING}
