"""Which emergency numbers a page may show, and in what order."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SCRIPTS = ("LATIN", "ARABIC", "DEVANAGARI")  # of the words in data/risk, as Unicode names letters
OF_OTHERS, NAMED = ("someone", "for_someone"), "named"  # groups of phrases in data/risk


class Service(StrEnum):
    every = "all"
    ambulance = "ambulance"
    police = "police"
    fire = "fire"


@dataclass(frozen=True)
class Number:
    """One number, and the services that answer it."""

    digits: str
    services: tuple[Service, ...]


@dataclass(frozen=True)
class Country:
    """What our sources agree on. No numbers means that they do not, and the page says so."""

    code: str
    numbers: tuple[Number, ...]
    mobile_fallback: str
    is_checked: bool


def country_of(row: Mapping[str, Any]) -> Country:
    services: dict[str, set[Service]] = {}
    for shown in row["shown"]:
        services.setdefault(shown["number"], set()).add(Service(shown["for"]))
    numbers = [Number(digits, tuple(one for one in Service if one in these)) for digits, these in services.items()]
    order = list(Service)
    numbers.sort(key=lambda number: order.index(number.services[0]))
    return Country(row["country"], tuple(numbers), row["mobile_fallback"] or "", bool(row["checked"]))


def countries_of(lines: Iterable[str]) -> dict[str, Country]:
    found = [country_of(json.loads(line)) for line in lines if line.strip()]
    return {country.code: country for country in found}


def is_heard(language: str, heard: Iterable[str]) -> bool:
    """Whether a language ("de-AT" is read as "de") is one of those; one that nobody named is no reason to doubt."""
    spoken = language.replace("_", "-").split("-")[0].casefold()
    return not spoken.isalpha() or spoken in heard


def is_in_another_script(text: str) -> bool:
    """Whether most of its letters are of a script in which no words of a crisis are known to us."""
    letters = [unicodedata.name(c, "") for c in text if c.isalpha()]
    return 2 * sum(not name.startswith(SCRIPTS) for name in letters) > len(letters)


def speaks_of_another(reasons: Iterable[str]) -> bool:
    """Whether one of the reasons that the engine of risk gives (`group` or `group:turn`) is about someone else."""
    return any(group in OF_OTHERS or turn == "someone" for group, _, turn in (one.partition(":") for one in reasons))


def lived_through(told: Iterable[tuple[str, str, str]]) -> bool:
    """Whether a person tells of their own past: of each phrase heard its group, its turn, and whom it speaks of.

    The bare word "suicide" does not say it: "I made a film about suicide last year" is no one's own story.
    """
    return any(turn == "past" and group not in (*OF_OTHERS, NAMED) and who != "other" for group, turn, who in told)
