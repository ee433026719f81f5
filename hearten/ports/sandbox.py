"""Runs a program on one untrusted file: one input, one output folder, no network, hard limits.

Knows nothing of media. Inside, the input is read-only and has a name of ours: no name a stranger chose gets in.
"""

import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hearten.ports.isolation import Isolation, Wall, bare_room, closed_network, isolation

CONFINE = Path(__file__).with_name("confine.py")
INPUT = "/in/original"
OUTPUT = "/out"
KEEP = 256 * 1024  # of what a program says, the last so many bytes; a hostile file can make it say gigabytes
TURN = 1.0  # seconds between looks at the clock


@dataclass(frozen=True)
class Bounds:
    cpu_seconds: int
    wall_seconds: float
    memory: int = 4 * 1024**3
    file_size: int = 512 * 1024**2
    tasks: int = 1024  # counted over all of the user's processes on older kernels, so not lower


@dataclass(frozen=True)
class Ended:
    code: int
    said: bytes
    complained: str
    ran_out_of_time: bool
    was_killed: bool  # by someone else: the machine's memory guard, an operator; not the file's fault


def nothing(_: str) -> None:
    """The listener of those who do not listen."""


class Sandbox:
    def __init__(self, best: Wall = Wall.bubblewrap) -> None:
        self._best = best

    def describe(self) -> Isolation:
        return isolation(self._best)

    def name_of(self, source: Path) -> str:
        """What the program must call its input."""
        return INPUT if self.describe().hides_files else str(source.resolve())

    def run(
        self,
        program: Sequence[str],
        source: Path,
        into: Path | None,
        needs: Sequence[str],
        bounds: Bounds,
        hear: Callable[[str], None] = nothing,
    ) -> Ended:
        """The program starts in the output folder, so outputs are plain names. `needs` are folders it may read."""
        command = [*self._confined(bounds), *self._walls(source, into, needs), *program]
        home = "/" if into is None or self.describe().hides_files else str(into)
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
            start_new_session=True,
        )
        try:
            return _listen(running, bounds.wall_seconds, hear)
        finally:
            _end(running)

    def _confined(self, bounds: Bounds) -> list[str]:
        numbers = (os.getpid(), bounds.cpu_seconds, bounds.memory, bounds.file_size, bounds.tasks)
        return [sys.executable, "-I", "-S", str(CONFINE), *map(str, numbers)]

    def _walls(self, source: Path, into: Path | None, needs: Sequence[str]) -> list[str]:
        wall = self.describe().wall
        if wall is Wall.limits:
            return []
        if wall is Wall.namespaces:
            return [*closed_network(str(shutil.which("unshare"))), "--"]
        walls = bare_room(str(shutil.which("bwrap")))
        for place in needs:
            walls += ["--ro-bind", place, place]
        walls += ["--ro-bind", str(source.resolve()), INPUT]
        if into is not None:
            walls += ["--bind", str(into.resolve()), OUTPUT, "--chdir", OUTPUT]
        return [*walls, "--"]


def _listen(running: subprocess.Popen[bytes], seconds: float, hear: Callable[[str], None]) -> Ended:
    assert running.stdout is not None and running.stderr is not None
    until = time.monotonic() + seconds
    said, complained = bytearray(), bytearray()
    with selectors.DefaultSelector() as ears:
        ears.register(running.stdout, selectors.EVENT_READ, said)
        ears.register(running.stderr, selectors.EVENT_READ, complained)
        while ears.get_map() and time.monotonic() < until:
            for key, _ in ears.select(min(TURN, max(0.0, until - time.monotonic()))):
                stream: IO[bytes] = key.fileobj  # type: ignore[assignment]  # registered above as pipes
                heard = os.read(stream.fileno(), 65536)
                if not heard:
                    ears.unregister(stream)
                    continue
                kept: bytearray = key.data
                if kept is said:
                    hear(heard.decode(errors="replace"))
                kept.extend(heard)
                del kept[:-KEEP]
    late = time.monotonic() >= until
    if late:
        _end(running)
    else:
        late = not _gone(running, until - time.monotonic())
    code = running.wait()
    words = complained.decode(errors="replace")
    out_of_cpu = code in _ended_by(signal.SIGXCPU) or f"received signal {int(signal.SIGXCPU)}" in words
    killed = not late and code in _ended_by(signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    return Ended(code, bytes(said), words, late or out_of_cpu, killed and not out_of_cpu)


def _gone(running: subprocess.Popen[bytes], seconds: float) -> bool:
    """A program may close its pipes and stay."""
    try:
        running.wait(max(0.1, seconds))
    except subprocess.TimeoutExpired:
        _end(running)
        return False
    return True


def _ended_by(*signals: signal.Signals) -> set[int]:
    """A signal shows as −n when direct, and as 128 + n when bubblewrap passes it on."""
    return {code for one in signals for code in (-one, 128 + one)}


def _end(running: subprocess.Popen[bytes]) -> None:
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    for pipe in (running.stdout, running.stderr):
        if pipe is not None:
            pipe.close()
