"""What the embedded database does when it, its parent or its folder has an accident."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from hearten.kit import postgres_folder
from hearten.kit.embedded_postgres import Postgres
from hearten.kit.postgres_folder import PostgresInUse

START_AND_WAIT = """
import sys, time
from pathlib import Path
from hearten.kit.embedded_postgres import Postgres
server = Postgres(Path(sys.argv[1]))
server.start()
print(server._server.pid, flush=True)
time.sleep(60)
"""


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{process}/stat").read_text().split(")")[1].split()[0] == "Z"


def wait_for(what, seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.02)
    return what()


def test_what_was_written_is_still_there_after_a_sudden_death(server: Postgres, ask):
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE promise (word text)")
        connection.execute("INSERT INTO promise VALUES ('kept')")
    port = server.port
    server._server.kill()
    server._server.wait()
    server.start()
    assert ask(server, "SELECT word FROM promise") == "kept"
    assert server.port == port


def test_stopping_is_clean_and_leaves_no_process_behind(server: Postgres):
    process = server._server.pid
    server.stop()
    assert gone(process)
    assert not server.is_ready()
    assert "database system is shut down" in server.log.read_text()


def test_a_second_start_on_the_same_folder_is_refused_with_a_reason(
    running: Postgres, monkeypatch: pytest.MonkeyPatch, ask
):
    monkeypatch.setattr(postgres_folder, "FAREWELL", 0.2)
    with pytest.raises(PostgresInUse, match=f"process {running._server.pid}"):
        Postgres(running.state).start()
    assert ask(running, "SELECT 1") == 1


def test_the_mark_of_a_server_long_gone_never_blocks_a_start(server: Postgres, ask):
    server.stop()
    (server.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{server.folder}\n")
    server.start()
    assert ask(server, "SELECT 1") == 1


def test_a_kill_while_the_cluster_is_being_made_leaves_no_half_cluster(folder: Path, ask):
    (folder / "cluster.unfinished").mkdir(parents=True)
    (folder / "cluster.unfinished" / "PG_VERSION").write_text("18")
    server = Postgres(folder)
    server.start()
    assert ask(server, "SELECT 1") == 1
    server.erase()


def test_when_its_parent_is_killed_it_ends_too_and_the_next_start_works(folder: Path, ask):
    parent = subprocess.Popen([sys.executable, "-c", START_AND_WAIT, str(folder)], stdout=subprocess.PIPE, text=True)
    process = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert wait_for(lambda: gone(process))
    server = Postgres(folder)
    server.start()
    assert ask(server, "SELECT 1") == 1
    server.erase()
