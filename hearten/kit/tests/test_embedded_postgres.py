"""The database that comes along: it starts, survives, ends, and keeps strangers out."""

import os
import socket
from pathlib import Path

import psycopg
import pytest

from hearten.kit import postgres_folder
from hearten.kit.children import CannotStepDown
from hearten.kit.embedded_postgres import Postgres
from hearten.kit.postgres_folder import WHERE_ROOT_CAN_SHARE


def test_a_wrong_password_is_refused_also_on_this_machine(running: Postgres):
    running.set_login("reader", "right")
    with psycopg.connect(running.url("reader", "right")) as connection:
        assert connection.info.user == "reader"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(running.url("reader", "wrong"))
    with pytest.raises(psycopg.OperationalError, match=r"password authentication failed|no password"):
        psycopg.connect(
            host=str(running.sockets), port=running.port, user="reader", password="wrong", dbname="postgres"
        )


def test_a_password_can_be_changed_and_the_old_one_ends(running: Postgres):
    running.set_login("reader", "old")
    running.set_login("reader", "new")
    with psycopg.connect(running.url("reader", "new")) as connection:
        assert connection.info.user == "reader"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running.url("reader", "old"))


def test_nobody_else_on_this_machine_can_read_the_password(running: Postgres):
    assert (running.state / "owner.password").stat().st_mode & 0o077 == 0
    assert running.folder.stat().st_mode & 0o077 == 0
    assert len(running.password) >= 40


def test_a_database_is_made_once_however_often_we_ask(running: Postgres):
    running.ensure_database("well being")
    running.ensure_database("well being")
    with psycopg.connect(running.url(database="well being")) as connection:
        assert connection.info.dbname == "well being"


def test_it_listens_to_this_machine_alone_and_writes_safely(running: Postgres, ask):
    assert ask(running, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(running, "SHOW fsync") == "on"
    assert ask(running, "SHOW data_checksums") == "on"
    assert ask(running, "SHOW password_encryption") == "scram-sha-256"


def test_words_of_every_language_are_compared_the_same_way(running: Postgres, ask):
    assert ask(running, "SELECT upper('straße ίβς é')") == "STRASSE ΊΒΣ É"


def test_two_can_run_side_by_side(running: Postgres, folder: Path, ask):
    other = Postgres(folder)
    other.start()
    assert other.port != running.port
    assert ask(other, "SELECT 1") == ask(running, "SELECT 1") == 1
    other.erase()


def test_another_command_can_speak_to_the_running_one(running: Postgres, ask):
    assert ask(Postgres(running.state), "SELECT 1") == 1


def test_when_its_port_was_taken_it_takes_another(server: Postgres):
    server.stop()
    with postgres_folder.socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # lines just closed still linger on the port
        squatter.bind(("127.0.0.1", server.port))
        squatter.listen()
        taken = server.port
        server.start()
        assert server.port != taken


def test_a_path_too_long_for_a_socket_is_no_obstacle(place: Path, ask):
    server = Postgres(place / ("long" * 30))
    server.start()
    assert ask(server, "SELECT 1") == 1
    with psycopg.connect(host=str(server.sockets), port=server.port, user="hearten_owner", password=server.password,
                         dbname="postgres") as connection:  # fmt: skip
        assert connection.info.host == str(server.sockets)
    assert server.sockets.parent == Path("/tmp")
    server.erase()
    assert not server.sockets.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has anything to give up")
def test_started_by_root_it_runs_as_somebody_without_rights(running: Postgres):
    assert Path(f"/proc/{running._server.pid}").stat().st_uid == running.account.user != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make such a folder")
def test_a_folder_only_root_can_enter_is_no_obstacle(place: Path, ask):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    server = Postgres(closed / "state")
    server.start()
    assert ask(server, "SELECT 1") == 1
    assert server.home.is_relative_to(WHERE_ROOT_CAN_SHARE)
    server.erase()
    assert not server.home.exists()


@pytest.mark.skipif(not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")), reason="no PostgreSQL of the system")
def test_the_systems_own_postgres_does_as_well(folder: Path, ask):
    server = Postgres(folder, source="system")
    server.start()
    assert not server.binaries.in_wheel
    assert ask(server, "SELECT 1") == 1
    server.erase()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has anybody to become")
def test_root_is_told_plainly_when_it_cannot_become_somebody_without_rights(place: Path):
    with pytest.raises(CannotStepDown, match="nobody-by-this-name"):
        Postgres(place / "state", account="nobody-by-this-name")
