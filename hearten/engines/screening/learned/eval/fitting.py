"""Ridge regression in its dual form over two kernels: spelling, and nearness of meanings. NumPy only."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.learned.grams import Floats, Row, grams, weighed
from hearten.engines.screening.learned.trained import ELSEWHERE, centred, near

RIDGE = 0.3
OF_SPELLING = 0.5  # how much spelling counts beside meaning
FOLDS = 5
AT_ONCE = 1024


@dataclass(frozen=True)
class Practice:
    """Practice sentences: `wanted` (n, lines) is 1 where it is said; `fresh` marks those that may judge."""

    texts: Sequence[str]
    languages: Sequence[str]
    wanted: Floats
    fresh: NDArray[np.bool_]
    rows: Floats  # (n, columns) of the model of meanings


@dataclass(frozen=True)
class Kernels:
    rarity: Floats
    spelt: Floats  # (n, n)
    meant: Floats  # (n, n)
    middles: dict[str, Floats]
    rows: Floats  # less the middle of their language


def rarity_of(rows: Sequence[Row], width: int) -> Floats:
    """Inverse document frequency; a place seen once says nothing about others, so it weighs nothing."""
    times = np.zeros(width, np.float32)
    for row in rows:
        times[row.places] += 1
    return np.where(times > 1, np.log((1 + len(rows)) / (1 + times)) + 1, 0.0).astype(np.float32)


def table(rows: Sequence[Row], rarity: Floats) -> Floats:
    spelt = np.zeros((len(rows), len(rarity)), np.float32)
    for line, row in zip(spelt, rows, strict=True):
        line[row.places] = weighed(row, rarity)
    return spelt


def kernels(said: Practice, width: int) -> Kernels:
    rows = [grams(text, width) for text in said.texts]
    rarity = rarity_of(rows, width)
    spelt = table(rows, rarity)
    middles = {ELSEWHERE: said.rows.mean(0)}
    for language in sorted(set(said.languages)):
        middles[language] = said.rows[[one == language for one in said.languages]].mean(0)
    moved = np.concatenate([centred(row[None], middles[of]) for row, of in zip(said.rows, said.languages, strict=True)])
    return Kernels(rarity, OF_SPELLING * (spelt @ spelt.T), near(moved, moved), middles, moved)


def dual(kernel: Floats, wanted: Floats, start: Floats) -> Floats:
    """(n, lines) how much each practice sentence counts; targets are 1 and -1 less where each line starts."""
    damped = kernel.astype(np.float64) + RIDGE * np.eye(len(kernel))
    found: Floats = np.linalg.solve(damped, (2 * wanted - 1 - start).astype(np.float64)).astype(np.float32)
    return found


def unseen(kernel: Floats, said: Practice, start: Floats, seed: int = 0) -> Floats:
    """(n, lines) what each fresh text is told by a fit that never met it; 0 for the others."""
    fold = np.where(said.fresh, np.random.default_rng(seed).permutation(len(said.fresh)) % FOLDS, -1)
    told = np.zeros(said.wanted.shape, np.float32)
    for one in range(FOLDS):
        learnt, asked = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        weights = dual(kernel[np.ix_(learnt, learnt)], said.wanted[learnt], start)
        told[asked] = kernel[np.ix_(asked, learnt)] @ weights + start
    return told


def of_grams(weights: Floats, said: Practice, rarity: Floats) -> Floats:
    """(lines, width) the same straight lines, written by place instead of by sentence."""
    found = np.zeros((weights.shape[1], len(rarity)), np.float32)
    for begin in range(0, len(said.texts), AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        rows = [grams(text, len(rarity)) for text in said.texts[part]]
        found += OF_SPELLING * (weights[part].T @ table(rows, rarity))
    return found


def on_marks(weights: Floats, rows: Floats, most: int, seed: int = 0) -> tuple[Floats, Floats]:
    """Some rows as marks, and what nearness to each says, so that all rows are told nearly the same as by all rows."""
    kept = np.sort(np.random.default_rng(seed).permutation(len(rows))[:most])
    marks = rows[kept]
    told, seen = near(rows, rows) @ weights, near(rows, marks)
    damped = seen.T @ seen + 0.01 * np.eye(len(marks), dtype=np.float32)
    return marks, np.linalg.solve(damped.astype(np.float64), seen.T @ told).astype(np.float32)
