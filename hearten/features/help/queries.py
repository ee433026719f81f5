from dataclasses import dataclass
from functools import cache

from django.conf import settings

from hearten.engines.screening.risk import Lexicon, Risk, level_of, load
from hearten.features.help import rules
from hearten.features.help.rules import Country
from hearten.kit.countries import countries_by_name


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


def names() -> list[Named]:
    """Every country we know, in the page's language, in the order its readers expect."""
    return [Named(code, name) for code, name in countries_by_name() if code in countries()]


def heard_in(text: str, language: str) -> Risk:
    """How grave someone's words are, so that help can come first. Nothing of them is kept."""
    return level_of(text, _lexicon(language))


@cache
def _lexicon(language: str) -> Lexicon:
    return load(settings.RISK_ROOT, language)
