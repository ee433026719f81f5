"""Runs a PostgreSQL of our own in a folder: made once, started on a free port, stopped cleanly."""

import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from hearten.kit.children import Child, account_when_root, become, birth
from hearten.kit.postgres_binaries import Source, find
from hearten.kit.postgres_folder import (
    HOST,
    home_within_reach,
    kept_secret,
    locale_options,
    own,
    remembered_port,
    socket_folder,
    wait_until_free,
    write_secret,
)

OWNER = "hearten_owner"
READY_WITHIN = 60.0  # seconds: recovery after a crash replays the log first
ATTEMPTS = 5
LARGEST_LOG = 5_000_000
SETTINGS = {
    "shared_buffers": "128MB",
    "max_connections": "100",
    "jit": "off",
    "fsync": "on",
    "password_encryption": "scram-sha-256",
    "logging_collector": "off",
    "log_destination": "stderr",
    # A failed statement quotes people's words; the log keeps only what kind of failure it was.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class PostgresDidNotStart(Exception):
    """The server ended before it was ready; the message holds the last lines of its log."""


class Postgres:
    """One server and its folder. `prepare` makes what is missing; `start` and `stop` do what they say."""

    def __init__(self, state: Path, source: Source = "any", account: str = "nobody") -> None:
        self.state = state.absolute()
        self.source: Source = source
        self.account = account_when_root(account)
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        return int((self.state / "port").read_text())

    @property
    def password(self) -> str:
        return kept_secret(self.state / "owner.password")

    def prepare(self) -> None:
        """Everything short of starting: folders, programs, a new cluster, a free port. Safe to repeat."""
        self.state.mkdir(parents=True, exist_ok=True)
        self.home = home_within_reach(self.state, self.account)
        self.folder, self.log = self.home / "cluster", self.home / "postgres.log"
        self.binaries = find(self.source, self.account, self.home)
        if not self.folder.exists():
            self._make_cluster()
        wait_until_free(self.folder)
        self.sockets = socket_folder(self.home, self.account)
        remembered_port(self.state / "port")
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.old"))

    def start(self) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            self.prepare()
            try:
                return self._start_once()
            except PostgresDidNotStart:
                # After a kill -9 the old backends need a moment to notice; and a port can be taken under our hands.
                if attempt == ATTEMPTS:
                    raise
                time.sleep(0.3 * attempt)

    def stop(self) -> None:
        """A fast shutdown: sessions end, everything is written, the next start needs no recovery."""
        if self._server is None:
            return
        for farewell, patience in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, None)):
            self._server.send_signal(farewell)
            try:
                self._server.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
        self._server = None

    def erase(self) -> None:
        """Forgets everything: the cluster, its programs, its password. Refuses while a server runs on it."""
        self.stop()
        if not self.state.exists():
            return
        home = home_within_reach(self.state, self.account)
        wait_until_free(home / "cluster")
        shutil.rmtree(socket_folder(home, self.account))
        shutil.rmtree(home)
        shutil.rmtree(self.state, ignore_errors=True)

    def as_child(self) -> Child:
        """For the supervisor, which starts it, starts it again when it dies, and stops it last."""
        settings = SETTINGS | {"listen_addresses": HOST, "port": str(self.port)}
        settings["unix_socket_directories"] = '"' + str(self.sockets).replace('"', '""') + '"'
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Child(
            name="database",
            argv=(self.binaries.program("postgres"), "-D", str(self.folder), *options),
            env=ENVIRONMENT,
            ready=self.is_ready,
            account=self.account,
            stop_signal=signal.SIGINT,
            when_orphaned=signal.SIGINT,
            grace=30.0,
            log=self.log,
        )

    def is_ready(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, role: str = OWNER, password: str | None = None, database: str = "postgres") -> str:
        word = self.password if password is None else password
        return f"postgresql://{quote(role, '')}:{quote(word, '')}@{HOST}:{self.port}/{quote(database, '')}"

    def ensure_database(self, name: str) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def set_login(self, role: str, password: str) -> None:
        """Lets a role sign in, and makes it first where there is none. Only the scrambled password is sent."""
        with self._connect() as connection:
            scrambled = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
            exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
                    sql.SQL("ALTER" if exists else "CREATE"), sql.Identifier(role), sql.Literal(scrambled.decode())
                )
            )

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url(), autocommit=True, connect_timeout=5)

    def _start_once(self) -> None:
        child = self.as_child()
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                child.argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **birth(child)
            )
        deadline = time.monotonic() + READY_WITHIN
        while not self.is_ready():
            if self._server.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise PostgresDidNotStart("\n".join(self.log.read_text(errors="replace").splitlines()[-20:]))
            time.sleep(0.02)

    def _make_cluster(self) -> None:
        """Made under another name first, so that a kill in the middle never leaves half a cluster."""
        unfinished, password = self.home / "cluster.unfinished", self.home / "password.once"
        shutil.rmtree(unfinished, ignore_errors=True)
        write_secret(password, self.password, self.account)
        own(unfinished, self.account)
        subprocess.run(
            [
                self.binaries.program("initdb"), "-D", str(unfinished), "-U", OWNER, f"--pwfile={password}",
                "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", *locale_options(self.binaries.version),
            ],
            env=ENVIRONMENT, cwd="/", check=True, capture_output=True, **become(self.account),
        )  # fmt: skip
        password.unlink()
        unfinished.rename(self.folder)
