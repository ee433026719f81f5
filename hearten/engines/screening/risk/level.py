"""The level of risk in someone's words. On doubt the higher one: a person missed is worse than a card for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearten.engines.screening.learned import Embed, Trained
from hearten.engines.screening.risk.head import Estimate, Head, features
from hearten.engines.screening.risk.lexicon import Level, Lexicon
from hearten.engines.screening.risk.reading import Said, Sheet, Turn, by_rules, counted, heard

ALONE = "searched_alone"
ESTIMATE, PRACTICE = "estimate", "practice"
MOST_WORDS = 60  # of a text that practice is asked about: its sentences are short, and long texts tell of others
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


@dataclass(frozen=True)
class Practised:
    """Weights of one line, `need`, from our own sentences in several languages, and a model of meanings or none."""

    weights: Trained
    embed: Embed | None = None

    def hears(self, text: str, language: str, words: int) -> bool:
        if not 0 < words <= MOST_WORDS:
            return False
        return bool(self.weights.look([text], language, self.embed).raised[0, 0])

    def knows(self, language: str) -> bool:
        return language in self.weights.languages


def level_of(text: str, lexicon: Lexicon, head: Head | None = None, practised: Practised | None = None) -> Risk:
    """The level for one text of any length and its reasons; linear in the length of the text.

    The head and practice say nothing about languages they never saw. They may raise the level to distress and lower
    none. Raises nothing but what an `embed` given with `practised` raises.
    """
    sheet = Sheet(text, lexicon)
    said = heard(sheet, lexicon)
    sure = counted(said)
    level, reasons, language = int(by_rules(sure, sheet)), _reasons(sure, sheet), lexicon.language
    severity, estimate = float(max((one.severity for one in sure if one.group.level), default=0)), None
    if head and language in head.languages:
        estimate = head.estimate(features(text, sheet, said, lexicon))
        severity = estimate.severity
    if level < Level.distress and estimate and estimate.any >= DISTRESS_FROM:
        level, reasons = int(Level.distress), (ESTIMATE, *reasons)
    knows = practised is not None and practised.knows(language)
    if level < Level.distress and practised and knows and practised.hears(text, language, len(sheet.words)):
        level, reasons = int(Level.distress), (PRACTICE, *reasons)
    missing = lexicon.missing if estimate or knows else (*lexicon.missing, f"{language}:estimate")
    return Risk(level, reasons, missing, severity, estimate)
