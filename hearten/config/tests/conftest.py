"""An installation with nothing wrong, so that each test can break one thing."""

import secrets
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from hearten.config.doctor import place
from hearten.ports.isolation import Isolation, Wall


def as_owner() -> psycopg.Connection:
    at = connection.get_connection_params()
    words = {name: at[name] for name in ("host", "port", "user", "password", "dbname") if at.get(name)}
    return psycopg.connect(**words, autocommit=True)


@pytest.fixture
def address_of(db) -> Iterator[Callable[[str], str]]:
    """The database's address for a role of ours, which can sign in while the test lasts."""
    opened: list[str] = []

    def address_of(role: str) -> str:
        password, at = secrets.token_hex(16), connection.settings_dict
        with as_owner() as owner:
            owner.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), password))
        opened.append(role)
        return f"postgres://{role}:{password}@{at['HOST']}:{at['PORT']}/{at['NAME']}"

    yield address_of
    with as_owner() as owner:
        for role in opened:
            owner.execute(sql.SQL("ALTER ROLE {} NOLOGIN PASSWORD NULL").format(sql.Identifier(role)))


def become(role: str) -> None:
    """From here on this test's own connection is that role, as far as the database can tell."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")


def told(settings, **words: object) -> None:
    settings.HEARTEN = settings.HEARTEN.model_copy(update=words)


@pytest.fixture
def sound(settings, tmp_path, monkeypatch, address_of):
    """The pages of a channel, ready to start."""
    folder = tmp_path / "media"
    folder.mkdir(mode=0o700)
    settings.MEDIA_ROOT, settings.DEBUG = folder, False
    settings.SECRET_KEY = "kQ3v9-x7mT2pLw8zRbN4cYd6HsJf1gAeUo5iXnVqKtMyBhEaPuDr"
    settings.ALLOWED_HOSTS = ["channel.example.org"]
    told(settings, mail_url="smtp://localhost", sandbox="bubblewrap", https=True, demo=False)
    told(settings, edge_database_url=address_of("hearten_edge"))
    monkeypatch.setattr(place, "isolation", lambda best: Isolation(Wall.bubblewrap, ""))
    become("hearten_web")
    return settings
