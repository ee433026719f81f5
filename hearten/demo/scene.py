"""Where the demo lives: its folder, its secrets, its port, and what each part is told."""

import hashlib
import os
import secrets
import socket
import sys
import urllib.request
from pathlib import Path

from hearten.config.environment import ROOT
from hearten.kit.embedded_postgres import Postgres
from hearten.ports.isolation import Wall, isolation

STATE = ROOT / ".local" / "demo"
ROLES = ("web", "worker", "edge")
WORLD = ("data", "hearten/demo", "requirements", "hearten/locale", "hearten/web/static")
DATABASE = "hearten"


def environment(postgres: Postgres, role: str) -> dict[str, str]:
    """What one part is told: its own role in the database, and no other's, except the pages the edge's.
    Only the owner, who makes the world, is told the password of the people in it."""
    password = None if role == "owner" else secret(role)
    name = f"hearten_{role}"
    edge = {"HEARTEN_EDGE_DATABASE_URL": postgres.url("hearten_edge", secret("edge"), DATABASE)}
    people = {"HEARTEN_DEMO_PASSWORD": secret("sign-in")}
    wall = "bubblewrap" if isolation(Wall.bubblewrap).wall is Wall.bubblewrap else "limits"
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("HEARTEN_", "DJANGO_"))},
        "DATABASE_URL": postgres.url(name, password, DATABASE),
        **(edge if role == "web" else {}),
        **(people if role == "owner" else {}),
        "HEARTEN_SECRET_KEY": secret("key"),
        "HEARTEN_DEMO": "1",
        "HEARTEN_SANDBOX": wall,
        "HEARTEN_CHECKS": "none",  # so that a demo without models shows the whole road; its pages say what did not run
        "HEARTEN_HOSTS": "localhost,127.0.0.1",
        "HEARTEN_MEDIA_URL": (STATE / "media").as_uri(),
        "HEARTEN_MAIL_URL": closed(STATE / "mail").as_uri(),
        "PYTHONUNBUFFERED": "1",
    }


def secret(name: str) -> str:
    """Made once for this installation; no two demos share one."""
    path = STATE / f"{name}.secret"
    if not path.exists():
        made = "-".join(secrets.token_hex(2) for _ in range(4)) if name == "sign-in" else secrets.token_urlsafe(50)
        path.touch(mode=0o600)
        path.write_text(made)
    return path.read_text()


def closed(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def shut(folder: Path) -> None:
    """Nobody else may look inside. Root's PostgreSQL runs as nobody, who must get through to its folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700 if os.geteuid() else 0o711)


def kept(name: str) -> str:
    path = STATE / name
    return path.read_text() if path.exists() else ""


def stamp() -> str:
    """Changes when anything the demo's world is made of changes."""
    digest = hashlib.sha256()
    files = [path for place in WORLD for path in (ROOT / place).rglob("*")]
    for path in sorted([*files, *(ROOT / "hearten").rglob("migrations/*.py"), ROOT / "hearten/config/privileges.py"]):
        if path.is_file() and path.suffix not in (".pyc", ".mo"):
            digest.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def free_port(host: str, wanted: int) -> int:
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No port from {wanted} to {wanted + 99} is free. Name one: bin/demo --port 9000")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - our own address
            return int(response.status) == 200
    except OSError:
        return False


def program() -> Path:
    return Path(sys.executable).with_name("hearten")
