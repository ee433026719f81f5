"""Starts a real PostgreSQL for the tests, before Django reads its settings. Loaded with `-p tests.world.database`."""

import os
import secrets
import tempfile
from pathlib import Path

import pytest

from hearten.kit.embedded_postgres import Postgres

ROOT = Path(__file__).resolve().parents[2]
server: Postgres | None = None

os.environ.setdefault("HEARTEN_SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("HEARTEN_HOSTS", "127.0.0.1,localhost,testserver")
os.environ.setdefault("HEARTEN_MEDIA_URL", f"file://{tempfile.mkdtemp(prefix='hearten-media-')}")
if not os.environ.get("DATABASE_URL"):
    server = Postgres(Path(os.environ.get("HEARTEN_TEST_STATE", ROOT / ".local" / "tests")))
    server.start()
    server.ensure_database("hearten")
    os.environ["DATABASE_URL"] = server.url(database="hearten")


def pytest_unconfigure(config: pytest.Config) -> None:
    if server:
        server.stop()
