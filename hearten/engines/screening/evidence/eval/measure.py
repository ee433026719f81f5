"""Retrieval, measured: R@1 and R@5 by language with bootstrap intervals (scorecard E2)."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hearten.engines.screening.eval.figures import RESAMPLES, Figure, Row, Target, share
from hearten.engines.screening.evidence.entry import STATEMENT, Entry
from hearten.engines.screening.evidence.index import Bag, Index
from hearten.engines.screening.evidence.terms import plain

SETS = Path(__file__).parent
DEEPEST = 400
DEPTHS = ((1, Target(0.90)), (5, Target(0.99)))
ALL = ""

Ranking = Callable[[str, str], Sequence[str]]  # text, language → ids of statements, the nearest first


@dataclass(frozen=True)
class Question:
    id: str
    language: str
    text: str
    answers: frozenset[str]


def read(path: Path) -> tuple[Question, ...]:
    """Questions from JSON lines. Raises `OSError`, `KeyError` or `json.JSONDecodeError`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(Question(r["id"], r["lang"], r["text"], frozenset(r["answers"])) for r in rows)


def questions(name: str) -> tuple[Question, ...]:
    """The set "dev" or "held", written by us."""
    return read(SETS / name / "questions.jsonl")


def by_index(index: Index) -> Ranking:
    def rank(text: str, language: str) -> Sequence[str]:
        return [m.entry.id for m in index.closest(text, language, DEEPEST) if m.entry.kind == STATEMENT]

    return rank


def by_tf_idf(entries: Sequence[Entry]) -> Ranking:
    """The baseline: words of statements as they stand, weighted by their rarity; no stems, keywords or myths."""
    statements = [entry for entry in entries if entry.kind == STATEMENT]
    bag = Bag.of([plain(entry.text) for entry in statements])

    def rank(text: str, _: str) -> Sequence[str]:
        likeness = bag.likeness(plain(text))
        return [statements[k].id for k in np.argsort(-likeness, kind="stable") if likeness[k] > 0]

    return rank


def by_meaning(index: Index) -> Ranking:
    """The model alone, on statements alone. The index must have one."""

    def rank(text: str, _: str) -> Sequence[str]:
        order = index.owner[np.argsort(-index.semantic(text), kind="stable")]
        near = (index.entries[k] for k in dict.fromkeys(order.tolist()))
        return [entry.id for entry in near if entry.kind == STATEMENT]

    return rank


def recall(ranking: Ranking, asked: Sequence[Question], depth: int, resamples: int = RESAMPLES) -> dict[str, Figure]:
    """For all, and for each language: the share of questions of which an answer is among the first `depth`."""
    hits = [(q.language, not q.answers.isdisjoint(ranking(q.text, q.language)[:depth])) for q in asked]
    each = {language: [hit for own, hit in hits if own == language] for language, _ in hits}
    return {name: share(found, resamples) for name, found in {ALL: [hit for _, hit in hits], **each}.items()}


def rows(
    on: str, asked: Sequence[Question], rankings: Mapping[str, Ranking], resamples: int = RESAMPLES
) -> Iterator[Row]:
    """Rows E2 of one set. The first of `rankings` is ours, the others are what it is held against."""
    for depth, target in DEPTHS:
        ours, *others = ((name, recall(ranking, asked, depth, resamples)) for name, ranking in rankings.items())
        for language, figure in ours[1].items():
            beside = tuple((name, found[language]) for name, found in others)
            n = sum(language in (ALL, q.language) for q in asked)
            what = f"the right statement among the first {depth}" if depth > 1 else "the right statement first"
            yield Row("E2", f"{what} (R@{depth})", on, n, figure, target, beside, language, ours[0])
