"""Small honest films of every shape a phone makes."""

import subprocess
from pathlib import Path

import imageio_ffmpeg

QUICK = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac")


def film(
    path: Path,
    *more: str,
    size: str = "320x180",
    seconds: float = 2,
    sound: bool = True,
    look: str = "",
    third: tuple[str, ...] = (),
) -> Path:
    """`more` goes before the output; `look` replaces the moving test picture; `third` is one more input."""
    picture = look or f"testsrc2=s={size}:r=25:d={seconds}"
    inputs = ["-f", "lavfi", "-i", picture]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"sine=d={seconds}"]
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([ffmpeg, "-v", "error", "-y", *inputs, *third, *QUICK, *more, str(path)], check=True, timeout=60)
    return path
