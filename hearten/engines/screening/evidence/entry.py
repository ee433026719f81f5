"""What a claim can be held against: one statement, one myth or one signed answer, and how near it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], NDArray[np.float32]]  # n texts → (n, d), rows of length 1

STATEMENT, MYTH, ANSWER = "statement", "myth", "answer"


@dataclass(frozen=True)
class Entry:
    """One line of guidance or one myth. `polarity` is -1 for what is not so; `answers` refute it."""

    id: str
    text: str
    kind: str  # "statement", "myth" or "answer"
    topic: str
    source: str
    url: str
    polarity: int = 1
    answers: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()  # figures of earlier editions, as people still write them
    says: tuple[str, ...] = ()  # plain sentences that follow from it; "(…)" may be left out, a|b is either
    asked: tuple[str, ...] = ()  # how people ask for it: searched, never shown
    asked_elsewhere: tuple[tuple[str, str], ...] = ()  # the same in other languages: (language, text)


@dataclass(frozen=True)
class Match:
    entry: Entry
    score: float  # 0 nothing in common, 1 the same words
