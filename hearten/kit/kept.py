"""A child in the supervisor's care: its process, its deaths, its last lines."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

from hearten.kit.children import Child

LINES_KEPT = 20


@dataclass
class Kept:
    """A child in the supervisor's care."""

    child: Child
    process: Process | None = None
    deaths: deque[float] = field(default_factory=deque)
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LINES_KEPT))
    keeper: asyncio.Task[None] | None = None
    reading: asyncio.Task[None] | None = None

    def is_running(self) -> bool:
        return self.process is not None and self.process.returncode is None

    def send(self, name: signal.Signals) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                self.process.send_signal(name)

    def kill(self) -> None:
        if self.process and self.is_running():
            sweep(self.process)

    def died_too_often(self, now: float, allowed: int) -> bool:
        self.deaths.append(now)
        while self.deaths[0] < now - 60:
            self.deaths.popleft()
        return len(self.deaths) > allowed

    def last_lines(self) -> list[str]:
        logged = self.child.log.read_text(errors="replace").splitlines() if self.child.log else []
        return [*logged, *self.lines][-LINES_KEPT:]


def sweep(process: Process) -> None:
    """Ends what a child left behind in its session: a transcoder must not outlive the worker that asked for it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
