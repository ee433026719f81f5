"""The folders and small files around an embedded PostgreSQL: where they lie, who owns them, who is in them."""

import os
import secrets
import socket
import stat
import subprocess
import time
from hashlib import sha256
from pathlib import Path

from hearten.kit.children import Account, become

HOST = "127.0.0.1"
WHERE_ROOT_CAN_SHARE = Path("/var/lib/hearten")
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.65535.lock")  # sockaddr_un.sun_path holds 107 bytes and its end
FAREWELL = 10.0  # seconds we wait for a server whose parent was just killed


class PostgresInUse(Exception):
    """Another server is running on this folder."""


class UnsafeFolder(Exception):
    """Somebody else owns a folder that must be ours alone."""


def home_within_reach(state: Path, account: Account | None) -> Path:
    """The state folder itself, or one elsewhere when the unprivileged account cannot get to it."""
    if account is None:
        return state
    state.chmod(0o711)
    reached = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$1"', "sh", str(state)], cwd="/", check=False, **become(account)
    )
    if reached.returncode == 0:
        return state
    home = WHERE_ROOT_CAN_SHARE / digest(state)
    home.mkdir(parents=True, exist_ok=True)
    for folder in (WHERE_ROOT_CAN_SHARE, home):
        folder.chmod(0o711)
    return home


def digest(path: Path) -> str:
    return sha256(os.fsencode(path)).hexdigest()[:12]


def own(folder: Path, account: Account | None) -> Path:
    """A folder of the server's own: nobody else may even look."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    user = account.user if account else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (user, os.geteuid()):
        raise UnsafeFolder(f"{folder} belongs to somebody else. Remove it, then start again.")
    folder.chmod(0o700)
    if account:
        os.chown(folder, account.user, account.group)
    return folder


def socket_folder(home: Path, account: Account | None) -> Path:
    """A socket's address must be short, so a long path gets a short folder elsewhere."""
    folder = home / "run"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        folder = Path("/tmp") / f"hearten-{os.geteuid()}-{digest(home)}"  # noqa: S108  (`own` refuses anybody else's)
    return own(folder, account)


def kept_secret(path: Path) -> str:
    """The password in this file; a new one the first time."""
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(32), None)
    return path.read_text()


def write_secret(path: Path, secret: str, reader: Account | None) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret)
    if reader:
        os.chown(unfinished, reader.user, reader.group)
    unfinished.replace(path)


def remembered_port(path: Path) -> int:
    """The port of last time when it is still free; else another, remembered for next time."""
    if path.exists() and is_free(int(path.read_text())):
        return int(path.read_text())
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    path.write_text(str(port))
    return port


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def wait_until_free(cluster: Path) -> None:
    """Waits for a server that is just stopping, and clears away the mark of one that is long gone."""
    deadline = time.monotonic() + FAREWELL
    while (server := server_in(cluster)) is not None:
        if time.monotonic() > deadline:
            raise PostgresInUse(
                f"Another server is running on {cluster} (process {server}). Stop it, then start again."
            )
        time.sleep(0.05)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def server_in(cluster: Path) -> int | None:
    """The process that works in this cluster. A number alone proves nothing: after a restart it may be anyone's."""
    mark = cluster / "postmaster.pid"
    try:
        server = int(mark.read_text().splitlines()[0])
        return server if Path(f"/proc/{server}/cwd").samefile(cluster) else None
    except (FileNotFoundError, PermissionError, ProcessLookupError, IndexError, ValueError):
        return None


def locale_options(version: int) -> list[str]:
    """Sorting and lower case that are the same on every machine, in the best way each version knows."""
    if version >= 18:
        provider = ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    elif version == 17:
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    elif version >= 15:
        provider = ["--locale-provider=icu", "--icu-locale=und"]
    else:
        provider = []
    return ["--locale=C.UTF-8", *provider]
