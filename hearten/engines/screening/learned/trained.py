"""Straight lines through how a text is spelt and, where a model of meanings is at hand, through what it is near to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.learned.grams import Floats, grams, weighed

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
ELSEWHERE = ""  # the middle of all languages, for those that were not in the practice sentences
NEARNESS = 3.0  # how fast likeness falls with distance: exp(NEARNESS * (cosine - 1))


class BadWeights(ValueError):
    """Weights that cannot be read or are of another shape: which file, and what is wrong."""


@dataclass(frozen=True)
class Seen:
    """`scores` (texts, lines): above 0 it is more likely said than not, by the practice sentences; no probability.

    `raised` and `doubted` (texts, lines): whether to point at it, and whether to doubt a rule that does.
    """

    lines: tuple[str, ...]
    scores: Floats
    raised: NDArray[np.bool_]
    doubted: NDArray[np.bool_]


@dataclass(frozen=True)
class Lines:
    """Weights of every line for one way of looking, and the scores from which it points and up to which it doubts."""

    of_grams: Floats  # (lines, width)
    bias: Floats  # (lines,)
    points_from: Floats  # (lines,)
    doubts_to: Floats  # (lines,)

    def seen(self, names: tuple[str, ...], scores: Floats) -> Seen:
        return Seen(names, scores, scores >= self.points_from, scores <= self.doubts_to)


@dataclass(frozen=True)
class Meanings:
    """Marks in the space of meanings, and what nearness to each says for every line."""

    middles: dict[str, Floats]  # by language: what all rows of a language share says nothing
    marks: Floats  # (marks, columns), of length 1
    of_marks: Floats  # (marks, lines)

    def scores(self, rows: Floats, language: str) -> Floats:
        moved = centred(rows, self.middles.get(language, self.middles[ELSEWHERE]))
        said: Floats = near(moved, self.marks) @ self.of_marks
        return said


def centred(rows: Floats, middle: Floats) -> Floats:
    """Rows less what all of them share, of length 1 again (Mu and Viswanath, All-but-the-Top, 2018)."""
    moved = rows - middle
    found: Floats = (moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return found


def near(rows: Floats, marks: Floats) -> Floats:
    """(rows, marks) from 0 to 1, by a Gaussian of the distance between rows of length 1."""
    found: Floats = np.exp(NEARNESS * (rows @ marks.T - 1)).astype(np.float32)
    return found


@dataclass(frozen=True)
class Trained:
    """Weights made by `bench/practise.py`; a MODEL.md beside the file says from what and how good."""

    names: tuple[str, ...]
    rarity: Floats  # (width,)
    spelt: Lines  # by spelling alone
    whole: Lines  # the part of spelling where meanings are looked at too
    meanings: Meanings
    model: str  # the name of the model of meanings it was made with
    languages: frozenset[str]

    def look(self, texts: Sequence[str], language: str, embed: Embed | None = None) -> Seen:
        """What each text says, linear in its length. With `embed`, rows of `model`, also by meaning.

        Raises whatever `embed` raises.
        """
        lines = self.whole if embed else self.spelt
        scores = np.array([self._by_grams(lines, text) for text in texts], np.float32)
        scores = scores.reshape(len(texts), len(self.names))
        if embed and texts:
            scores = scores + self.meanings.scores(np.asarray(embed(texts), np.float32), language)
        return lines.seen(self.names, scores)

    def _by_grams(self, lines: Lines, text: str) -> Floats:
        row = grams(text, len(self.rarity))
        said: Floats = lines.of_grams[:, row.places] @ weighed(row, self.rarity) + lines.bias
        return said


def load_trained(path: Path) -> Trained | None:
    """Weights from an .npz file; none where there is no such file. Raises `BadWeights` where it is torn."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            trained = _read({name: kept[name] for name in kept.files})
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as wrong:
        raise BadWeights(f"{path.name}: {wrong}") from wrong
    if wrong_shape := _wrong_shape(trained):
        raise BadWeights(f"{path.name}: {wrong_shape} of another shape")
    return trained


def _read(kept: dict[str, NDArray[np.generic]]) -> Trained:
    def numbers(name: str) -> Floats:
        return kept[name].astype(np.float32)

    def lines(of: str) -> Lines:
        return Lines(
            numbers(f"{of}_grams") * numbers(f"{of}_unit")[:, None], *(numbers(f"{of}_{n}") for n in
            ("bias", "points_from", "doubts_to")),
        )  # fmt: skip

    languages = [str(name) for name in kept["languages"]]
    middles = dict(zip(languages, numbers("middles"), strict=True))
    marks = centred(numbers("marks"), np.zeros(1, np.float32))
    return Trained(
        tuple(str(name) for name in kept["names"]), numbers("rarity"), lines("spelt"), lines("whole"),
        Meanings(middles, marks, numbers("of_marks")), str(kept["model"]), frozenset(languages) - {ELSEWHERE},
    )  # fmt: skip


def _wrong_shape(one: Trained) -> str:
    """The first part whose shape does not fit the others; empty where all do."""
    lines, width, columns = len(one.names), len(one.rarity), one.meanings.marks.shape[-1]
    middles = one.meanings.middles
    fits = {
        "grams": all(part.of_grams.shape == (lines, width) for part in (one.spelt, one.whole)),
        "limits": all(
            row.shape == (lines,)
            for part in (one.spelt, one.whole) for row in (part.bias, part.points_from, part.doubts_to)
        ),
        "middles": {row.shape for row in middles.values()} == {(columns,)} and ELSEWHERE in middles,
        "marks": one.meanings.of_marks.shape == (len(one.meanings.marks), lines),
    }  # fmt: skip
    return next((part for part, is_right in fits.items() if not is_right), "")
