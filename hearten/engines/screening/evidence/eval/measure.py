"""Retrieval, measured: R@1 and R@5 by language with bootstrap intervals (scorecard E2)."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hearten.engines.screening.evidence.entry import STATEMENT
from hearten.engines.screening.evidence.index import Index

RESAMPLES, SEED = 2000, 7
SETS = Path(__file__).parent
DEEPEST = 400

Ranking = Callable[[str, str], Sequence[str]]  # text, language → ids of statements, the nearest first


@dataclass(frozen=True)
class Question:
    id: str
    language: str
    text: str
    answers: frozenset[str]


@dataclass(frozen=True)
class Rate:
    value: float
    low: float  # bounds of the 95 % bootstrap interval
    high: float
    of: int


def questions(name: str) -> tuple[Question, ...]:
    """The set "dev" or "held", written by us."""
    lines = (SETS / name / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Question(r["id"], r["lang"], r["text"], frozenset(r["answers"])) for r in map(json.loads, lines))


def rate(hits: Sequence[bool]) -> Rate:
    """The share of hits. The same seed each time: two runs over the same answers print the same interval."""
    seen = np.array(hits, dtype=float)
    draws = np.random.default_rng(SEED).integers(0, len(seen), (RESAMPLES, len(seen)))
    low, high = np.quantile(seen[draws].mean(axis=1), (0.025, 0.975))
    return Rate(float(seen.mean()), float(low), float(high), len(seen))


def by_index(index: Index) -> Ranking:
    def rank(text: str, language: str) -> Sequence[str]:
        return [m.entry.id for m in index.closest(text, language, DEEPEST) if m.entry.kind == STATEMENT]

    return rank


def recall(ranking: Ranking, asked: Sequence[Question]) -> Iterator[tuple[str, Rate, Rate]]:
    """For all and for each language: R@1 and R@5."""
    ranks = [_rank(ranking(question.text, question.language), question.answers) for question in asked]
    for language in ("all", *dict.fromkeys(question.language for question in asked)):
        own = [rank for rank, q in zip(ranks, asked, strict=True) if language in ("all", q.language)]
        yield language, rate([rank < 1 for rank in own]), rate([rank < 5 for rank in own])


def _rank(found: Sequence[str], answers: frozenset[str]) -> int:
    return next((n for n, one in enumerate(found) if one in answers), DEEPEST)
