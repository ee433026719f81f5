"""Precision, recall and F1 of the wording linter, per family and overall, with bootstrap intervals."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.families import SHARED

ROUNDS = 1000
WIDTH = 95  # per cent of the resampled figures lie inside an interval
OVERALL = "overall"
Counts = NDArray[np.int64]  # (texts, families, 3): true and false positives, false negatives


@dataclass(frozen=True)
class Labelled:
    id: str
    language: str
    text: str
    families: frozenset[str]  # what a finding should name
    open: frozenset[str] = frozenset()  # where reasonable readers differ: counted neither way


@dataclass(frozen=True)
class Figure:
    """A share from 0 to 1 and the interval around it; 1.0 where nothing was asked."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Score:
    family: str
    texts: int  # texts in which it should be found
    precision: Figure
    recall: Figure
    f1: Figure


def read(path: Path) -> tuple[Labelled, ...]:
    """Labelled texts from a file of JSON lines. Raises `OSError`, `KeyError` or `json.JSONDecodeError`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Labelled(row["id"], row["lang"], row["text"], frozenset(row["families"]), frozenset(row.get("may", ())))
        for row in rows
    )


def evaluate(texts: Sequence[Labelled], found: Sequence[frozenset[str]], seed: int = 0) -> tuple[Score, ...]:
    """Scores of the families found in each text, one a family of `SHARED` and last the micro average over them.

    A family counts once a text. Intervals come from drawing whole texts again, so that two families found in one
    text stay together (Efron and Tibshirani, An Introduction to the Bootstrap, 1993). Raises `ValueError` when
    `texts` and `found` differ in length.
    """
    counts = _counts(texts, found)
    drawn = np.random.default_rng(seed).integers(0, max(len(texts), 1), (ROUNDS, len(texts)))
    again = np.stack([counts[draw].sum(axis=0) for draw in drawn])
    whole = counts.sum(axis=0)
    alone = [_score(family, whole[at], again[:, at]) for at, family in enumerate(SHARED)]
    return (*alone, _score(OVERALL, whole.sum(axis=0), again.sum(axis=1)))


def _counts(texts: Sequence[Labelled], found: Sequence[frozenset[str]]) -> Counts:
    rows = [
        [_count(family in seen, family in text.families, family in text.open) for family in SHARED]
        for text, seen in zip(texts, found, strict=True)
    ]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(SHARED), 3)


def _count(seen: bool, wanted: bool, either: bool) -> tuple[int, int, int]:
    if either:
        return 0, 0, 0
    return int(seen and wanted), int(seen and not wanted), int(wanted and not seen)


def _score(family: str, whole: Counts, again: Counts) -> Score:
    figures = [_figure(rate(whole), rate(again)) for rate in (_precision, _recall, _f1)]
    return Score(family, int(whole[0] + whole[2]), *figures)


def _figure(value: NDArray[np.float64], again: NDArray[np.float64]) -> Figure:
    low, high = np.percentile(again, [(100 - WIDTH) / 2, (100 + WIDTH) / 2])
    return Figure(float(value), float(low), float(high))


def _share(part: Counts, of: Counts) -> NDArray[np.float64]:
    return np.where(of == 0, 1.0, part / np.maximum(of, 1))


def _precision(counts: Counts) -> NDArray[np.float64]:
    return _share(counts[..., 0], counts[..., 0] + counts[..., 1])


def _recall(counts: Counts) -> NDArray[np.float64]:
    return _share(counts[..., 0], counts[..., 0] + counts[..., 2])


def _f1(counts: Counts) -> NDArray[np.float64]:
    return _share(2 * counts[..., 0], 2 * counts[..., 0] + counts[..., 1] + counts[..., 2])
