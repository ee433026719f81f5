"""Retrieval, measured: R@1 and R@5 by language with bootstrap intervals (scorecard E2)."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hearten.engines.screening.eval.figures import RESAMPLES, Figure, Row, Target, parts, share
from hearten.engines.screening.evidence.bag import Bag
from hearten.engines.screening.evidence.entry import STATEMENT, Entry
from hearten.engines.screening.evidence.index import Index
from hearten.engines.screening.evidence.terms import plain

SETS = Path(__file__).parent
DEEPEST = 400
DEPTHS = ((1, Target(0.90)), (5, Target(0.99)))

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

    def rank(text: str, language: str) -> Sequence[str]:
        order = index.owner[np.argsort(-index.semantic(text, language), kind="stable")]
        near = (index.entries[k] for k in dict.fromkeys(order.tolist()))
        return [entry.id for entry in near if entry.kind == STATEMENT]

    return rank


def ranks(ranking: Ranking, asked: Sequence[Question]) -> list[int]:
    """For each question the place of its first right answer, from 0; DEEPEST where it is not found."""
    found = (ranking(question.text, question.language) for question in asked)
    return [
        next((n for n, one in enumerate(ids) if one in question.answers), DEEPEST)
        for ids, question in zip(found, asked, strict=True)
    ]


def recall(
    places: Sequence[int], asked: Sequence[Question], depth: int, resamples: int = RESAMPLES
) -> dict[str, Figure]:
    """For all, and for each language: the share of questions of which an answer is among the first `depth`."""
    return {
        part: share([at < depth for at, q in zip(places, asked, strict=True) if part in ("", q.language)], resamples)
        for part in parts(q.language for q in asked)
    }


def rows(
    on: str, asked: Sequence[Question], rankings: Mapping[str, Ranking], resamples: int = RESAMPLES
) -> Iterator[Row]:
    """Rows E2 of one set. The first of `rankings` is ours, the others are what it is held against."""
    placed = {name: ranks(ranking, asked) for name, ranking in rankings.items()}
    for depth, target in DEPTHS:
        ours, *others = ((name, recall(places, asked, depth, resamples)) for name, places in placed.items())
        for language, figure in ours[1].items():
            beside = tuple((name, found[language]) for name, found in others)
            n = sum(language in ("", q.language) for q in asked)
            what = f"the right statement among the first {depth}" if depth > 1 else "the right statement first"
            yield Row("E2", f"{what} (R@{depth})", on, n, figure, target, beside, language, note=ours[0])


def nearest(index: Index, text: str, meaning: bool) -> float:
    """How near the nearest statement is, by words or by meaning alone: what a careless machine takes for agreement."""
    statements = np.array([entry.kind == STATEMENT for entry in index.entries])[index.owner]
    likeness = index.semantic(text) if meaning else index.lexical(text)
    return float(likeness[statements].max())
