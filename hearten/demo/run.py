"""`bin/demo`: one supervised tree of database, worker and pages, with a world to look at."""

import hashlib
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from hearten.config.environment import ROOT
from hearten.kit.children import Child, always_ready
from hearten.kit.embedded_postgres import Postgres
from hearten.kit.supervisor import ChildGaveUp, News, Supervisor
from hearten.ports.isolation import Wall, isolation

STATE = ROOT / ".local" / "demo"
ROLES = ("web", "worker", "edge")
WORLD = ("data", "hearten/demo", "requirements", "hearten/locale", "hearten/web/static")
DATABASE = "hearten"


def run(host: str, port: int, reset: bool, dev: bool) -> int:
    postgres = Postgres(STATE / "postgres")
    if reset:
        say("Starting over.")
        postgres.erase()
        shutil.rmtree(STATE, ignore_errors=True)
    STATE.mkdir(parents=True, exist_ok=True)
    free = free_port(host, port)
    if free != port:
        say(f"Port {port} is taken; using {free}.")
    if stamp() != kept("world") or not (STATE / "postgres").exists():
        prepare(postgres)
    postgres.prepare()
    return supervise(postgres, host, free, dev)


def prepare(postgres: Postgres) -> None:
    """Everything a first start needs; safe to interrupt and to repeat."""
    begun = time.monotonic()
    say("Making the database…")
    postgres.start()
    try:
        postgres.ensure_database(DATABASE)
        hearten("migrate", environment(postgres, "owner"))
        for role in ROLES:
            postgres.set_login(f"hearten_{role}", secret(role))
        say("Making the demo's films and people (about a minute the first time)…")
        hearten("demo-world", environment(postgres, "owner"))
    finally:
        postgres.stop()
    (STATE / "world").write_text(stamp())
    say(f"The world is ready after {time.monotonic() - begun:.0f} s.")


def supervise(postgres: Postgres, host: str, port: int, dev: bool) -> int:
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    serve = ("serve", "--host", host, "--port", str(port))
    children = [
        postgres.as_child(),
        part("worker", environment(postgres, "worker"), "work", dev=dev),
        part(
            "pages", environment(postgres, "web"), *serve, dev=dev,
            ready=lambda: answers(f"http://{host}:{port}/healthz"),
        ),
    ]
    tree = Supervisor(children, deaths_a_minute=20, tell=tell, when_all_ready=lambda: greet(address))
    try:
        tree.run()
    except ChildGaveUp as gave_up:
        print("\n".join(gave_up.last_lines), file=sys.stderr)
        say(f"{gave_up.name} could not be kept running; its last lines stand above. Nothing stored was lost.")
        return 1
    say("Everything has stopped. Nothing stored was lost; start again with bin/demo.")
    return 0


def part(
    name: str, env: dict[str, str], *words: str, dev: bool, ready: Callable[[], bool] = always_ready
) -> Child:
    """One of ours as a child; while developing, started again whenever the code changes."""
    argv = (str(program()), *words)
    if dev:
        argv = (str(program().with_name("watchfiles")), "--filter", "python", shlex.join(argv), str(ROOT / "hearten"))
    return Child(name=name, argv=argv, env=env, cwd=ROOT, ready=ready, stop_signal=signal.SIGTERM)


def environment(postgres: Postgres, role: str) -> dict[str, str]:
    """What one part is told: its own role in the database, and no other's, except the pages the edge's."""
    password = None if role == "owner" else secret(role)
    name = f"hearten_{role}"
    edge = {"HEARTEN_EDGE_DATABASE_URL": postgres.url("hearten_edge", secret("edge"), DATABASE)}
    wall = "bubblewrap" if isolation(Wall.bubblewrap).wall is Wall.bubblewrap else "limits"
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("HEARTEN_", "DJANGO_"))},
        "DATABASE_URL": postgres.url(name, password, DATABASE),
        **(edge if role == "web" else {}),
        "HEARTEN_SECRET_KEY": secret("key"),
        "HEARTEN_DEMO": "1",
        "HEARTEN_SANDBOX": wall,
        "HEARTEN_HOSTS": "localhost,127.0.0.1",
        "HEARTEN_MEDIA_URL": (STATE / "media").as_uri(),
        "HEARTEN_MAIL_URL": (STATE / "mail").as_uri(),
        "HEARTEN_DEMO_PASSWORD": secret("sign-in"),
        "PYTHONUNBUFFERED": "1",
    }


def hearten(command: str, env: dict[str, str]) -> None:
    subprocess.run([str(program()), command], env=env, cwd=ROOT, check=True)


def program() -> Path:
    return Path(sys.executable).with_name("hearten")


def secret(name: str) -> str:
    """Made once for this installation; no two demos share one."""
    path = STATE / f"{name}.secret"
    if not path.exists():
        made = "-".join(secrets.token_hex(2) for _ in range(4)) if name == "sign-in" else secrets.token_urlsafe(50)
        path.touch(mode=0o600)
        path.write_text(made)
    return path.read_text()


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


def say(words: str) -> None:
    print(f"hearten  {words}", flush=True)


def tell(news: News, child: Child) -> None:
    words = {
        News.DIED: "ended by itself; starting it again.", News.STOPPING: "is stopping…", News.KILLED: "would not stop.",
    }.get(news)  # fmt: skip
    if words:
        say(f"{child.name} {words}")


def greet(address: str) -> None:
    people = (STATE / "people.txt").read_text() if (STATE / "people.txt").exists() else ""
    say(f"Hearten is at {address}\n\n{people}\n  Mail it sends lies in {STATE / 'mail'}. Ctrl-C stops everything.\n")
