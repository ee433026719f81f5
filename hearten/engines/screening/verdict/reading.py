"""A sentence as what it says: words that mean the same made one, figures made numbers, a frame around it taken off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from hearten.engines.screening.evidence.terms import LONGEST_TEXT, stem
from hearten.engines.screening.verdict import lexicon as lex
from hearten.engines.screening.words import words_of

THOUSANDS = re.compile(r"(?<=\d)[  ,](?=\d{3}(?!\d))")
BRACKETS = re.compile(r"\(([^()]*)\)")
WHOLE = re.compile(r"\d+(?:\.\d+)?")


PLAIN_SIGNS = frozenset(" .,;:!'’()-–%\u00a0\u202f")


def is_plain(text: str) -> bool:
    """Whether every sign of it is read: a cross, a wink or quotation marks can turn a sentence around unheard."""
    return len(text) <= LONGEST_TEXT and all(c.isalnum() or c in PLAIN_SIGNS for c in text)


@dataclass(frozen=True)
class Reading:
    said: tuple[str, ...]
    denied: bool = False  # "it is a myth that …"

    @property
    def figures(self) -> tuple[str, ...]:
        return tuple(word for word in self.said if word[0] in "#/")

    @property
    def kinds_of_figures(self) -> tuple[str, ...]:
        """A count, a share or a rank, each in its place: only like is held against like."""
        return tuple("rank" if word.startswith("#rank") else word[0] for word in self.figures)

    @property
    def negations(self) -> int:
        return sum(word in lex.NEGATORS for word in self.said)

    def without(self, words: frozenset[str]) -> tuple[str, ...]:
        return tuple(word for word in self.said if word not in words)

    def without_figures(self) -> tuple[str, ...]:
        return tuple(word for word in self.said if word[0] not in "#/")


def _spoken(text: str) -> str:
    """Folded words with single spaces around and between; figures in one piece."""
    joined = THOUSANDS.sub("", text[:LONGEST_TEXT]).replace("%", " percent ").replace("_", " ")
    spaced = f" {' '.join(word.forms[0] for word in words_of(joined))} "
    for phrase, word in lex.PHRASES:
        spaced = spaced.replace(f" {phrase} ", f" {word} ")
    return spaced


def _figures(words: Sequence[str]) -> Iterator[str]:
    """Figures as "#number", shares as "/1/7", ranks as "#rank3"; other words as they are."""
    at = 0
    while at < len(words):
        word, onward = words[at], words[at + 1 : at + 3]
        if (value := _value(word)) is None:
            yield f"#rank{lex.ORDINALS[word]}" if word in lex.ORDINALS and word != "first" else word
            at += 1
        elif len(onward) == 2 and onward[0] == "in" and (whole := _value(onward[1])) is not None and value < whole:
            yield f"/{value:g}/{whole:g}"
            at += 3
        elif onward and onward[0] in lex.SCALES:
            yield f"#{value * lex.SCALES[onward[0]]:.10g}"
            at += 2
        else:
            yield f"#{value:.10g}"
            at += 1


def _value(word: str) -> float | None:
    return float(word) if WHOLE.fullmatch(word) and word.isascii() else lex.NUMBERS.get(word)


def _meanings(words: Sequence[str]) -> Iterator[str]:
    for word in _figures(words):
        if word in lex.NEGATED:
            yield "not"
        elif word in lex.NEGATED_MODALS:
            yield from (lex.NEGATED_MODALS[word], "not")
        elif word in lex.EMPTY:
            continue
        elif word[0] in "#/" or word in lex.NEGATORS or word in lex.HEDGES:
            yield word
        else:
            meant = lex.CANONICAL.get(word, word)
            yield meant if meant in lex.NEGATORS or meant in lex.HEDGES or meant in lex.STRONG else stem(meant)


def read(text: str) -> Reading:
    """What a sentence says. Frames that deny ("it is a myth that") are taken off and remembered."""
    spoken = _spoken(text).strip() + " "
    denied = False
    for frame in lex.REPORTING:
        spoken = spoken.removeprefix(frame)
    for frame in lex.REFUTING:
        if spoken.startswith(frame):
            spoken, denied = spoken.removeprefix(frame), not denied
            break
    for ending in lex.CORRECTIONS:
        if spoken.endswith(f" {ending} "):
            spoken, denied = spoken.removesuffix(f"{ending} "), not denied
            break
    return Reading(tuple(_meanings(spoken.split())), denied)


@lru_cache(maxsize=2048)
def readings(written: str) -> tuple[Reading, ...]:
    """Every way to read a sentence of ours: words in brackets may be left out, a|b is either."""
    parts = BRACKETS.split(written)
    ways = [(part,) if n % 2 == 0 else (part, "") for n, part in enumerate(parts)]
    spelled = (" ".join("".join(way).split()) for way in product(*ways))
    each = (product(*(word.split("|") for word in one.split(" "))) for one in spelled)
    return tuple(dict.fromkeys(read(" ".join(words)) for some in each for words in some))
