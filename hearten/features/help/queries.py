from dataclasses import dataclass
from functools import cache

from django.conf import settings

from hearten.engines.screening.risk import Lexicon, Risk, level_of, load
from hearten.features.help import rules
from hearten.features.help.rules import Country
from hearten.kit.countries import countries_by_name, country_name


@dataclass(frozen=True)
class Named:
    code: str
    name: str


@dataclass(frozen=True)
class Card:
    """Help that comes before anything else. `is_grave`: for the one who wrote; else for someone they worry about."""

    is_grave: bool
    country: Country | None
    name: str


UNKNOWN = "und"  # ISO 639: a language nobody named
GRAVE = 2  # of the levels 0 to 3 in which words are heard
HEARD = 10_000  # characters from the beginning, and a tenth as many from the end: enough for anything a person types


@cache
def countries() -> dict[str, Country]:
    """Read once, from a plain file: this page must work when nothing else does."""
    return rules.countries_of(settings.EMERGENCY_NUMBERS.read_text(encoding="utf-8").splitlines())


def country(code: str) -> Country | None:
    return countries().get(code.upper())


def names() -> list[Named]:
    """Every country we know, in the page's language, in the order its readers expect."""
    return [Named(code, name) for code, name in countries_by_name() if code in countries()]


def heard_in(text: str, language: str) -> Risk:
    """How grave someone's words are, so that help can come first. Nothing of them is kept."""
    return level_of(text, _lexicon(language if language in dict(settings.LANGUAGES) else UNKNOWN))


def card_for(text: str, language: str) -> Card | None:
    """The card to show above everything (help/card.html), for words in any language; None where there is no need.

    A text too long for any form is heard at its beginning and its end, so that it cannot keep the page waiting.
    """
    heard = text if len(text) <= HEARD else f"{text[:HEARD]}\n\n{text[-HEARD // 10 :]}"
    level = heard_in(heard, language).level
    return card(is_grave=level >= GRAVE) if level else None


def card(is_grave: bool = True) -> Card:
    here = country(settings.HEARTEN.country)
    return Card(is_grave, here, country_name(here.code) if here else "")


@cache
def _lexicon(language: str) -> Lexicon:
    return load(settings.RISK_ROOT, language)
