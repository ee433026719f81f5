"""The harmless twin: the same refusals on first bytes and size, and a small grey film for everything else."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from PIL import Image

from hearten.ports.transcoder.guard import opened
from hearten.ports.transcoder.seen import drawn
from hearten.ports.transcoder.shape import Limits, Made, MadeFile, Probe, Role

GREY = 128
SECONDS = 2
RATE = 5
LADDER = ((180, 320), (270, 480), (360, 640))


class StillTranscoder:
    """Opens nothing of the stranger's file beyond its first bytes, so what it says of it is made up."""

    def probe(self, source: Path, limits: Limits) -> Probe:
        return Probe(
            container=opened(source, limits),
            duration=float(SECONDS),
            width=LADDER[-1][0],
            height=LADDER[-1][1],
            rotation=0,
            fps=float(RATE),
            has_audio=True,
            video_codec="h264",
            audio_codec="aac",
            removed=(),
        )

    def make(self, source: Path, into: Path, limits: Limits, progress: Callable[[float], None]) -> Made:
        found = self.probe(source, limits)
        progress(0.5)
        files = tuple(_laid_down(into, file, content) for file, content in _grey())
        progress(1.0)
        return Made(found, files, drawn(4, 7, bytes([GREY]) * 84), -16.0, flashing=False)

    def self_test(self) -> None:
        """Nothing of a stranger's is ever parsed here, so there is nothing to attack."""


@cache
def _grey() -> tuple[tuple[MadeFile, bytes], ...]:
    """Every film becomes the same one, so it is encoded once."""
    with TemporaryDirectory() as folder:
        into = Path(folder)
        files = [_film(into / f"{width}.mp4", width, height) for width, height in LADDER]
        files.append(_sound(into / "audio.m4a"))
        files.append(_picture(into / "poster.jpg", "poster", "JPEG", *LADDER[-1]))
        files.append(_picture(into / "poster.webp", "poster_webp", "WEBP", *LADDER[-1]))
        files.append(_picture(into / "storyboard.jpg", "storyboard", "JPEG", 90 * SECONDS, 160))
        return tuple((file, file.path.read_bytes()) for file in files)


def _laid_down(into: Path, file: MadeFile, content: bytes) -> MadeFile:
    path = into / file.path.name
    path.write_bytes(content)
    return replace(file, path=path)


def _told(path: Path, role: Role, mime: str, width: int | None = None, height: int | None = None) -> MadeFile:
    content = path.read_bytes()
    return MadeFile(role, path, mime, width, height, len(content), hashlib.sha256(content).hexdigest())


def _film(path: Path, width: int, height: int) -> MadeFile:
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as made:
        film = made.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "threads": "1"})
        film.width, film.height, film.pix_fmt = width, height, "yuv420p"
        sound = made.add_stream("aac", rate=48000, layout="mono")
        frame = av.VideoFrame(width, height, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([GREY]) * plane.buffer_size)
        for count in range(SECONDS * RATE):
            frame.pts, frame.time_base = count, Fraction(1, RATE)
            made.mux(film.encode(frame))
        made.mux(film.encode(None))
        made.mux(sound.encode(_silence()))
        made.mux(sound.encode(None))
    return _told(path, "video", "video/mp4", width, height)


def _sound(path: Path) -> MadeFile:
    with av.open(str(path), "w", format="mp4", options={"fflags": "+bitexact"}) as made:
        sound = made.add_stream("aac", rate=48000, layout="mono")
        made.mux(sound.encode(_silence()))
        made.mux(sound.encode(None))
    return _told(path, "audio", "audio/mp4")


def _silence() -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(np.zeros((1, 48000 * SECONDS), dtype=np.float32), format="fltp", layout="mono")
    frame.sample_rate, frame.pts = 48000, 0
    return frame


def _picture(path: Path, role: Role, kind: str, width: int, height: int) -> MadeFile:
    Image.new("RGB", (width, height), (GREY, GREY, GREY)).save(path, kind)
    return _told(path, role, f"image/{kind.lower()}", width, height)
