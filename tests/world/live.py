"""A whole Hearten of real processes for journeys: database, worker, pages and edge, each in its own role."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from hearten.demo.run import free_port
from hearten.kit.children import Child, birth
from hearten.kit.embedded_postgres import Postgres
from hearten.ports.isolation import Wall, isolation

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
ROLES = ("web", "worker", "edge")
READY_WITHIN = 60.0


@dataclass(frozen=True)
class Live:
    """Where it stands, and what its world was filled with."""

    address: str
    state: Path
    world: dict[str, Any]

    def url(self, path: str) -> str:
        return self.address + path.removeprefix("/")

    def mail(self) -> str:
        """Every message sent so far, newest last."""
        letters = sorted((self.state / "mail").glob("*"), key=lambda letter: letter.stat().st_mtime)
        return "\n".join(letter.read_text() for letter in letters)


@contextmanager
def database(state: Path) -> Iterator[Postgres]:
    postgres = Postgres(state / "postgres")
    postgres.start()
    try:
        yield postgres
    finally:
        postgres.stop()


@contextmanager
def live(postgres: Postgres, state: Path, scene: str, works: bool = True) -> Iterator[Live]:
    """Fill the world named `scene`, then start it. Without `works` no worker runs, so every post stays where it is."""
    state.mkdir(mode=0o700, exist_ok=True)
    # A database may be named for its scene: two worlds on one server do not see each other.
    postgres.ensure_database(scene)
    words = {name: secrets.token_urlsafe(24) for name in ROLES} | {"key": secrets.token_urlsafe(50)}
    owner = environment(postgres, state, scene, words, "owner")
    subprocess.run([program(), "migrate"], env=owner, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for role in ROLES:
        postgres.set_login(f"hearten_{role}", words[role])
    filled = subprocess.run(
        [sys.executable, "-m", "tests.world.scenes", scene], env=owner, cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    port = free_port(HOST, 18000 + os.getpid() % 8000)  # two runs at once must not talk to each other's pages
    parts = [("web", ("serve", "--host", HOST, "--port", str(port)))] + ([("worker", ("work",))] if works else [])
    running = [
        start(state / f"{role}.log", environment(postgres, state, scene, words, role), said) for role, said in parts
    ]
    try:
        here = Live(f"http://{HOST}:{port}/", state, json.loads(filled.stdout.splitlines()[-1]))
        wait_until_ready(here, running[0], state / "web.log")
        yield here
    finally:
        stop(running)


def environment(postgres: Postgres, state: Path, scene: str, words: dict[str, str], role: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HEARTEN_", "DJANGO_"))}
    wall = "bubblewrap" if isolation(Wall.bubblewrap).wall is Wall.bubblewrap else "limits"
    told = {
        "DATABASE_URL": postgres.url(f"hearten_{role}", words.get(role), scene),
        "DJANGO_SETTINGS_MODULE": "hearten.config.settings",
        "HEARTEN_SECRET_KEY": words["key"],
        "HEARTEN_DEMO": "1",  # so that the reviewers of this world need no second factor
        "HEARTEN_SANDBOX": wall,
        "HEARTEN_CHECKS": "none",
        "HEARTEN_HOSTS": HOST,
        "HEARTEN_MEDIA_URL": (state / "media").as_uri(),
        "HEARTEN_MAIL_URL": (state / "mail").as_uri(),
        "PYTHONUNBUFFERED": "1",
    }
    edge = {"HEARTEN_EDGE_DATABASE_URL": postgres.url("hearten_edge", words["edge"], scene)} if role == "web" else {}
    return kept | told | edge


def program() -> str:
    return str(Path(sys.executable).with_name("hearten"))


def start(log: Path, env: dict[str, str], words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    child = Child(name=words[0], argv=(program(), *words), env=env, cwd=ROOT, when_orphaned=signal.SIGTERM)
    with log.open("ab") as out:
        return subprocess.Popen(child.argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out, **birth(child))


def wait_until_ready(here: Live, pages: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while True:
        if pages.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("The pages did not start:\n" + log.read_text()[-3000:])
        try:
            with urlopen(here.url("/healthz"), timeout=2):
                return
        except OSError:
            time.sleep(0.1)


def stop(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
