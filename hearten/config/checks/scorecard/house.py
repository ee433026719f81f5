"""What a scorecard is measured with, and what a measurement gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.eval.figures import RESAMPLES, SEED, Row
from hearten.engines.screening.eval.sets import is_tuned_on
from hearten.engines.screening.evidence import Embed, Index, load, load_vocabulary
from hearten.engines.screening.verdict.eval.abstaining import Point

QUICK_RESAMPLES, QUICK_TEXTS, FEW = 100, 60, 10
WORDS_ALONE, WITH_MODEL = "words alone", "words and model"
NO_MODEL = "{}: with a model (none is installed, or --quick)"
ABSENT = "{}: {} (not in the folder of licensed data)"
Curve = tuple[str, tuple[Point, ...]]


@dataclass(frozen=True)
class Measured:
    """Rows in the order to be read, curves by name, the files read, and in words what could not be measured."""

    rows: tuple[Row, ...] = ()
    curves: tuple[Curve, ...] = ()
    files: tuple[Path, ...] = ()
    did_not_run: tuple[str, ...] = ()

    def with_(self, other: "Measured") -> "Measured":
        return Measured(
            self.rows + other.rows, self.curves + other.curves, self.files + other.files,
            self.did_not_run + other.did_not_run,
        )  # fmt: skip


class Remembered:
    """An `Embed` that works no text out twice while we measure. Nothing of it is written anywhere."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._rows: dict[str, NDArray[np.float32]] = {}

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if new := [text for text in dict.fromkeys(texts) if text not in self._rows]:
            self._rows.update(zip(new, self._embed(new), strict=True))
        return np.array([self._rows[text] for text in texts], dtype=np.float32)


@dataclass(frozen=True)
class House:
    """What is measured, and with what."""

    data: Path  # holds guidance, rules and risk
    licensed: Path  # other people's data; may be absent
    embed: Embed | None = None
    ahead: Embed | None = None  # the same for guidance's own texts
    quick: bool = False
    seed: int = SEED

    @property
    def resamples(self) -> int:
        return QUICK_RESAMPLES if self.quick else RESAMPLES

    @property
    def few(self) -> int:
        """Draws of what takes long to measure once."""
        return FEW if self.quick else RESAMPLES

    @property
    def most(self) -> int | None:
        return QUICK_TEXTS if self.quick else None

    @cached_property
    def words_alone(self) -> Index:
        guidance = self.data / "guidance"
        return Index.of(load(guidance), vocabulary=load_vocabulary(guidance))

    @cached_property
    def indexes(self) -> dict[str, Index]:
        """With a model first, where there is one."""
        known = self.words_alone
        if self.embed is None:
            return {WORDS_ALONE: known}
        return {WITH_MODEL: Index.of(known.entries, self.embed, known.vocabulary, self.ahead), WORDS_ALONE: known}

    @property
    def no_model(self) -> bool:
        return self.embed is None

    def named(self, on: str) -> str:
        return f"{on} (tuned on)" if is_tuned_on(on) else on
