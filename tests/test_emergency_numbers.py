"""The emergency numbers we ship: only what sources agree on, and nothing a rule has mended."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/emergency/numbers.jsonl").read_text(encoding="utf-8").splitlines()
]
SERVICES = ("police", "ambulance", "fire")
LONGEST_SHORT_CODE = 5
# Babel still names some of these; none is a place one can be today.
HISTORIC = {"AN", "BU", "CS", "DD", "EU", "FX", "NT", "SU", "TP", "UK", "YD", "YU", "ZR", "ZZ"}


def agreed(row: dict[str, Any]) -> list[dict[str, str]]:
    """The rule written in data/emergency/README.md, step by step."""
    single, held = row["single_number"], {*row["in_two"], *row["in_all_three"]}
    services = {name: row["by_type"][name] for name in SERVICES if name in row["by_type"]}
    holders = [name for name in services if single in services[name]]
    for_everyone = not holders or len(holders) == len(SERVICES)
    shown = []
    if single in held and row["confidence"] in ("high", "medium") and for_everyone:
        shown.append({"number": single, "for": "all"})
        if holders or not services:
            return shown
    for name, numbers in services.items():
        shown += [{"number": n, "for": name} for n in numbers if n in held and len(n) <= LONGEST_SHORT_CODE]
    return shown


def fallback(row: dict[str, Any]) -> str | None:
    also = "112" in row["wikipedia"] or re.fullmatch(row["libphonenumber_pattern"] or "-", "112")
    already = any(entry["number"] == "112" for entry in row["shown"])
    return "112" if row["android_fallback"] == "112" and also and not already else None


def faults(row: dict[str, Any]) -> list[str]:
    found = []
    places = Locale("en").territories
    if not re.fullmatch("[A-Z]{2}", row["country"]) or row["country"] not in places or row["country"] in HISTORIC:
        found.append("no such country today")
    if not all(re.fullmatch("[0-9]{2,5}", entry["number"]) for entry in row["shown"]):
        found.append("not a short number")
    if row["shown"] != agreed(row):
        found.append("shown without agreement")
    if row["mobile_fallback"] != fallback(row):
        found.append("fallback without agreement")
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["country"]))
def test_a_number_is_shown_only_when_sources_agree_on_it(row):
    assert faults(row) == []


def test_every_country_stands_once():
    assert len({row["country"] for row in ROWS}) == len(ROWS) == 250


def test_no_row_claims_to_have_been_dialled():
    assert all(row["checked"] is None for row in ROWS)


@pytest.mark.parametrize("country", ["SG", "NO", "AE", "NR"])
def test_a_police_number_is_never_shown_as_the_number_for_everything(country):
    row = next(row for row in ROWS if row["country"] == country)
    assert row["single_number"] and all(entry["for"] != "all" for entry in row["shown"])


def test_the_check_sees_a_mended_number_a_dead_country_and_a_guess():
    sound = next(row for row in ROWS if row["country"] == "US")
    assert "not a short number" in faults({**sound, "shown": [{"number": "+911", "for": "all"}]})
    assert "no such country today" in faults({**sound, "country": "YU"})
    assert "shown without agreement" in faults({**sound, "in_two": [], "in_all_three": []})
    assert "fallback without agreement" in faults({**sound, "mobile_fallback": "112"})
