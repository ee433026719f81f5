"""One rule of wording and the pack it belongs to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hearten.engines.screening.finding import Severity
from hearten.engines.screening.learned import Embed, Trained
from hearten.engines.screening.pattern import Pattern
from hearten.engines.screening.words import Places, Word

Span = tuple[int, int]  # places of words, the end not included
PRACTISED = "practised"  # the shape of rules that no phrases make, but practice sentences


@dataclass(frozen=True)
class Phrases:
    """Patterns by the words they can begin with, so that most places cost one look-up."""

    by_word: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    by_shape: tuple[Pattern, ...] = ()  # those that begin with a name or a number

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> "Phrases":
        by_word: dict[str, list[Pattern]] = {}
        by_shape = []
        for pattern in patterns:
            first = pattern.elements[0]
            if first.name or first.number:
                by_shape.append(pattern)
            else:
                for word in first.words:
                    by_word.setdefault(word, []).append(pattern)
        return cls({word: tuple(found) for word, found in by_word.items()}, tuple(by_shape))

    def __bool__(self) -> bool:
        return bool(self.by_word or self.by_shape)

    def spans(self, words: Sequence[Word], places: Places) -> list[Span]:
        starts = {at for form in self.by_word.keys() & places.keys() for at in places[form]}
        found = []
        for at in range(len(words)) if self.by_shape else sorted(starts):
            tried = [pattern for form in words[at].forms for pattern in self.by_word.get(form, ())]
            ends = [
                end
                for pattern in (*tried, *self.by_shape)
                if pattern.possible(places) and (end := pattern.end(words, at)) is not None
            ]
            if ends:
                found.append((at, max(ends)))
        return found


@dataclass(frozen=True)
class Rule:
    id: str
    family: str
    language: str  # "any" for rules that look at shapes, not words
    severity: Severity
    reason: str
    suggestion: str
    sources: tuple[str, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    phrases: Phrases = Phrases()
    unless: Phrases = Phrases()  # phrases inside which it does not count
    lacking: Phrases = Phrases()  # found only when none of these is said anywhere
    beside: Phrases = Phrases()  # found only when one of these is said somewhere
    near: tuple[Phrases, ...] = ()  # found only when of each of these one is said in its sentence
    apart: Phrases = Phrases()  # found only when none of these is said in its sentence
    reach: int = 0  # so many sentences before and after count as its sentence
    at_least: int = 0  # found only where so many words are said in all
    shape: str = ""  # the name of a shape of `shapes.py`, or `PRACTISED`, instead of phrases
    negatable: bool = False  # "never stop your medicine" is good advice
    correctable: bool = False  # "do not say X" teaches; it does not offend


@dataclass(frozen=True)
class Pack:
    edition: str
    rules: tuple[Rule, ...]
    language: str = "en"
    negators: Phrases = Phrases()
    correctors: Phrases = Phrases()
    refuters: Phrases = Phrases()
    missing: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)  # found words, folded → words for their place
    practised: Trained | None = None  # a line a family
    embed: Embed | None = None  # rows of the model it practised with

    @cached_property
    def by_practice(self) -> frozenset[str]:
        """Ids of the rules that practice makes."""
        return frozenset(rule.id for rule in self.rules if rule.shape == PRACTISED)

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{rule.language}:{rule.family}" for rule in self.rules))
