"""What a test takes out of Hearten to see that it would notice: bugs someone could write on a tired day."""

import os
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from procrastinate.contrib.django import app as jobs
from procrastinate.manager import JobManager

from hearten import ports
from hearten.features.review import actions as review
from hearten.kit import flow, vault
from hearten.ports.apart import Apart
from hearten.ports.embeddings import NotHere


def room_made_first() -> None:
    """Room is made for the whole piece before it comes: what has arrived looks like more than it is."""

    def take(self: vault.Vault, name: UUID, offset: int, source: BinaryIO, most: int) -> int:
        with self._writing(name) as (grown, have):
            if offset != have:
                raise vault.WrongOffset(have)
            grown.truncate(offset + most)
            with self._incoming(name).open("r+b") as out:
                out.seek(offset)
                for piece in vault._pieces(source, most):
                    out.write(piece)
                    out.flush()
                return out.tell()

    vault.Vault.take = take


def in_place() -> None:
    """On a slow disk, a file is written under its own name, piece by piece, instead of being moved there whole."""

    def copy(self: vault.Vault, source: Path, shelf: str) -> vault.Kept:
        content = source.read_bytes()
        digest = vault.hashlib.sha256(content).hexdigest()
        place = self.path_of(shelf, digest)
        self._folder(place.parent)
        if not place.exists():
            with place.open("wb", buffering=0) as out:
                for at in range(0, len(content), 65_536):
                    out.write(content[at : at + 65_536])
                    time.sleep(0.05)
        return vault.Kept(digest, len(content), place)

    vault.Vault._copy = copy


def no_lock() -> None:
    """A job comes twice, two workers take the same step at once, and nobody looks whether the row has moved."""

    def nudge_twice(name: str, **_: object) -> SimpleNamespace:
        job = jobs.configure_task(name)
        return SimpleNamespace(defer=lambda **row: (job.defer(**row), job.defer(**row)))

    honest = flow.Flow._move

    def slowly(self: flow.Flow, row: Any, to: str) -> str | None:
        time.sleep(0.3)
        return honest(self, row, to)

    flow.alone = lambda name: nullcontext(enter_result=True)
    flow.Flow._move = slowly
    flow.Flow._still_here = lambda self, row: self.model._default_manager.filter(pk=row.pk)
    flow.app = SimpleNamespace(configure_task=nudge_twice)


def no_rescue() -> None:
    """Jobs of the dead stay where they are, and nobody looks again at rows that wait."""

    async def nobody(self: JobManager, **_: object) -> list[Any]:
        return []

    JobManager.get_stalled_jobs = nobody
    flow.Flow.due = lambda self: self.model._default_manager.none()


def forgetful_desk() -> None:
    """A reviewer's yes is answered before it is written."""
    review.approve = lambda *_, **__: None


def model_of_moods() -> None:
    """No bug: a stand-in for the model, as the wall around it would have it, that a test can make hang or babble."""
    command = [sys.executable, "-m", "tests.faults.house.model", os.environ["MOOD"]]
    ports.now.embeddings = Apart("a_stand_in", command, seconds=float(os.environ["PATIENCE"]))


def model_believed() -> None:
    """The same, where whoever asks takes any answer for a yes and goes on without what was not heard."""
    model_of_moods()
    honest = ports.now.embeddings.embed

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        try:
            return honest(texts)
        except NotHere:
            return np.eye(len(texts), 16, dtype=np.float32)

    ports.now.embeddings.embed = embed
