"""A text as terms: its words cut to their stems, and the English keyword behind what other languages say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hearten.engines.screening.evidence.corrections import Corrections, Tables
from hearten.engines.screening.words import words_of

SHORTEST_STEM = 3
ENDINGS = ("ations", "ation", "ments", "ment", "ness", "ings", "ing", "edly", "ies", "ied", "ed", "es", "ly", "s", "e")
LONGEST_PHRASE = 4  # words in a keyword of `synonyms.toml`
LONGEST_TEXT = 2000  # characters that are looked at: a claim is a sentence, not a book
_FUNCTION = """
    a an the of in on at to for from by with and or but as is are was were be been being am do does did have has
    had i you he she it we they me him her them my your his its our their this that these those there here what
    which who whom whose how when where why if then than so just also very really about into out up down can
    could will would should may might must shall not no nor any some s t re ve ll d m
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())


def stem(word: str) -> str:
    """The word without a common English ending. "depressed" and "depression" stay apart: keywords join those."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def plain(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word.forms[-1] for word in words_of(text[:LONGEST_TEXT])]


@dataclass(frozen=True)
class Vocabulary:
    """Keywords in many languages, each with the English terms it stands for; and how people say it is not so."""

    whole: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    beginnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "depri" for "depri*"
    corrections: Corrections = field(default_factory=Corrections)

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Sequence[str]]], not_so: Tables | None = None) -> "Vocabulary":
        whole: dict[tuple[str, ...], tuple[str, ...]] = {}
        beginnings: dict[str, tuple[str, ...]] = {}
        for table in tables.values():
            for term, keywords in table.items():
                meant = tuple(stem(word) for word in plain(term))
                for keyword in keywords:
                    said = tuple(plain(keyword.removesuffix("*")))
                    if keyword.endswith("*"):
                        beginnings[said[-1]] = beginnings.get(said[-1], ()) + meant
                    else:
                        whole[said] = tuple(dict.fromkeys(whole.get(said, ()) + meant))
        return cls(whole, beginnings, Corrections.of(not_so or {}))

    def terms(self, words: Sequence[str]) -> Iterator[str]:
        """Stems and keywords, in the order of the words."""
        at = 0
        while at < len(words):
            length = next((n for n in range(LONGEST_PHRASE, 0, -1) if tuple(words[at : at + n]) in self.whole), 0)
            if length:
                yield from self.whole[tuple(words[at : at + length])]
            else:
                yield from self._of_one(words[at])
            at += length or 1

    def _of_one(self, word: str) -> tuple[str, ...]:
        for length in range(len(word), SHORTEST_STEM - 1, -1):
            if found := self.beginnings.get(word[:length]):
                return found
        return () if word in FUNCTION_WORDS else (stem(word),)

    def of_text(self, text: str) -> list[str]:
        return list(self.terms(plain(text)))
