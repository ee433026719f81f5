"""Starts a real PostgreSQL for the tests, before Django reads its settings. Loaded with `-p tests.world.database`."""

import fcntl
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import IO

import pytest

from hearten.kit.embedded_postgres import Postgres

ROOT = Path(__file__).resolve().parents[2]
server: Postgres | None = None


def free_slot() -> tuple[Path, IO[bytes]]:
    """A folder no other run of the tests is using: two runs side by side get two servers."""
    (ROOT / ".local").mkdir(exist_ok=True)
    for number in range(1, 20):
        folder = ROOT / ".local" / f"tests-{number}"
        turn = folder.with_suffix(".lock").open("wb")
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            turn.close()
            continue
        return folder, turn
    raise SystemExit("Nineteen runs of the tests are under way; wait for one to end.")


os.environ.setdefault("HEARTEN_SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("HEARTEN_HOSTS", "127.0.0.1,localhost,testserver")
files = Path(tempfile.mkdtemp(prefix="hearten-tests-"))
for name in ("media", "static"):
    (files / name).mkdir()
os.environ.setdefault("HEARTEN_MEDIA_URL", (files / "media").as_uri())
os.environ.setdefault("HEARTEN_STATIC_ROOT", str(files / "static"))
if not os.environ.get("DATABASE_URL"):
    slot, turn = free_slot()
    server = Postgres(slot)
    server.start()
    server.ensure_database("hearten")
    os.environ["DATABASE_URL"] = server.url(database="hearten")


def pytest_unconfigure(config: pytest.Config) -> None:
    if server:
        server.stop()
        turn.close()
    shutil.rmtree(files, ignore_errors=True)
