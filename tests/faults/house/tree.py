"""The tree seen by the tests: grow it, kill parts of it, break parts of it, ask its database, take it down."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

from hearten.config.environment import ROOT
from hearten.demo.run import answers
from hearten.kit.embedded_postgres import Postgres
from tests.faults.browser import Browser
from tests.faults.house.standing import DATABASE, PASSWORD, ROLES, environment

PARTS = ("web", "worker", "database")
MARKS = {"web": "serve", "worker": "work"}


class Tree:
    def __init__(self, folder: Path) -> None:
        self.folder, self.postgres = folder, Postgres(folder / "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def grow(self, broken: str = "") -> None:
        """`broken` names a sabotage for every part, to see the tests go red."""
        self.postgres.start()
        try:
            self.postgres.ensure_database(DATABASE)
            self.run("-m", "hearten.cli", "migrate")
            for role in ROLES:
                self.postgres.set_login(f"hearten_{role}", PASSWORD)
            self.sessions: dict[str, str] = json.loads(self.run("-m", "tests.faults.house.seed").stdout)
        finally:
            self.postgres.stop()
        for part in MARKS:
            self.wish(part, broken=broken)
        with (self.folder / "log").open("ab") as log:
            self.supervisor = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.house.standing", str(self.folder), str(self.port)],
                cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait_until_up()

    def fell(self) -> None:
        self.supervisor.send_signal(signal.SIGCONT)
        self.supervisor.terminate()
        self.supervisor.wait(60)
        self.postgres.erase()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words: str, role: str = "owner", check: bool = True) -> subprocess.CompletedProcess[str]:
        env = environment(self.folder, self.postgres, role)
        return subprocess.run([sys.executable, *words], env=env, cwd=ROOT, check=check, capture_output=True, text=True)

    def hearten(self, command: str) -> subprocess.CompletedProcess[str]:
        """A command as an operator would give it on the web machine."""
        return self.run("-m", "hearten.cli", command, role="web", check=False)

    def wish(self, part: str, **wishes: Any) -> None:
        (self.folder / f"{part}.json").write_text(json.dumps(wishes))

    @contextmanager
    def changed(self, part: str, **wishes: Any) -> Iterator[None]:
        """That part started again with something broken in it; and once more, whole, at the end."""
        self.wish(part, **wishes)
        self.kill(part)
        try:
            yield
        finally:
            self.wish(part)
            self.kill(part)
            self.wait_until_up()

    def find(self, part: str) -> psutil.Process | None:
        for child in psutil.Process(self.supervisor.pid).children():
            try:
                words = child.cmdline()
            except psutil.NoSuchProcess:
                continue
            if words and (words[0].endswith("/postgres") if part == "database" else MARKS[part] in words):
                return child
        return None

    def kill(self, part: str) -> None:
        """kill −9, now; waits until there is somebody to kill."""
        until = time.monotonic() + 60
        while (found := self.find(part)) is None:
            assert time.monotonic() < until, f"{part} never came back"
            time.sleep(0.02)
        with suppress(psutil.NoSuchProcess):
            found.kill()
            while found.is_running() and found.status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.01)

    @contextmanager
    def database_gone(self) -> Iterator[None]:
        """Dead, and nobody there to start it again until the end of this."""
        self.supervisor.send_signal(signal.SIGSTOP)
        try:
            self.kill("database")
            yield
        finally:
            self.supervisor.send_signal(signal.SIGCONT)
            self.wait_until_up()

    def wait_until_up(self) -> None:
        until = time.monotonic() + 60
        while not answers(f"http://127.0.0.1:{self.port}/healthz"):
            assert self.supervisor.poll() is None and time.monotonic() < until, self.said()
            time.sleep(0.1)

    def said(self) -> str:
        return "\n".join((self.folder / "log").read_text(errors="replace").splitlines()[-40:])

    def original(self, digest: str) -> Path:
        return self.folder / "media" / "originals" / digest[:2] / digest

    def browser(self, name: str = "") -> Browser:
        return Browser(self.port, self.sessions[name] if name else "")

    def rows(self, query: str, *values: object, role: str = "owner") -> list[tuple[Any, ...]]:
        url = environment(self.folder, self.postgres, role)["DATABASE_URL"]
        with psycopg.connect(url, autocommit=True, connect_timeout=3) as connection:
            return connection.execute(query, values or None).fetchall()  # type: ignore[arg-type]

    def mount(self) -> bool:
        """The films on a small disk of their own, so that it can be filled. Only root may."""
        media = self.folder / "media"
        media.mkdir(mode=0o700)
        if os.geteuid() != 0:
            return False
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "hearten-faults", media], check=False)
        return done.returncode == 0

    def unmount(self) -> None:
        subprocess.run(["umount", self.folder / "media"], check=False, capture_output=True)
