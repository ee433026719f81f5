"""The level of risk in someone's words. On doubt the higher one: a person missed is worse than a card for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearten.engines.screening.risk.head import Estimate, Head, features
from hearten.engines.screening.risk.lexicon import Level, Lexicon
from hearten.engines.screening.risk.reading import Said, Sheet, Turn, by_rules, counted, heard

ALONE = "searched_alone"
ESTIMATE = "estimate"
DISTRESS_FROM = 0.65  # of our own 348 quiet sentences this raises two; MODEL.md


@dataclass(frozen=True)
class Risk:
    """`level` 0 none, 1 about someone or past, 2 distress or passive, 3 active or imminent: that of the rules or more.

    `reasons` are codes, `group` or `group:turn`, never the person's words. `severity` is on the Columbia scale (C-SSRS,
    0 to 6), for measuring and for the order of a queue; it is no diagnosis and no one is shown it. Without an
    `estimate` it is that of the gravest phrase heard, and `checks_missing` says so.
    """

    level: int
    reasons: tuple[str, ...]
    checks_missing: tuple[str, ...] = ()
    severity: float = 0.0
    estimate: Estimate | None = None


def _reasons(said: Sequence[Said], sheet: Sheet) -> tuple[str, ...]:
    ordered = sorted(said, key=lambda one: (-one.level, -one.severity))
    codes = [one.group.id if one.turn is Turn.straight else f"{one.group.id}:{one.turn}" for one in ordered]
    return tuple(dict.fromkeys([ALONE, *codes] if sheet.alone else codes))


def level_of(text: str, lexicon: Lexicon, head: Head | None = None) -> Risk:
    """The level for one text of any length and its reasons; linear in the length of the text. Raises nothing.

    The head says nothing about languages it never saw. It may raise the level to distress and lowers none.
    """
    sheet = Sheet(text, lexicon)
    said = heard(sheet, lexicon)
    sure = counted(said)
    level, reasons = int(by_rules(sure, sheet)), _reasons(sure, sheet)
    if head is None or lexicon.language not in head.languages:
        gravest = float(max((one.severity for one in sure if one.group.level), default=0))
        return Risk(level, reasons, (*lexicon.missing, f"{lexicon.language}:estimate"), gravest)
    estimate = head.estimate(features(text, sheet, said, lexicon))
    if level < Level.distress and estimate.any >= DISTRESS_FROM:
        level, reasons = int(Level.distress), (ESTIMATE, *reasons)
    return Risk(level, reasons, lexicon.missing, estimate.severity, estimate)
