"""Countries by name, in the language of a page."""

import unicodedata
from functools import cache

from babel import Locale
from django.conf import settings
from django.template import Library
from django.utils.translation import get_language

register = Library()  # so that templates can say {{ code|country_name }}

NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes that CLDR names beside the countries of ISO 3166-1: unions, outlying parts, codes for tests."""


@cache
def _all(language: str) -> dict[str, str]:
    named = Locale.parse(language, sep="-").territories
    return {code: str(name) for code, name in named.items() if len(code) == 2 and code not in NOT_COUNTRIES}


@register.filter
def country_name(code: str) -> str:
    """In the language of the page. Two letters that name no country stay two letters."""
    return _all(_language()).get(code, code)


def countries_by_name() -> tuple[tuple[str, str], ...]:
    """Every country as (code, name) in the language of the page, in the order in which a reader looks for them."""
    return _sorted(_language())


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@cache
def _sorted(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_all(language).items(), key=lambda one: as_sorted(one[1])))


def as_sorted(name: str) -> tuple[str, str]:
    """Å beside A and é beside e, as a reader looks for them; then the name itself, so that the order is settled."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return plain.casefold(), name
