"""Licensed posts with a severity given by people. They stay where they are: only figures leave this module."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BESIDE = Path(__file__).resolve().parents[6] / "shared" / "data" / "eval"
GRAVE, ANY = 4, 1
Floats = NDArray[np.float64]


class NotHere(Exception):
    """The folder of licensed data is not on this machine."""


@dataclass(frozen=True)
class Posts:
    """n posts. `severity` (n,) by people, 0 to 6; `by_models` (n, 5) by language models, NaN where one is silent."""

    texts: tuple[str, ...]
    severity: Floats
    by_models: Floats
    authors: tuple[str, ...]

    @property
    def targets(self) -> Floats:
        """(n, 3) what `head.LINES` learn: what people said, softened by what five models said of the same post."""
        said = np.isfinite(self.by_models)
        models = np.where(said, self.by_models, 0).sum(axis=1) / np.maximum(said.sum(axis=1), 1)
        shares = [
            ((self.by_models >= mark) & said).sum(axis=1) / np.maximum(said.sum(axis=1), 1) for mark in (ANY, GRAVE)
        ]
        some, grave = ((self.severity >= mark).astype(float) for mark in (ANY, GRAVE))
        return np.stack([(self.severity + models) / 2, (some + shares[0]) / 2, (grave + shares[1]) / 2], axis=1)


def folder() -> Path:
    return Path(os.environ.get("HEARTEN_EVAL") or BESIDE)


def posts(licensed: Path | None = None) -> Posts:
    """C-SSRS posts (CC BY 4.0) under the folder `licensed`, or that of HEARTEN_EVAL. Raises `NotHere`."""
    path = (licensed or folder()) / "cssrs" / "dev.csv"
    if not path.is_file():
        raise NotHere(path.name)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    models = [[float(row[name] or "nan") for name in row if name.endswith("_label")] for row in rows]
    return Posts(
        tuple(row["content"] for row in rows), np.array([float(row["severity"]) for row in rows]), np.array(models),
        tuple(row["author_group"] for row in rows),
    )  # fmt: skip
