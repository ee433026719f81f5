"""Rows of meaning, kept in a folder the caller names: working them out again takes a model about 40 ms a text."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.evidence.entry import Embed

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Kept:
    """An `Embed` that remembers in `<folder>/<weights>.npz`. For texts of ours only: never for what a person wrote.

    `weights` names the model and its version: rows of one are nonsense to another. A text that changed is worked out
    anew, the others are not. A file that is torn, or a folder that cannot be written, costs time and nothing else.
    """

    embed: Embed
    folder: Path
    weights: str

    def __call__(self, texts: Sequence[str]) -> Matrix:
        keys = [sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
        rows = self._read()
        new = [at for at, key in enumerate(keys) if key not in rows]
        if new:
            rows.update(zip((keys[at] for at in new), self.embed([texts[at] for at in new]), strict=True))
            self._write({key: rows[key] for key in keys})
        return np.array([rows[key] for key in keys], dtype=np.float32)

    @property
    def _file(self) -> Path:
        return self.folder / f"{''.join(c if c.isalnum() or c in '.-' else '-' for c in self.weights)}.npz"

    def _read(self) -> dict[str, Matrix]:
        try:
            with self._file.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                return dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return {}

    def _write(self, rows: dict[str, Matrix]) -> None:
        beside = self._file.with_suffix(f".{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as part:
                np.savez(part, keys=np.array(list(rows)), rows=np.array(list(rows.values()), dtype=np.float32))
            beside.replace(self._file)
        except OSError:
            return
