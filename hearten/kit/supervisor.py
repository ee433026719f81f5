"""Runs named children as one tree: started in order, started again when they die, stopped in reverse."""

import asyncio
import os
import signal
import sys
import time
from asyncio import create_subprocess_exec
from asyncio.subprocess import DEVNULL, STDOUT, Process
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from enum import StrEnum
from functools import partial
from subprocess import SubprocessError
from typing import IO, Any

from hearten.kit.children import Child, birth
from hearten.kit.kept import Kept, sweep

LONGEST_PAUSE = 5.0  # seconds before a child that keeps dying is started again


class News(StrEnum):
    """What the supervisor has to tell; the one who listens finds the sentence for it."""

    READY = "ready"
    DIED = "died"
    STOPPING = "stopping"
    KILLED = "killed"


class ChildGaveUp(Exception):
    """A child died too often, or never became ready. Everything else was stopped."""

    def __init__(self, name: str, last_lines: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.last_lines = tuple(last_lines)


def tell_nobody(news: News, child: Child) -> None:
    """For those who do not listen."""


def show_in_terminal(child: Child, line: str) -> None:
    name = f"\033[{child.colour}m{child.name}\033[0m" if child.colour and sys.stdout.isatty() else child.name
    sys.stdout.write(f"{name} | {line}\n")
    sys.stdout.flush()


class Supervisor:
    """`run` returns when everybody was asked to stop and did; it raises ChildGaveUp when one could not be kept."""

    def __init__(
        self,
        children: Sequence[Child],
        deaths_a_minute: int = 5,
        tell: Callable[[News, Child], None] = tell_nobody,
        show: Callable[[Child, str], None] = show_in_terminal,
        when_all_ready: Callable[[], None] = lambda: None,
    ) -> None:
        self.kept = [Kept(child) for child in children]
        self.deaths_a_minute = deaths_a_minute
        self.tell, self.show, self.when_all_ready = tell, show, when_all_ready
        self.gave_up: Kept | None = None

    def run(self) -> None:
        """Call it from the main thread: children are bound to the life of the thread that bore them."""
        asyncio.run(self._run())
        if self.gave_up:
            raise ChildGaveUp(self.gave_up.child.name, self.gave_up.last_lines())

    async def _run(self) -> None:
        self.ending = asyncio.Event()
        self.hurried = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, self._hear)
        try:
            await self._start_in_order()
            await self.ending.wait()
        finally:
            self.ending.set()
            for kept in reversed(self.kept):
                await self._stop(kept)

    def _hear(self) -> None:
        """Once means stop; twice means at once."""
        (self.hurried if self.ending.is_set() else self.ending).set()

    async def _start_in_order(self) -> None:
        for kept in self.kept:
            kept.keeper = asyncio.create_task(self._keep(kept))
            kept.keeper.add_done_callback(partial(self._keeper_ended, kept))
            deadline = time.monotonic() + kept.child.ready_within
            while not (kept.is_running() and await asyncio.to_thread(kept.child.ready)):
                if self.ending.is_set():
                    return
                if time.monotonic() > deadline:
                    self._give_up(kept)
                    return
                await asyncio.sleep(0.03)
            self.tell(News.READY, kept.child)
        self.when_all_ready()

    async def _keep(self, kept: Kept) -> None:
        while not self.ending.is_set():
            try:
                kept.process = process = await self._bear(kept)
            except (OSError, SubprocessError) as problem:  # the second: it could not be made ours just before exec
                kept.lines.append(str(problem))
                return self._give_up(kept)
            if self.ending.is_set():  # the order to stop came while it was being born
                process.send_signal(kept.child.stop_signal)
            await process.wait()
            sweep(process)
            if self.ending.is_set():
                return
            self.tell(News.DIED, kept.child)
            if kept.died_too_often(time.monotonic(), self.deaths_a_minute):
                return self._give_up(kept)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ending.wait(), min(LONGEST_PAUSE, 0.1 * 2 ** len(kept.deaths)))

    def _keeper_ended(self, kept: Kept, keeper: asyncio.Task[None]) -> None:
        """A child nobody looks after any more may not run on unseen."""
        if not keeper.cancelled() and (problem := keeper.exception()):
            kept.lines.append(repr(problem))
            kept.kill()
            self._give_up(kept)

    async def _bear(self, kept: Kept) -> Process:
        options: dict[str, Any] = birth(kept.child)
        if kept.child.log:
            with kept.child.log.open("ab") as log:
                return await create_subprocess_exec(
                    *kept.child.argv, stdin=DEVNULL, stdout=log, stderr=STDOUT, **options
                )
        # A pipe of our own, not asyncio's: with that, `wait` would wait for every grandchild that still holds it.
        ear, mouth = (os.fdopen(end, mode, 0) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
        with mouth:
            kept.reading = asyncio.create_task(self._read(kept, ear))
            return await create_subprocess_exec(*kept.child.argv, stdin=DEVNULL, stdout=mouth, stderr=STDOUT, **options)

    async def _read(self, kept: Kept, ear: IO[bytes]) -> None:
        lines = asyncio.StreamReader()
        pipe, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), ear)
        with closing(pipe):
            await self._read_lines(kept, lines)

    async def _read_lines(self, kept: Kept, lines: asyncio.StreamReader) -> None:
        rest = b""
        while piece := await lines.read(65536):
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                self._heard(kept, line)
        if rest:
            self._heard(kept, rest)

    def _heard(self, kept: Kept, line: bytes) -> None:
        text = line.decode(errors="replace").rstrip("\r")
        kept.lines.append(text)
        self.show(kept.child, text)

    def _give_up(self, kept: Kept) -> None:
        self.gave_up = self.gave_up or kept
        self.ending.set()

    async def _stop(self, kept: Kept) -> None:
        if kept.keeper is None:
            return
        if kept.is_running():
            self.tell(News.STOPPING, kept.child)
            kept.send(kept.child.stop_signal)
        if not await done_within(kept.child.grace, kept.keeper, self.hurried):
            self.tell(News.KILLED, kept.child)
        while not kept.keeper.done():
            kept.kill()
            await asyncio.wait({kept.keeper}, timeout=0.1)
        if kept.reading:  # its last words; a stray grandchild may hold the pipe open, so not for ever
            await asyncio.wait({kept.reading}, timeout=0.5)
            kept.reading.cancel()


async def done_within(seconds: float, task: asyncio.Task[None], hurried: asyncio.Event) -> bool:
    hurry = asyncio.create_task(hurried.wait())
    await asyncio.wait({task, hurry}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    hurry.cancel()
    return task.done()
