"""Which emergency numbers a page may show, and in what order."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
