"""From script to film: frames and sound go through one ffmpeg into one file."""

import subprocess
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

import imageio_ffmpeg

from hearten.demo.films import shapes, sound
from hearten.demo.films.cast import stage
from hearten.demo.films.script import Film

RATE = 20  # frames a second: slow shapes need no more, and a first start is a sixth quicker


class RenderFailed(RuntimeError):
    """ffmpeg would not make the film; its own words follow."""


def render_all(films: Iterable[Film], into: Path, workers: int = 2) -> tuple[Path, ...]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return tuple(pool.map(partial(render, into=into), films))


def render(film: Film, into: Path) -> Path:
    """Write <name>.mp4. The same script gives the same film."""
    made = into / f"{film.name}.mp4"
    with TemporaryDirectory() as folder:
        tone = Path(folder) / "tone.pcm"
        tone.write_bytes(sound.pad(film.chords, film.seconds))
        half_made = Path(folder) / made.name
        _encode(film, tone, half_made)
        made.write_bytes(half_made.read_bytes())
    return made


def _encode(film: Film, tone: Path, made: Path) -> None:
    picture = stage(film)
    with TemporaryFile() as said:
        ffmpeg = subprocess.Popen(_command(tone, made), stdin=subprocess.PIPE, stderr=said)
        assert ffmpeg.stdin is not None
        try:
            with ffmpeg.stdin as frames:
                for number in range(round(film.seconds * RATE)):
                    frames.write(picture.frame(number / RATE).tobytes())
        except BrokenPipeError as gone:
            raise RenderFailed(_last_words(ffmpeg, said)) from gone
        if ffmpeg.wait() != 0:
            raise RenderFailed(_last_words(ffmpeg, said))


def _last_words(ffmpeg: "subprocess.Popen[bytes]", said: IO[bytes]) -> str:
    ffmpeg.wait()
    said.seek(0)
    return said.read().decode("utf-8", "replace")[-2000:]


def _command(tone: Path, made: Path) -> list[str]:
    pictures = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{shapes.WIDE}x{shapes.HIGH}", "-r", str(RATE)]
    tones = ["-f", "s16le", "-ar", str(sound.RATE), "-ac", "1", "-i", str(tone)]
    colours = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
    video = ["-vf", "scale=out_color_matrix=bt709", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "21",
             "-threads", "1", "-g", str(4 * RATE), "-pix_fmt", "yuv420p", *colours]  # fmt: skip
    audio = ["-c:a", "aac", "-b:a", "96k"]
    return [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *pictures, "-i", "pipe:0", *tones,
        *video, *audio, "-movflags", "+faststart", "-fflags", "+bitexact", "-map_metadata", "-1", str(made),
    ]  # fmt: skip
