"""How people say that something is not so, as a file tells it: the phrases of one room, ready to be looked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import product

from hearten.engines.screening.pattern import compiled
from hearten.engines.screening.rule import Phrases
from hearten.engines.screening.words import Word, places_of

SHARED, SHARED_BY = "shared", "@"
Tables = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Turns:
    """Phrases of every language together: a text may hold several, and its label may be wrong."""

    phrases: Phrases = field(default_factory=Phrases)

    @classmethod
    def of(cls, written: Sequence[str]) -> "Turns":
        return cls(Phrases.of(compiled(one, {}) for one in dict.fromkeys(written)))

    def ends(self, words: Sequence[Word], first: int = 0) -> list[int]:
        """Where those end that begin at this word: the places after them."""
        return [end for at, end in self.spans(words) if at == first]

    def within(self, words: Sequence[Word]) -> bool:
        return bool(self.spans(words))

    def alone(self, words: Sequence[Word]) -> bool:
        """Whether one of them is all that is said."""
        return len(words) in self.ends(words)

    def spans(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        return self.phrases.spans(words, places_of(words))


@dataclass(frozen=True)
class Corrections:
    """What each list is for stands in data/guidance/README.md."""

    negators: Turns = field(default_factory=Turns)
    breaks: Turns = field(default_factory=Turns)
    fillers: Turns = field(default_factory=Turns)
    answers: Turns = field(default_factory=Turns)
    not_answers: Turns = field(default_factory=Turns)
    answers_alone: Turns = field(default_factory=Turns)
    answers_no: Turns = field(default_factory=Turns)
    answers_yes: Turns = field(default_factory=Turns)
    answers_within: Turns = field(default_factory=Turns)
    told: Turns = field(default_factory=Turns)
    turns: Turns = field(default_factory=Turns)
    labels: Turns = field(default_factory=Turns)
    not_labels: Turns = field(default_factory=Turns)
    headings: Turns = field(default_factory=Turns)
    headings_first: Turns = field(default_factory=Turns)
    crossed: Turns = field(default_factory=Turns)
    denies: Turns = field(default_factory=Turns)
    denies_first: Turns = field(default_factory=Turns)
    after_all: Turns = field(default_factory=Turns)

    @classmethod
    def of(cls, tables: Tables) -> "Corrections":
        """Raises BadPattern for a phrase that cannot be read, KeyError for a list nobody asks for or has written."""
        shared = tables.get(SHARED, {})
        lists: dict[str, list[str]] = {one.name: [] for one in fields(cls)}
        for language, table in tables.items():
            for name, written in table.items() if language != SHARED else ():
                lists[name] += [phrase for one in written for phrase in _spelt_out(one, shared)]
        return cls(**{name: Turns.of(phrases) for name, phrases in lists.items()})


def _spelt_out(written: str, shared: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """With each shared list replaced by every phrase on it; those may name lists themselves."""
    parts = [shared[part[1:]] if part.startswith(SHARED_BY) else [part] for part in written.split()]
    for one in product(*parts):
        phrase = " ".join(one)
        if SHARED_BY in phrase:
            yield from _spelt_out(phrase, shared)
        else:
            yield phrase
