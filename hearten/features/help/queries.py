from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.conf import settings

from hearten.features.help import rules
from hearten.features.help.rules import Country


@dataclass(frozen=True)
class Named:
    code: str
    name: str


@cache
def countries() -> dict[str, Country]:
    """Read once, from a plain file: this page must work when nothing else does."""
    return rules.countries_of(settings.EMERGENCY_NUMBERS.read_text(encoding="utf-8").splitlines())


def country(code: str) -> Country | None:
    return countries().get(code.upper())


@cache
def names(language: str) -> tuple[Named, ...]:
    """Every country we know, in the page's language, in the order its readers expect."""
    found = [Named(code, name_of(code, language)) for code in countries()]
    return tuple(sorted(found, key=lambda named: rules.as_sorted(named.name)))


def name_of(code: str, language: str) -> str:
    return str(Locale.parse(language, sep="-").territories.get(code, code))
