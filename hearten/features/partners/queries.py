from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from hearten.engines import screening as engine
from hearten.engines.screening import Passage, Report
from hearten.engines.screening.verdict import Answer, answer
from hearten.features.claims.queries import known, known_by_words
from hearten.features.guidance.models import Statement
from hearten.features.help.queries import heard_in
from hearten.features.partners import rules
from hearten.features.partners.models import Key
from hearten.features.screening.actions import pack
from hearten.ports.embeddings import if_here

UNKNOWN = "und"  # ISO 639 for a language that is not known
NEEDS_HELP = 2  # from here on, help comes with the answer


@dataclass(frozen=True)
class Checked:
    answer: Answer
    offers_help: bool


@dataclass(frozen=True)
class Linted:
    """`guidance` has the statements that findings name, by their code."""

    report: Report
    guidance: Mapping[str, Statement]
    offers_help: bool


def keys() -> list[Key]:
    """Those that open something first, the newest first."""
    found = Key.objects.select_related("made_by").order_by("-made_at")
    return sorted(found, key=lambda key: key.ended_at is not None)


def key_that_says(secret: str) -> Key | None:
    """The standing key with this secret, if there is one."""
    if len(secret) > rules.LONGEST_KEY:
        return None
    return Key.objects.filter(digest=rules.digest_of(secret), ended_at__isnull=True).first()


def checked(text: str, language: str) -> Checked:
    plain = rules.plain(text)
    said = if_here(lambda: answer(plain, language, known()), lambda: answer(plain, language, known_by_words()))
    return Checked(said, _offers_help(text, language))


def linted(text: str, language: str) -> Linted:
    has_rules = (settings.RULES_ROOT / language).is_dir()
    report = engine.screen([Passage("text", text)], pack(language if has_rules else UNKNOWN)).closely
    codes = {code for finding in report.findings for code in finding.sources}
    guidance = Statement.objects.select_related("guideline").in_bulk(codes)
    return Linted(report, guidance, _offers_help(text, language))


def _offers_help(text: str, language: str) -> bool:
    return heard_in(rules.plain(text), language).level >= NEEDS_HELP
