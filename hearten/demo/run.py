"""`bin/demo`: one supervised tree of database, worker and pages, with a world to look at."""

import fcntl
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from hearten.config.environment import ROOT
from hearten.demo.scene import (
    DATABASE,
    ROLES,
    STATE,
    answers,
    environment,
    free_port,
    kept,
    program,
    secret,
    shut,
    stamp,
)
from hearten.kit.children import Child, always_ready, birth
from hearten.kit.embedded_postgres import Postgres
from hearten.kit.supervisor import ChildGaveUp, News, Supervisor


def run(host: str, port: int, reset: bool, dev: bool) -> int:
    postgres = Postgres(STATE / "postgres")
    shut(STATE.parent)
    shut(STATE)
    with (STATE.parent / "demo.lock").open("a+") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Hearten already runs here at {kept('address') or 'another window'}. Stop it there with Ctrl-C first.")
            return 1
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        try:
            return begin(postgres, host, port, reset, dev)
        except Stopped:
            say("Stopped while making the world. bin/demo goes on from there.")
            return 130


def begin(postgres: Postgres, host: str, port: int, reset: bool, dev: bool) -> int:
    if reset:
        say("Starting over.")
        postgres.erase()
        shutil.rmtree(STATE, ignore_errors=True)
    shut(STATE)
    free = free_port(host, port)
    if free != port:
        say(f"Port {port} is taken; using {free}.")
    if stamp() != kept("world") or not (STATE / "postgres").exists():
        prepare(postgres)
    postgres.prepare()
    return supervise(postgres, host, free, dev)


class Stopped(Exception):
    """Someone asked for an end before everything ran."""


def stop(*_: object) -> None:
    raise Stopped


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
        say("Making the demo's films and people (one to three minutes the first time)…")
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
            "pages",
            environment(postgres, "web"),
            *serve,
            dev=dev,
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


def part(name: str, env: dict[str, str], *words: str, dev: bool, ready: Callable[[], bool] = always_ready) -> Child:
    """One of ours as a child; while developing, started again whenever the code changes."""
    argv = (str(program()), *words)
    if dev:
        argv = (str(program().with_name("watchfiles")), "--filter", "python", shlex.join(argv), str(ROOT / "hearten"))
    return Child(name=name, argv=argv, env=env, cwd=ROOT, ready=ready, stop_signal=signal.SIGTERM)


def hearten(command: str, env: dict[str, str]) -> None:
    """One of our commands, with all it starts in a group of its own: stopped, nothing of it stays behind."""
    birth_of = birth(Child(name=command, argv=(str(program()), command), env=env, cwd=ROOT))
    running = subprocess.Popen([str(program()), command], **birth_of)
    try:
        if running.wait():
            raise SystemExit(f"`hearten {command}` did not finish. Its words stand above; bin/demo tries again.")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def say(words: str) -> None:
    print(f"hearten  {words}", flush=True)


def tell(news: News, child: Child) -> None:
    words = {
        News.DIED: "ended by itself; starting it again.", News.STOPPING: "is stopping…", News.KILLED: "would not stop.",
    }.get(news)  # fmt: skip
    if words:
        say(f"{child.name} {words}")


def greet(address: str) -> None:
    (STATE / "address").write_text(address)
    people = (STATE / "people.txt").read_text() if (STATE / "people.txt").exists() else ""
    say(f"Hearten is at {address}\n\n{people}\n  Mail it sends lies in {STATE / 'mail'}. Ctrl-C stops everything.\n")
