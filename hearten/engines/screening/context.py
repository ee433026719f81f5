"""Whether words around a finding turn it: "never stop your medicine", "do not say 'committed suicide'"."""

from collections.abc import Sequence

from hearten.engines.screening.rule import Rule, Span
from hearten.engines.screening.words import Word

NEAR = 4  # words a negation reaches forward
NEAR_CORRECTION = 8  # "do not use the old words he committed suicide"


class Surroundings:
    """Where a text negates and corrects, worked out once and asked for each finding."""

    def __init__(
        self, words: Sequence[Word], negators: list[Span], correctors: list[Span], refuters: list[Span]
    ) -> None:
        self._words = words
        self._just_negated = frozenset(end for _, end in negators)
        self._negated = self._reach(negators, NEAR)
        self._corrected = self._reach(correctors, NEAR_CORRECTION)
        self._refuted = frozenset(words[at].sentence - 1 for at, end in refuters if self._is_clause(at, end))

    def _is_clause(self, at: int, end: int) -> bool:
        """Whether this opens its sentence and says all of its first clause: "That is not true." and "No, …"."""
        opens = at == 0 or self._words[at - 1].sentence < self._words[at].sentence
        return opens and (end == len(self._words) or self._words[end - 1].clause < self._words[end].clause)

    @staticmethod
    def _reach(spans: list[Span], near: int) -> dict[int, int]:
        """For each place, the nearest such phrase that ended before it."""
        reached: dict[int, int] = {}
        for _, end in spans:
            for place in range(end, end + near + 1):
                reached[place] = max(end, reached.get(place, 0))
        return reached

    def turns(self, rule: Rule, span: Span) -> bool:
        first = self._words[span[0]]
        if rule.correctable and first.sentence in self._refuted:
            return True
        if rule.negatable and (end := self._negated.get(span[0])):
            return self._words[end - 1].clause == first.clause
        if rule.correctable and (end := self._corrected.get(span[0])):
            return self._words[end - 1].sentence == first.sentence
        # Not "psycho": a word in quotation marks right after a no is being put right.
        return rule.correctable and first.quoted and span[0] in self._just_negated


def places(spans: list[Span]) -> frozenset[int]:
    """Every place these spans cover. Spans have a bounded length, so there are never many more than words."""
    return frozenset(place for start, end in spans for place in range(start, end))
