"""The process tree: in order up, in order down, nobody left behind. Every process here is a real one."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearten.kit.children import Child
from hearten.kit.supervisor import ChildGaveUp, News, Supervisor

TREE = """
import json, sys
from pathlib import Path
from hearten.kit.children import Child
from hearten.kit.supervisor import Supervisor
from hearten.kit.tests.test_supervisor import child

folder = Path(sys.argv[1])
Supervisor([child(folder, name, **options) for name, options in json.loads(sys.argv[2])]).run()
"""

# Writes what happens to it into one shared diary, and its own number into a file of its name.
ACTOR = """
import os, pathlib, signal, subprocess, sys, time
folder, name, deaf, lives = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "True", float(sys.argv[4])
def note(what):
    with (folder / "diary").open("a") as diary: diary.write(f"{name} {what}\\n")
def leave(*_):
    if not deaf:
        note("stops")
        sys.exit()
signal.signal(signal.SIGTERM, leave)
note("starts")
time.sleep(0.1)
(folder / name).write_text(str(os.getpid()))
print("hello from", name, flush=True)
time.sleep(lives)
print("the last word of", name, flush=True)
sys.exit(3)
"""


def child(folder: Path, name: str, deaf: bool = False, lives: float = 60, grace: float = 5) -> Child:
    return Child(
        name=name,
        argv=(sys.executable, "-c", ACTOR, str(folder), name, str(deaf), str(lives)),
        env={"PATH": os.environ["PATH"]},
        ready=(folder / name).exists,
        grace=grace,
    )


class Tree:
    """A supervisor in a process of its own, as in real life, so that it can be killed."""

    def __init__(self, folder: Path, **children: dict[str, object]) -> None:
        self.folder, self.children = folder, children
        words = [sys.executable, "-c", TREE, str(folder), json.dumps(list(children.items()))]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert wait_for(lambda: all((folder / name).exists() for name in children)), "they never all started"

    def number(self, name: str) -> int:
        return int((self.folder / name).read_text() or 0)

    def end(self, how: signal.Signals) -> str:
        self.process.send_signal(how)
        return self.process.communicate(timeout=20)[0]

    def diary(self) -> list[str]:
        return (self.folder / "diary").read_text().splitlines()

    def everybody_is_gone(self) -> bool:
        return wait_for(lambda: all(is_gone(self.number(name)) for name in self.children))


@pytest.fixture
def grow(tmp_path: Path) -> Iterator[object]:
    grown: list[Tree] = []

    def grow(**children: dict[str, object]) -> Tree:
        grown.append(Tree(tmp_path, **children))
        return grown[-1]

    yield grow
    for tree in grown:
        tree.process.kill()
        tree.process.communicate()


def is_gone(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")")[-1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_for(what, seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.02)
    return what()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_they_start_in_order_and_stop_in_reverse(grow, how: signal.Signals):
    tree = grow(database={}, web={}, worker={})
    said = tree.end(how)
    assert tree.diary() == [
        "database starts", "web starts", "worker starts", "worker stops", "web stops", "database stops",
    ]  # fmt: skip
    assert tree.process.returncode == 0
    assert "database | hello from database" in said
    assert tree.everybody_is_gone()


def test_one_that_dies_is_started_again(grow):
    tree = grow(database={}, web={})
    first = tree.number("web")
    os.kill(first, signal.SIGKILL)
    assert wait_for(lambda: tree.number("web") not in (0, first))
    tree.end(signal.SIGINT)
    assert tree.diary().count("web starts") == 2
    assert tree.diary().count("database starts") == 1


def test_one_that_will_not_listen_is_killed_when_its_time_is_up(grow):
    tree = grow(database={}, web={"deaf": True, "grace": 0.5})
    tree.end(signal.SIGINT)
    assert tree.diary()[-1] == "database stops"
    assert tree.everybody_is_gone()


def test_asking_twice_means_at_once(grow):
    tree = grow(web={"deaf": True, "grace": 60})
    tree.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    begun = time.monotonic()
    tree.end(signal.SIGINT)
    assert time.monotonic() - begun < 5


def test_nobody_outlives_the_supervisor_even_when_it_is_killed(grow):
    tree = grow(database={}, web={"deaf": True})
    tree.end(signal.SIGKILL)
    assert tree.everybody_is_gone()


def test_when_one_cannot_be_kept_all_end_and_its_last_words_are_told(tmp_path: Path):
    news: list[tuple[News, str]] = []
    supervisor = Supervisor(
        [child(tmp_path, "database"), child(tmp_path, "web", lives=0.1)],
        deaths_a_minute=2,
        tell=lambda what, whom: news.append((what, whom.name)),
    )
    with pytest.raises(ChildGaveUp) as failure:
        supervisor.run()
    assert failure.value.name == "web"
    assert "the last word of web" in failure.value.last_lines
    assert (News.DIED, "web") in news
    assert (News.STOPPING, "database") in news
    assert is_gone(int((tmp_path / "database").read_text()))


def test_a_program_that_is_not_there_is_told_by_name(tmp_path: Path):
    missing = Child(name="web", argv=("/nowhere/at all",), env={})
    with pytest.raises(ChildGaveUp) as failure:
        Supervisor([missing]).run()
    assert "/nowhere/at all" in failure.value.last_lines[-1]


def test_one_that_cannot_be_bound_to_our_life_is_told_by_name(tmp_path: Path):
    """What fails between fork and exec is a SubprocessError, no OSError."""
    unbound = Child(name="web", argv=("/bin/sleep", "60"), env={}, when_orphaned="no signal", ready_within=30)
    begun = time.monotonic()
    with pytest.raises(ChildGaveUp, match="web") as failure:
        Supervisor([child(tmp_path, "database"), unbound]).run()
    assert "preexec_fn" in failure.value.last_lines[-1]
    assert time.monotonic() - begun < 10
    assert is_gone(int((tmp_path / "database").read_text()))


def test_when_the_keeping_itself_fails_all_end_and_it_is_told_by_name(tmp_path: Path):
    def tell(news: News, _whom: Child) -> None:
        if news is News.DIED:
            raise BrokenPipeError("nobody reads what we tell")

    with pytest.raises(ChildGaveUp, match="web") as failure:
        Supervisor([child(tmp_path, "database"), child(tmp_path, "web", lives=0.1)], tell=tell).run()
    assert "nobody reads what we tell" in failure.value.last_lines[-1]
    assert is_gone(int((tmp_path / "database").read_text()))


def test_one_that_never_becomes_ready_ends_the_whole(tmp_path: Path):
    slow = Child(name="web", argv=("/bin/sleep", "60"), env={}, ready=lambda: False, ready_within=0.2)
    with pytest.raises(ChildGaveUp, match="web"):
        Supervisor([slow]).run()


def test_what_a_child_left_behind_ends_with_it(tmp_path: Path):
    script = textwrap.dedent(f"""
        sleep 60 &
        echo $! > {tmp_path}/orphan
        exit 1
    """)
    parent = Child(name="worker", argv=("/bin/sh", "-c", script), env={"PATH": os.environ["PATH"]})
    begun = time.monotonic()
    with pytest.raises(ChildGaveUp):
        Supervisor([parent], deaths_a_minute=0).run()
    assert time.monotonic() - begun < 10
    assert wait_for(lambda: is_gone(int((tmp_path / "orphan").read_text())))
