"""The real transcoder: ffmpeg in the sandbox, one command, one decode, everything proved before it is handed over."""

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg

from hearten.ports.sandbox import Bounds, Ended, Sandbox, nothing
from hearten.ports.transcoder import guard, ladder
from hearten.ports.transcoder.attacks import must_stop
from hearten.ports.transcoder.clean import NotClean, proved_clean
from hearten.ports.transcoder.guard import Container
from hearten.ports.transcoder.probe import SLACK, asked, probe, settle
from hearten.ports.transcoder.seen import drawn, flashes
from hearten.ports.transcoder.shape import Limits, Made, MadeFile, Probe, TranscoderDown, Unplayable, Why

MAKING = ".making-"
HALF_A_SECOND = 0.5
LOUD = re.compile(r'"output_i"\s*:\s*"(-?[0-9.]+)"')


def found_ffmpeg() -> Path:
    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as trouble:
        raise TranscoderDown("ffmpeg is missing") from trouble


class FfmpegTranscoder:
    def __init__(self, ffmpeg: Path | None = None, sandbox: Sandbox | None = None) -> None:
        self._ffmpeg = ffmpeg
        self.sandbox = sandbox or Sandbox()

    @property
    def ffmpeg(self) -> Path:
        chosen = (self._ffmpeg or found_ffmpeg()).resolve()
        if not chosen.is_file():
            raise TranscoderDown("ffmpeg is missing")
        return chosen

    def probe(self, source: Path, limits: Limits) -> Probe:
        return probe(self.sandbox, source, limits)

    def make(self, source: Path, into: Path, limits: Limits, progress: Callable[[float], None]) -> Made:
        found = self.probe(source, limits)
        plan = ladder.plan(found)
        for left in into.glob(f"{MAKING}*"):  # by an attempt that was killed
            shutil.rmtree(left)
        folder = Path(tempfile.mkdtemp(prefix=MAKING, dir=into))
        try:
            ended = self._encode(found, plan, source, folder, limits, Meter(found.duration, progress))
            made = self._finished(found, plan, folder, into, ended, limits)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        progress(1.0)
        return made

    def run(self, arguments: list[str], source: Path, into: Path, bounds: Bounds, hear: Callable[[str], None]) -> Ended:
        """The one door to ffmpeg; the self-test walks through it too."""
        program = [str(self.ffmpeg), "-hide_banner", "-nostdin", "-nostats", "-y", *arguments]
        return self.sandbox.run(program, source, into, [program[0]], bounds, hear)

    def _encode(
        self, found: Probe, plan: ladder.Plan, source: Path, folder: Path, limits: Limits, meter: "Meter"
    ) -> Ended:
        name = self.sandbox.name_of(source)
        reading = guard.input_flags(Container(found.container), name, limits.pixels, limits.longest + 2 * SLACK)
        arguments = ["-stats_period", "0.5", "-progress", "pipe:1", "-max_error_rate", "0.3", *reading]
        arguments += ["-filter_complex_threads", "2", "-filter_complex", plan.graph, *plan.arguments]
        seconds = 60 + 15 * found.duration
        bounds = Bounds(cpu_seconds=int(2 * seconds), wall_seconds=seconds)
        ended = self.run(arguments, source, folder, bounds, meter.hear)
        settle(ended)
        if ended.code != 0:
            self._must_work(source, folder)
            raise Unplayable(Why.broken, ended.complained[-600:])
        return ended

    def _must_work(self, source: Path, folder: Path) -> None:
        """Before a film is blamed: does this ffmpeg make anything at all? It never opens `source` here."""
        proof = folder / "proof.mp4"
        picture = ["-f", "lavfi", "-i", "testsrc2=size=64x64:rate=5:duration=1", "-c:v", "libx264", "-f", "mp4"]
        ended = self.run([*picture, proof.name], source, folder, Bounds(cpu_seconds=20, wall_seconds=30.0), nothing)
        if ended.code != 0 or b"ftyp" not in plain(proof)[:16]:
            raise TranscoderDown("ffmpeg does not work here")
        proof.unlink()

    def _finished(
        self, found: Probe, plan: ladder.Plan, folder: Path, into: Path, ended: Ended, limits: Limits
    ) -> Made:
        told = asked(self.sandbox, folder, "prove")
        try:
            proved_clean(folder, told, [output.name for output in plan.outputs])
        except NotClean as remains:
            self._must_work(into, folder)
            raise Unplayable(Why.not_clean, str(remains)) from remains
        lasts = told[plan.outputs[0].name]["seconds"]
        if lasts > limits.longest + SLACK:
            raise Unplayable(Why.too_long)
        if found.duration - lasts > max(SLACK, 0.1 * found.duration):
            raise Unplayable(Why.broken, "parts could not be read")
        placeholder = drawn(*plan.grid, plain(folder / ladder.TINY))
        loud = LOUD.findall(ended.complained)
        return Made(
            probe=found,
            files=tuple(kept(output, folder, into) for output in plan.outputs),
            placeholder=placeholder,
            loudness=float(loud[-1]) if loud and found.has_audio else None,
            flashing=flashes(plain(folder / ladder.FLASHES).decode(errors="replace")),
        )

    def self_test(self) -> None:
        with tempfile.TemporaryDirectory() as room:
            self._must_work(Path(room), Path(room))
        must_stop(self.sandbox, self.run)


def plain(path: Path) -> bytes:
    """Never through a link: a program taken over could leave one that points at our own files."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def kept(output: ladder.Output, folder: Path, into: Path) -> MadeFile:
    path = into / output.name
    made = (folder / output.name).rename(path)
    content = made.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return MadeFile(output.role, path, output.mime, output.width, output.height, len(content), digest)


class Meter:
    """Turns what ffmpeg says into a share of the whole, at most twice a second, never backwards."""

    def __init__(self, duration: float, tell: Callable[[float], None]) -> None:
        self._duration, self._tell = max(duration, 0.1), tell
        self._last, self._told, self._rest = 0.0, 0.0, ""

    def hear(self, words: str) -> None:
        *lines, self._rest = (self._rest + words).split("\n")
        done = [line[12:] for line in lines if line.startswith("out_time_us=") and line[12:].isdigit()]
        if not done:
            return
        share, now = min(0.99, int(done[-1]) / 1e6 / self._duration), time.monotonic()
        if share > self._last and now - self._told >= HALF_A_SECOND:
            self._last, self._told = share, now
            self._tell(share)
