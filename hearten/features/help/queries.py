from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_language_info

from hearten import ports
from hearten.engines.screening.learned import Trained, load_trained
from hearten.engines.screening.risk import Lexicon, Practised, Risk, level_of, load
from hearten.engines.screening.risk.loading import PHRASES
from hearten.engines.screening.risk.reading import Sheet, heard
from hearten.features.help import rules
from hearten.features.help.rules import Country
from hearten.kit.countries import countries_by_name, country_name
from hearten.ports.embeddings import if_here


@dataclass(frozen=True)
class Named:
    code: str
    name: str


@dataclass(frozen=True)
class Card:
    """Help that comes before anything else.

    `is_grave`: for the one who wrote. `is_past`: for the one who wrote, of what lies behind them. Else for someone they
    worry about.
    """

    is_grave: bool
    country: Country | None
    name: str
    is_past: bool = False


UNKNOWN = "und"  # ISO 639: a language nobody named
GRAVE = 2  # of the levels 0 to 3 in which words are heard
HEARD = 10_000  # characters from the beginning, and a tenth as many from the end: enough for anything a person types


@cache
def countries() -> dict[str, Country]:
    """Read once, from a plain file: this page must work when nothing else does."""
    return rules.countries_of(settings.EMERGENCY_NUMBERS.read_text(encoding="utf-8").splitlines())


def country(code: str) -> Country | None:
    return countries().get(code.upper())


def has_helplines() -> bool:
    """Whether the directory holds anybody whom a reader here can call, text or chat with. It is not built: nobody.

    Pages promise people only where this is so; whoever brings the directory answers from its rows.
    """
    return False


def names() -> list[Named]:
    """Every country we know, in the page's language, in the order its readers expect."""
    return [Named(code, name) for code, name in countries_by_name() if code in countries()]


def only_heard_in(languages: Iterable[str], text: str = "") -> str:
    """The languages that words of a crisis are heard in, where one of these or the text itself is in none of them."""
    heard = _languages_heard()
    if all(rules.is_heard(one, heard) for one in languages) and not rules.is_in_another_script(text[:HEARD]):
        return ""
    return ", ".join(str(get_language_info(code)["name_translated"]) for code in heard)


def everywhere() -> list[tuple[Named, Country]]:
    return [(named, countries()[named.code]) for named in names()]


def heard_in(text: str, language: str) -> Risk:
    """How grave someone's words are, so that help can come first. Nothing of them is kept."""
    words, weights, model = _lexicon_of(language), _weights(), ports.now.embeddings
    if weights is None:
        return level_of(text, words)
    by_words = Practised(weights)
    if not model.is_here or model.name != weights.model:
        return level_of(text, words, practised=by_words)
    return if_here(
        lambda: level_of(text, words, practised=Practised(weights, model.embed)),
        lambda: level_of(text, words, practised=by_words),
    )


def is_surely_grave(text: str, language: str) -> bool:
    """Whether words of any length are heavy, and of the one who wrote them, by phrases and not by practice alone."""
    return level_of(_bounded(text), _lexicon_of(language)).level >= GRAVE


def card_for(text: str, language: str) -> Card | None:
    """The card to show above everything (help/card.html), for words in any language; None where there is no need."""
    return card_of(heard_in(_bounded(text), language), text, language)


def card_of(risk: Risk, text: str, language: str) -> Card | None:
    """The same for words that were heard already, as `risk`."""
    if not risk.level:
        return None
    is_grave = risk.level >= GRAVE
    return card(is_grave, not is_grave and _is_past(_bounded(text), language, risk))


def card(is_grave: bool = True, is_past: bool = False) -> Card:
    here = country(settings.HEARTEN.country)
    return Card(is_grave, here, country_name(here.code) if here else "", is_past)


def _is_past(text: str, language: str, risk: Risk) -> bool:
    """Whether someone speaks of themself and of what is over; whoever speaks of another too may be worried now."""
    if rules.speaks_of_another(risk.reasons):
        return False
    sheet = Sheet(text, _lexicon_of(language))
    told = [(one.group.id, str(one.turn), sheet.nearest[one.start]) for one in heard(sheet, _lexicon_of(language))]
    return rules.lived_through(told)


def _bounded(text: str) -> str:
    """A text too long for any form is heard at its beginning and its end, so that it cannot keep the page waiting."""
    return text if len(text) <= HEARD else f"{text[:HEARD]}\n\n{text[-HEARD // 10 :]}"


def _lexicon_of(language: str) -> Lexicon:
    return _lexicon(language if language in dict(settings.LANGUAGES) else UNKNOWN)


@cache
def _languages_heard() -> tuple[str, ...]:
    return tuple(code for code, _name in settings.LANGUAGES if (settings.RISK_ROOT / code / PHRASES).is_file())


@cache
def _weights() -> Trained | None:
    return load_trained(settings.RISK_ROOT / "practised.npz")


@cache
def _lexicon(language: str) -> Lexicon:
    return load(settings.RISK_ROOT, language)
