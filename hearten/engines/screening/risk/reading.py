"""What a text says of wanting to die, and of whom: each phrase, turned by the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hearten.engines.screening.risk.lexicon import Group, Level, Lexicon, Whose
from hearten.engines.screening.rule import Phrases, Span
from hearten.engines.screening.words import Places, Word, places_of, words_of

ASKS = frozenset("?؟？")
SHORT = 3  # words of a search that may stand alone
OPENING = 2  # words of a sentence whose subject may be left out: "just can't cope anymore"
LOW, SIGN = "low", "sign"
WISHES = ("wish_gone", "wish_gone_hint")


class Turn(StrEnum):
    straight = "straight"
    denied = "denied"
    past = "past"
    someone = "someone"
    taught = "taught"


@dataclass(frozen=True)
class Said:
    """One phrase heard: words `start` to `end`, of which group, and how the words around turned it."""

    group: Group
    turn: Turn
    start: int
    end: int

    @property
    def level(self) -> Level:
        return self.group.level if self.turn is Turn.straight else min(self.group.level, Level.someone)

    @property
    def severity(self) -> int:
        return self.group.severity if self.turn is Turn.straight else 0


class Sheet:
    """A text as words, and what stands where; worked out once, so that each phrase costs the same."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.words: tuple[Word, ...] = words_of(text)
        self.places: Places = places_of(self.words)
        turning = lexicon.turning
        self.idioms = self._covered(turning.idioms)
        self.denied = self._covered(turning.denied)
        self.past = self._sentences(turning.past) - self._sentences(turning.now)
        self.fiction = bool(self.spans(turning.fiction))
        self.of_me = self._sentences(turning.mine)
        self.me = self._covered(turning.first)
        self.opens: dict[int, int] = {}
        for at, word in enumerate(self.words):
            self.opens.setdefault(word.sentence, at)
        self.alone = len(self.words) <= SHORT and any(
            span == (0, len(self.words)) for span in self.spans(turning.alone)
        )
        self.nearest = self._nearest(turning.first, turning.other, turning.general)
        self.is_near = not ASKS.isdisjoint(text) or bool(self.spans(turning.near))
        self.taught = self._covered(turning.taught)

    def spans(self, phrases: Phrases) -> list[Span]:
        return phrases.spans(self.words, self.places)

    def _covered(self, phrases: Phrases) -> frozenset[int]:
        return frozenset(at for start, end in self.spans(phrases) for at in range(start, end))

    def _sentences(self, phrases: Phrases) -> frozenset[int]:
        return frozenset(self.words[start].sentence for start, _ in self.spans(phrases))

    def _nearest(self, first: Phrases, other: Phrases, general: Phrases) -> Sequence[str]:
        """For each word, whom the last person word before it in its sentence speaks of, and that of the word itself."""
        named: dict[int, str] = {}
        for who, phrases in (("first", first), ("other", other), ("general", general)):
            named |= dict.fromkeys((start for start, _ in self.spans(phrases)), who)
        found, who, sentence = [], "", -1
        for at, word in enumerate(self.words):
            if word.sentence != sentence:
                sentence, who = word.sentence, ""
            who = named.get(at, who)
            found.append(who)
        return found


def _subjectless(group: Group, start: int, sheet: Sheet) -> bool:
    """Whether it opens a sentence and nobody is named before: "can't do this anymore" is said of oneself."""
    grave = group.level >= Level.distress and not group.weak
    return grave and not sheet.nearest[start] and start - sheet.opens[sheet.words[start].sentence] < OPENING


def _taught(spans: Sequence[tuple[Group, Span]], sheet: Sheet) -> frozenset[int]:
    """Words of lessons, where nobody in particular is near and no phrase apart from them may be somebody's own."""
    known = sheet.taught | sheet.idioms
    grave = (span for group, span in spans if group.level >= Level.distress)
    is_open = sheet.is_near or any(known.isdisjoint(range(*span)) for span in grave)
    return frozenset() if is_open else sheet.taught


def _turned(group: Group, span: Span, sheet: Sheet, taught: frozenset[int]) -> Turn | None:
    """How the words around turn a phrase; nothing where it does not count at all."""
    start, end = span
    covered = range(start, end)
    who, sentence = sheet.nearest[start], sheet.words[start].sentence
    if not sheet.idioms.isdisjoint(covered):
        return None
    if group.whose is Whose.theirs:
        return Turn.someone if who == "other" and not sheet.fiction else None
    if group.whose is Whose.own and sentence not in sheet.of_me and not _subjectless(group, start, sheet):
        return None
    if group.whose is not Whose.mine and who == "general":
        return None
    if not taught.isdisjoint(covered):
        return Turn.taught
    if not sheet.denied.isdisjoint(covered):
        return Turn.denied
    if group.whose is not Whose.mine and who == "other" and sheet.me.isdisjoint(covered):
        return None if sheet.fiction else Turn.someone
    return Turn.past if sentence in sheet.past else Turn.straight


def heard(sheet: Sheet, lexicon: Lexicon) -> tuple[Said, ...]:
    """Every phrase that counts, in the order of the lexicon's groups."""
    spans = [(group, span) for group in lexicon.groups for span in sheet.spans(group.phrases)]
    taught = _taught(spans, sheet)
    turned = ((group, span, _turned(group, span, sheet, taught)) for group, span in spans)
    return tuple(Said(group, turn, *span) for group, span, turn in turned if turn is not None)


def _apart(hints: Sequence[Said]) -> bool:
    """Whether two of different groups stand in different words: the first to end and any that begins after it."""
    if not hints:
        return False
    ends = {one.group.id: one.end for one in sorted(hints, key=lambda one: -one.end)}  # the first end of each group
    return any(one.start >= end for one in hints for group, end in ends.items() if group != one.group.id)


def counted(said: Sequence[Said]) -> tuple[Said, ...]:
    """Without hints that stand alone: "I took my tablets" is a morning, beside "I give up" it is not."""
    straight = [one for one in said if one.turn is Turn.straight]
    if any(not one.group.weak and one.group.level >= Level.distress for one in straight):
        return tuple(said)
    hints = [one for one in straight if one.group.weak or one.group.id in (LOW, SIGN)]
    apart = _apart(hints)
    return tuple(said) if apart else tuple(one for one in said if not one.group.weak)


def by_rules(said: Sequence[Said], sheet: Sheet) -> Level:
    """The level of phrases that count."""
    level = max((one.level for one in said), default=Level.none)
    straight = [one for one in said if one.turn is Turn.straight]
    wishes = any(one.group.id in WISHES for one in straight)
    if wishes and any(one.group.id == SIGN for one in straight):
        return Level.active
    if level is Level.active and all(one.group.weak for one in straight if one.group.level is Level.active):
        level = level if any(not one.group.weak and one.level >= Level.distress for one in straight) else Level.distress
    return max(level, Level.distress) if sheet.alone else level
