"""What a hostile file is: its name, what it attacks, its bytes, and what Hearten must answer."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import imageio_ffmpeg

HARMLESS = "harmless"  # may be made playable: nothing of the attack is left in what comes out


@dataclass(frozen=True)
class Hostile:
    name: str
    attacks: str
    content: bytes
    expected: frozenset[str]


def of(name: str, attacks: str, content: bytes, *expected: str) -> Hostile:
    return Hostile(name, attacks, content, frozenset(expected))


FILM = ("-f", "lavfi", "-i", "testsrc2=s={size}:r={fps}:d={seconds}")
SOUND = ("-f", "lavfi", "-i", "sine=d={seconds}")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac")


@cache
def film(
    suffix: str,
    *more: str,
    size: str = "128x96",
    fps: int = 10,
    seconds: float = 2,
    sound: bool = True,
    third: tuple[str, ...] = (),
) -> bytes:
    """A small honest film, to be spoiled afterwards. `more` goes before the output, `third` is one more input."""
    folder = tempfile.mkdtemp()
    made = Path(folder, f"film.{suffix}")
    source = [word.format(size=size, fps=fps, seconds=seconds) for word in (FILM + SOUND if sound else FILM)]
    codec = H264 if suffix in {"mp4", "mov", "mkv"} else ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *source, *third, *codec, *more, str(made)]
    subprocess.run(command, check=True, timeout=60, cwd=folder)
    content = made.read_bytes()
    shutil.rmtree(folder)
    return content
