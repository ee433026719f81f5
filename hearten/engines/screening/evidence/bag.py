"""Texts as weighted counts of terms: how alike two are by their words alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Bag:
    """Texts as weighted counts, each of length 1, so that a product is a cosine."""

    column: dict[str, int]
    rarity: Matrix
    holders: tuple[NDArray[np.intp], ...]  # for each term the texts that hold it: most hold few
    weights: tuple[Matrix, ...]  # and how much it weighs in them
    size: int

    @classmethod
    def of(cls, texts: Sequence[list[str]]) -> "Bag":
        column = {term: n for n, term in enumerate(sorted({term for text in texts for term in text}))}
        seen = Counter(term for text in texts for term in set(text))
        rarity = np.array([np.log1p(len(texts) / seen[term]) for term in column], dtype=np.float32)
        bag = cls(column, rarity, (), (), len(texts))
        holders: list[list[int]] = [[] for _ in column]
        weighing: list[list[float]] = [[] for _ in column]
        for n, text in enumerate(texts):
            for place, weight in zip(*bag._weighted(text), strict=True):
                holders[place].append(n)
                weighing[place].append(weight)
        return replace(
            bag, holders=tuple(np.array(own, dtype=np.intp) for own in holders),
            weights=tuple(np.array(own, dtype=np.float32) for own in weighing),
        )  # fmt: skip

    @property
    def by_term(self) -> Matrix:
        """Every weight, as (terms, texts)."""
        whole = np.zeros((len(self.column), self.size), dtype=np.float32)
        for place, (own, weights) in enumerate(zip(self.holders, self.weights, strict=True)):
            whole[place, own] = weights
        return whole

    def likeness(self, terms: list[str]) -> Matrix:
        likeness = np.zeros(self.size, dtype=np.float32)
        for place, weight in zip(*self._weighted(terms), strict=True):
            likeness[self.holders[place]] += weight * self.weights[place]
        return likeness

    def _weighted(self, terms: list[str]) -> tuple[NDArray[np.intp], Matrix]:
        """The columns of the terms that are known, and what each weighs in this text."""
        counted = {self.column[term]: count for term, count in Counter(terms).items() if term in self.column}
        places = np.array(list(counted), dtype=np.intp)
        weights = (1 + np.log(np.array(list(counted.values()), dtype=np.float32))) * self.rarity[places]
        return places, (weights / max(float(np.linalg.norm(weights)), 1e-9)).astype(np.float32)
