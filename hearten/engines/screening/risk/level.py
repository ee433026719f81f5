"""The level of risk in someone's words. On doubt the higher one: a person missed is worse than a card for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from hearten.engines.screening.risk.lexicon import Level, Lexicon
from hearten.engines.screening.risk.reading import Said, Sheet, Turn, heard

LOW, SIGN, ALONE = "low", "sign", "searched_alone"
WISHES = ("wish_gone", "wish_gone_hint")


@dataclass(frozen=True)
class Risk:
    """`level` 0 none, 1 about someone or past, 2 distress or passive, 3 active or imminent.

    `reasons` are codes, `group` or `group:turn`, never the person's words. `severity` is an estimate on the Columbia
    scale (C-SSRS, 0 to 6), for measuring and for the order of a queue; it is no diagnosis and no one is shown it.
    """

    level: int
    reasons: tuple[str, ...]
    checks_missing: tuple[str, ...] = ()
    severity: float = 0.0


class Head(Protocol):
    """A trained estimate: severity on the Columbia scale from a text and what the rules heard in it."""

    def severity(self, text: str, sheet: Sheet, said: Sequence[Said], lexicon: Lexicon) -> float: ...

    def level(self, severity: float) -> Level: ...


def _apart(hints: Sequence[Said]) -> bool:
    """Whether two of different groups stand in different words: the first to end and any that begins after it."""
    if not hints:
        return False
    ends = {one.group.id: one.end for one in sorted(hints, key=lambda one: -one.end)}  # the first end of each group
    return any(one.start >= end for one in hints for group, end in ends.items() if group != one.group.id)


def _counted(said: Sequence[Said]) -> tuple[Said, ...]:
    """Without hints that stand alone: "I took my tablets" is a morning, beside "I give up" it is not."""
    straight = [one for one in said if one.turn is Turn.straight]
    if any(not one.group.weak and one.group.level >= Level.distress for one in straight):
        return tuple(said)
    hints = [one for one in straight if one.group.weak or one.group.id in (LOW, SIGN)]
    apart = _apart(hints)
    return tuple(said) if apart else tuple(one for one in said if not one.group.weak)


def _by_rules(said: Sequence[Said], sheet: Sheet) -> Level:
    level = max((one.level for one in said), default=Level.none)
    straight = [one for one in said if one.turn is Turn.straight]
    wishes = any(one.group.id in WISHES for one in straight)
    if wishes and any(one.group.id == SIGN for one in straight):
        return Level.active
    if level is Level.active and all(one.group.weak for one in straight if one.group.level is Level.active):
        level = level if any(not one.group.weak and one.level >= Level.distress for one in straight) else Level.distress
    return max(level, Level.distress) if sheet.alone else level


def _reasons(said: Sequence[Said], sheet: Sheet) -> tuple[str, ...]:
    ordered = sorted(said, key=lambda one: (-one.level, -one.severity))
    codes = [one.group.id if one.turn is Turn.straight else f"{one.group.id}:{one.turn}" for one in ordered]
    return tuple(dict.fromkeys([ALONE, *codes] if sheet.alone else codes))


def level_of(text: str, lexicon: Lexicon, head: Head | None = None) -> Risk:
    """The level for one text of any length and its reasons; linear in the length of the text. Raises nothing.

    The head may only raise what the rules say. Without one, severity is that of the gravest phrase heard.
    """
    sheet = Sheet(text, lexicon)
    said = heard(sheet, lexicon)
    counted = _counted(said)
    level = _by_rules(counted, sheet)
    reasons = _reasons(counted, sheet)
    gravest = float(max((one.severity for one in counted if one.group.level), default=0))
    if head is None:
        return Risk(int(level), reasons, lexicon.missing, gravest)
    severity = head.severity(text, sheet, said, lexicon)
    if (raised := head.level(severity)) > level:
        return Risk(int(raised), ("estimate", *reasons), lexicon.missing, severity)
    return Risk(int(level), reasons, lexicon.missing, severity)
