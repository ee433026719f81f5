"""Figures with their intervals, and the row a figure stands in: the same shape for every engine's measures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES, SEED = 1000, 7
OUTSIDE = 0.05  # of the resampled figures lie outside an interval, half of them on either side
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Figure:
    """A figure and the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Target:
    value: float
    at_most: bool = False

    def met_by(self, figure: Figure) -> bool:
        return figure.value <= self.value if self.at_most else figure.value >= self.value

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.value:g}"


@dataclass(frozen=True)
class Row:
    """One figure of the scorecard: what was measured, on which set, over how many, and what simpler means reach."""

    id: str  # of the scorecard: "E2"
    what: str
    on: str  # the set
    n: int
    figure: Figure
    target: Target | None = None  # none: a figure beside the promise, not the promise
    baselines: tuple[tuple[str, Figure], ...] = ()
    language: str = ""  # "" is all together
    family: str = ""
    note: str = ""

    @property
    def missed(self) -> bool:
        return self.target is not None and not self.target.met_by(self.figure)


def parts(languages: Iterable[str]) -> tuple[str, ...]:
    """ "" for all together, then each language where there are several."""
    each = tuple(dict.fromkeys(languages))
    return ("", *each) if len(each) > 1 else ("",)


def share(hits: Sequence[bool], resamples: int = RESAMPLES, seed: int = SEED) -> Figure:
    """The share of hits, from 0 to 1. Raises ValueError where there is nothing to count.

    Where all hit or none does, drawing again shows no spread; the bounds are then those of Clopper and Pearson
    (Biometrika 26, 1934), so that 0 of 300 is not read as never.
    """
    seen = np.asarray(hits, dtype=float)
    if not len(seen):
        raise ValueError("nothing to count")
    edge = float((OUTSIDE / 2) ** (1 / len(seen)))
    if seen.all():
        return Figure(1.0, edge, 1.0)
    if not seen.any():
        return Figure(0.0, 0.0, 1 - edge)
    drawn = np.random.default_rng(seed).integers(0, len(seen), (resamples, len(seen)))
    return _between(float(seen.mean()), seen[drawn].mean(axis=1))


def resampled(
    measure: Callable[[Places], float], n: int, resamples: int = RESAMPLES, seed: int = SEED,
    groups: Sequence[str] | None = None,
) -> Figure:  # fmt: skip
    """`measure` of all n places, and its spread over drawing n again with return.

    With `groups`, whole groups are drawn: rows of one author or one question stay together. The same seed gives the
    same interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993).
    """
    chance = np.random.default_rng(seed)
    together = _together(n, groups)
    again = []
    for _ in range(resamples):
        drawn = chance.integers(0, len(together), len(together))
        again.append(measure(np.concatenate([together[one] for one in drawn])))
    return _between(measure(np.arange(n)), again)


def _between(value: float, again: Sequence[float] | NDArray[np.float64]) -> Figure:
    low, high = np.quantile(again, (OUTSIDE / 2, 1 - OUTSIDE / 2))
    return Figure(value, float(low), float(high))


def _together(n: int, groups: Sequence[str] | None) -> list[Places]:
    if groups is None:
        return list(np.arange(n).reshape(n, 1))
    named = np.asarray(groups)
    return [np.flatnonzero(named == one) for one in dict.fromkeys(groups)]
