"""A phrase to look for: words, alternatives, bounded gaps. Each place costs a bounded number of steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hearten.engines.screening.folding import fold
from hearten.engines.screening.words import Word

WIDEST_GAP = 8
UNSPEAKABLE = frozenset(" -()[]{}<>*+?^")  # no word of ours holds these: a rule that does is mistyped


class BadPattern(ValueError):
    """A phrase in a rule file that cannot be read."""


@dataclass(frozen=True)
class Element:
    words: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0  # up to so many words of any kind
    capital: bool = False
    name: bool = False  # a capitalised word that is none of `words`
    number: bool = False

    def accepts(self, word: Word) -> bool:
        if self.capital and not word.capital:
            return False
        if self.name:
            return word.forms[0] not in self.words
        if self.number:
            return word.forms[0].isdigit()
        return any(form in self.words for form in word.forms)


@dataclass(frozen=True)
class Pattern:
    elements: tuple[Element, ...]
    longest: int

    def possible(self, said: Mapping[str, object]) -> bool:
        """Whether its last word is among those said at all: most phrases are ruled out by that alone."""
        last = self.elements[-1]
        return last.name or last.number or not said.keys().isdisjoint(last.words)

    def end(self, words: Sequence[Word], at: int) -> int | None:
        """The place after the shortest match that begins here and stays in its sentence."""
        states = self._open({(0, 0)})
        for place in range(at, min(at + self.longest, len(words))):
            if words[place].sentence != words[at].sentence:
                return None
            states = self._open(self._step(states, words[place]))
            if (len(self.elements), 0) in states:
                return place + 1
            if not states:
                return None
        return None

    def _step(self, states: set[tuple[int, int]], word: Word) -> set[tuple[int, int]]:
        after = set()
        for element, used in states:
            wanted = self.elements[element]
            if used < wanted.gap:
                after.add((element, used + 1))
            if not wanted.gap and wanted.accepts(word):
                after.add((element + 1, 0))
        return after

    def _open(self, states: set[tuple[int, int]]) -> set[tuple[int, int]]:
        """With every state that can be reached without a word."""
        reached, fresh = set(states), list(states)
        while fresh:
            element, _ = fresh.pop()
            skippable = element < len(self.elements) and (self.elements[element].optional or self.elements[element].gap)
            if skippable and (element + 1, 0) not in reached:
                reached.add((element + 1, 0))
                fresh.append((element + 1, 0))
        return reached


def spelled(word: str) -> str:
    """A word of a rule, spelled as `words_of` spells the reader's."""
    return "".join(fold(c) for c in word).removesuffix("'s").replace("'", "").replace(",", "")


def _element(written: str, vocabulary: Mapping[str, Sequence[str]]) -> Element:
    if written.startswith(".."):
        gap = int(written[2:]) if written[2:].isdigit() else 0
        if not 0 < gap <= WIDEST_GAP:
            raise BadPattern(written)
        return Element(gap=gap)
    optional, written = written.endswith("?"), written.removesuffix("?")
    if written == "<number>":
        return Element(number=True, optional=optional)
    if written == "<name>":
        return Element(frozenset(map(spelled, vocabulary["common"])), optional, capital=True, name=True)
    capital, written = written.startswith("^"), written.removeprefix("^")
    words: set[str] = set()
    for choice in written.split("|"):
        known = vocabulary.get(choice[1:-1]) if choice.startswith("{") else [choice]
        if not known or any(not word or UNSPEAKABLE & set(word) for word in known):
            raise BadPattern(choice)
        words.update(map(spelled, known))
    return Element(frozenset(words), optional, capital=capital)


def compiled(written: str, vocabulary: Mapping[str, Sequence[str]]) -> Pattern:
    elements = tuple(_element(part, vocabulary) for part in written.split())
    if not elements or elements[0].gap or elements[0].optional or elements[-1].gap or elements[-1].optional:
        raise BadPattern(written)
    return Pattern(elements, sum(element.gap or 1 for element in elements))
