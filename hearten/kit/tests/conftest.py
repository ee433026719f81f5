"""Real servers in folders with strange names, for the tests of the embedded database."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from hearten.kit.embedded_postgres import Postgres
from hearten.kit.postgres_folder import digest


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that the unprivileged account can reach, which pytest's own is not."""
    place = Path(tempfile.mkdtemp(prefix="hearten test "))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def folder(place: Path, request: pytest.FixtureRequest) -> Path:
    """With spaces, an umlaut and a quote in its name, as people's folders have."""
    return place / f'a "strange" Größe {digest(request.node.name)[:4]}'


@pytest.fixture
def server(folder: Path) -> Iterator[Postgres]:
    server = Postgres(folder)
    server.start()
    yield server
    server.erase()


@pytest.fixture(scope="module")
def running(place: Path) -> Iterator[Postgres]:
    """One server for the tests that leave it running."""
    server = Postgres(place / "running")
    server.start()
    yield server
    server.erase()


@pytest.fixture
def ask() -> Callable[[Postgres, str], object]:
    def ask(server: Postgres, question: str) -> object:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            row = connection.execute(question).fetchone()
        return row[0] if row else None

    return ask
