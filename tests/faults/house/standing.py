"""Run as a program: the real tree of database, worker and pages under Hearten's own supervisor, in one folder."""

import sys
from pathlib import Path

from hearten.config.environment import ROOT
from hearten.demo.run import answers
from hearten.kit.children import Child, always_ready
from hearten.kit.embedded_postgres import Postgres
from hearten.kit.supervisor import Supervisor
from hearten.ports.isolation import Wall, isolation

ROLES = ("web", "worker", "edge")
DATABASE, PASSWORD, KEY = "hearten", "only for this folder", "0123456789abcdef" * 4
NO_LIMIT = 100_000  # deaths a minute: here they are wanted


def environment(folder: Path, postgres: Postgres, role: str) -> dict[str, str]:
    """Each part with its own role in the database, as in an installation."""
    password = None if role == "owner" else PASSWORD
    wall = "bubblewrap" if isolation(Wall.bubblewrap).wall is Wall.bubblewrap else "limits"
    edge = postgres.url("hearten_edge", PASSWORD, DATABASE) if role == "web" else ""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "hearten.config.settings",
        "DATABASE_URL": postgres.url(f"hearten_{role}", password, DATABASE),
        "HEARTEN_EDGE_DATABASE_URL": edge,
        "HEARTEN_SECRET_KEY": KEY,
        "HEARTEN_SANDBOX": wall,
        "HEARTEN_CHECKS": "none",
        "HEARTEN_HOSTS": "127.0.0.1",
        "HEARTEN_UPLOADS_PER_DAY": "10000",
        "HEARTEN_MEDIA_URL": (folder / "media").as_uri(),
        "HEARTEN_MAIL_URL": (folder / "mail").as_uri(),
    }


def part(folder: Path, postgres: Postgres, name: str, *words: str, port: int = 0) -> Child:
    return Child(
        name=name,
        argv=(sys.executable, "-m", "tests.faults.house.doorway", str(folder / f"{name}.json"), *words),
        cwd=ROOT,
        env=environment(folder, postgres, name),
        ready=(lambda: answers(f"http://127.0.0.1:{port}/healthz")) if port else always_ready,
    )


def stand(folder: Path, port: int) -> None:
    postgres = Postgres(folder / "postgres")
    postgres.prepare()
    children = [
        postgres.as_child(),
        part(folder, postgres, "worker", "work"),
        part(folder, postgres, "web", "serve", "--port", str(port), port=port),
    ]
    Supervisor(children, deaths_a_minute=NO_LIMIT).run()


if __name__ == "__main__":
    stand(Path(sys.argv[1]), int(sys.argv[2]))
