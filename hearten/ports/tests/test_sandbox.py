"""What a program shut in the sandbox can do, and what it cannot."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hearten.ports.isolation import Wall, isolation, python_room
from hearten.ports.sandbox import Bounds, Ended, Sandbox

SHORT = Bounds(cpu_seconds=2, wall_seconds=5)
MARK = 4714.25  # seconds of sleep nobody else on this machine would ask for


@pytest.fixture(params=list(Wall), ids=str)
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    found = isolation(request.param)
    if found.wall is not request.param:
        pytest.skip(found.why)
    return Sandbox(request.param)


def run(sandbox: Sandbox, folder: Path, program: str, *words: str, bounds: Bounds = SHORT) -> Ended:
    source, into = folder / "film.mp4", folder / "into"
    source.write_bytes(b"hello")
    into.mkdir(exist_ok=True)
    command = [sys.executable, "-I", "-S", "-c", program, sandbox.name_of(source), *words]
    return sandbox.run(command, source, into, python_room(), bounds)


def test_a_program_reads_its_input_and_leaves_its_output(sandbox, tmp_path):
    ended = run(sandbox, tmp_path, "import sys; open('made', 'w').write(open(sys.argv[1]).read())")
    assert ended.code == 0, ended.complained
    assert (tmp_path / "into" / "made").read_text() == "hello"


def test_the_input_cannot_be_changed(tmp_path):
    sandbox = Sandbox()
    if not sandbox.describe().hides_files:
        pytest.skip("no bubblewrap here")
    assert run(sandbox, tmp_path, "import sys; open(sys.argv[1], 'w')").code != 0
    assert (tmp_path / "film.mp4").read_bytes() == b"hello"


def test_a_neighbours_file_is_not_even_there(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("private")
    tries = "import sys; print(open(sys.argv[2]).read())"
    assert b"private" in run(Sandbox(Wall.limits), tmp_path, tries, str(secret)).said, "the control must succeed"
    if Sandbox().describe().hides_files:
        assert b"private" not in run(Sandbox(), tmp_path, tries, str(secret)).said


def test_there_is_no_network_and_nothing_of_ours_in_the_environment(sandbox, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    tries = "import os, socket; print(dict(os.environ)); print(len(socket.if_nameindex()))"
    ended = run(sandbox, tmp_path, tries)
    assert b"secret" not in ended.said
    if sandbox.describe().hides_network:
        assert ended.said.split()[-1] == b"1", "only the loopback of its own empty network"


def test_endless_work_and_endless_waiting_both_end(sandbox, tmp_path):
    brief = Bounds(cpu_seconds=1, wall_seconds=1.5)
    for program in ("while True: pass", "import time; time.sleep(60)"):
        began = time.monotonic()
        assert run(sandbox, tmp_path, program, bounds=brief).ran_out_of_time
        assert time.monotonic() - began < 10


def test_memory_and_file_size_have_an_end(sandbox, tmp_path):
    small = Bounds(cpu_seconds=5, wall_seconds=10, memory=256 * 1024**2, file_size=4096)
    assert "MemoryError" in run(sandbox, tmp_path, "bytearray(10**9)", bounds=small).complained
    assert run(sandbox, tmp_path, "open('big', 'wb').write(bytes(10**6))", bounds=small).code != 0
    assert (tmp_path / "into" / "big").stat().st_size <= 4096


def test_a_flood_of_words_is_not_kept(sandbox, tmp_path):
    ended = run(sandbox, tmp_path, "import sys\nfor _ in range(3000): sys.stdout.write('x' * 1000)")
    assert len(ended.said) <= 256 * 1024


def sleepers() -> list[str]:
    told = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            told.append(entry.read_bytes())
        except OSError:  # it ended while we looked
            continue
    return [line.decode(errors="replace") for line in told if str(MARK).encode() in line]


def test_a_worker_killed_outright_leaves_nothing_running(sandbox, tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"x")
    (tmp_path / "into").mkdir()
    worker = f"""
import sys
from pathlib import Path
from hearten.ports.isolation import Wall
from hearten.ports.sandbox import Bounds, Sandbox
Sandbox(Wall({str(sandbox.describe().wall)!r})).run(
    ["/bin/sleep", "{MARK}"], Path("film.mp4"), Path("into").resolve(), [], Bounds(9, 600))
"""
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    running = subprocess.Popen([sys.executable, "-c", worker], cwd=tmp_path, env=home)
    wait_until(lambda: any(line.startswith("/bin/sleep") for line in sleepers()))
    running.send_signal(signal.SIGKILL)
    running.wait()
    wait_until(lambda: not sleepers())


def wait_until(true) -> None:
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until, sleepers()
        time.sleep(0.05)
