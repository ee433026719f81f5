"""What of a draft is read, how often, and where a note about it belongs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hearten.engines.screening import Severity
from hearten.features.checks.rules import Typed
from hearten.features.screening.rules import SURE

TITLE, TEXT, CUE = "title", "text", "cue"
UNKNOWN = "und"  # ISO 639: a language that is not among ours
LOOKS_PER_MINUTE = 60  # someone who pauses after every word does not reach it
LONGEST_TEXT, LONGEST_FILM, MOST_CUES = 4000, 20_000, 310  # letters, and rows: more than may be sent, or is ever said
OFFERED = frozenset({"denies", "figure", "stronger", "earlier"})  # verdicts that rest on the words of one statement

At = tuple[str, int, int, int]  # where words stand, which row of it, and their first and last letter, as browsers count


TRANSCRIPT = "transcript"  # as findings name what is said in a film, or stands on cards


@dataclass(frozen=True)
class Place:
    """Words that are read as one: in which field, which row of it, how they are meant, what stands before them."""

    field: str
    row: int
    words: str
    where: str
    before: str = ""

    def at(self, letter: int) -> int:
        """Where a letter of them stands in the field, as browsers count."""
        return as_browsers_count(self.before, len(self.before)) + as_browsers_count(self.words, letter)


@dataclass(frozen=True)
class Note:
    """Advice on a few words: where they stand, as browsers count, and what would be better."""

    place: str
    row: int
    start: int
    end: int
    words: str
    severity: str
    reason: str
    suggestion: str
    instead: str
    codes: tuple[str, ...]
    beside: tuple[str, ...] = ()  # codes of what guidance says about it
    is_claim: bool = False
    sources: tuple[Any, ...] = ()  # statements
    said: tuple[Any, ...] = ()
    also: tuple["Note", ...] = ()  # what else is said of the same words, and weighs no more

    @property
    def at(self) -> At:
        return self.place, self.row, self.start, self.end


@dataclass(frozen=True)
class Draft:
    """Words nobody has sent yet. With captions, only those are advised on: the rest was sent before.

    A post of cards is written in one piece (`is_whole`): its cards are rows, and advised on with the rest.
    """

    kind: str
    language: str
    title: str = ""
    text: str = ""
    cues: tuple[str, ...] | None = None
    is_whole: bool = False
    asks: tuple[Typed, ...] = ()  # what it asks at its end

    @property
    def places(self) -> tuple[Place, ...]:
        beside = (Place(TITLE, 0, self.title, TITLE), Place(TEXT, 0, self.text, TEXT))
        rows = (Place(CUE, row, words, TRANSCRIPT) for row, words in enumerate(self.cues or ()))
        return (*beside, *rows, *(Place(one.field, 0, one.words, one.where, one.before) for one in self.asks))

    @property
    def advised_on(self) -> tuple[str, ...]:
        beside = (TITLE, TEXT, *self.fields_that_ask) if self.cues is None or self.is_whole else ()
        return beside if self.cues is None else (*beside, CUE)

    @property
    def fields_that_ask(self) -> dict[str, str]:
        """The name of each, and its words."""
        return {one.field: " ".join(o.words for o in self.asks if o.field == one.field) for one in self.asks}

    @property
    def said_in(self) -> dict[str, str]:
        """All the words of each field; those of captions as they are spoken, one after the other."""
        beside = {TITLE: self.title, TEXT: self.text, **self.fields_that_ask}
        return beside if self.cues is None else {**beside, CUE: " ".join(self.cues)}

    @property
    def spoken(self) -> str:
        asked = "\n".join(one.words for one in self.asks)
        return "\n\n".join([self.title, self.text, " ".join(self.cues or ()), asked]).strip()


def bounded(words: str) -> str:
    return words[:LONGEST_TEXT]


def within(rows: Iterable[str]) -> Iterator[str]:
    """Rows up to so many letters in all. What is beyond stands empty, so that every row keeps its number."""
    left = LONGEST_FILM
    for words in rows:
        yield words[:left]
        left = max(left - len(words), 0)


def as_browsers_count(words: str, at: int) -> int:
    """A place among characters as a place among UTF-16 units: an emoji is one of ours and two of theirs."""
    before = words[:at]
    return at + len(before.encode("utf-16-le", "surrogatepass")) // 2 - len(before)


def shared(one: At, other: At) -> int:
    """How much of two stretches of words is the same; nothing where they stand in different places."""
    return max(min(one[3], other[3]) - max(one[2], other[2]), 0) if one[:2] == other[:2] else 0


def is_about(advice: At, claim: At) -> bool:
    """Whether advice on wording means a claim and not only a word in it: it covers half of it or more."""
    return 2 * shared(advice, claim) >= claim[3] - claim[2]


def may_offer(language: str, because: str, confidence: float, is_statement: bool) -> bool:
    """Whether guidance's own sentence may be offered for a claim: it is in English, and surely about just that."""
    return language.startswith("en") and because in OFFERED and confidence >= SURE and is_statement


def unread(missing: Sequence[str], broken: Collection[str]) -> tuple[str, ...]:
    """The checks that did not run, each once."""
    return tuple(dict.fromkeys([*missing, *broken]))


def weight(severity: str) -> int:
    return Severity(severity).weight


def is_graver(one: str, other: str) -> bool:
    return weight(one) > weight(other)


def together(stretches: Sequence[At]) -> Iterator[list[int]]:
    """Which of these, in the order of the words, are on the same words: their numbers."""
    group: list[int] = []
    for number, stretch in enumerate(stretches):
        if group and not any(shared(stretches[one], stretch) for one in group):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def once(sources: Sequence[str], named: set[str]) -> list[int]:
    """The numbers of those that were not named before; two editions of one guideline may have one address."""
    fresh = {source: number for number, source in reversed([*enumerate(sources)]) if source not in named}
    named.update(fresh)
    return sorted(fresh.values())
