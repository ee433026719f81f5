"""L5: Hearten's whole `make()` against one bare ffmpeg command doing the same ladder. Target: ratio ≤ 1.05.

Both decode a 30 s clip of 1080×1920 once and make three MP4s, the sound file, two posters, the storyboard and the
placeholder's pixels, with the same loudness and photosensitivity filters, encoders and threads. Hearten's time also
holds what the bare command leaves out: first bytes, probing, the sandbox, limits, proving every output clean, digests.

`python bench/transcode.py [--rounds 3] [--seconds 30] [--control]`; the control decodes a
second time and must go red. The last line is JSON.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a plain script

from hearten.ports.transcoder import FfmpegTranscoder, Limits
from hearten.ports.transcoder.ladder import Plan, plan

TARGET = 1.05


def clip(ffmpeg: Path, folder: Path, seconds: int) -> Path:
    """Moving shapes under a little grain, at a phone's bit rate; speech-like sound."""
    made = folder / "clip.mp4"
    picture = f"testsrc2=s=1080x1920:r=30:d={seconds},noise=alls=6:allf=t"
    sound = f"sine=f=220:d={seconds}:b=4"
    command = [ffmpeg, "-v", "error", "-y", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound]
    command += ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "10M", "-maxrate", "12M", "-bufsize", "12M"]
    subprocess.run([*command, "-pix_fmt", "yuv420p", "-c:a", "aac", made], check=True)
    return made


def taken(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def bare(ffmpeg: Path, source: Path, chosen: Plan, into: Path) -> None:
    into.mkdir()
    command = [str(ffmpeg), "-hide_banner", "-nostdin", "-nostats", "-y", "-threads", "2", "-i", str(source)]
    command += ["-filter_complex_threads", "2", "-filter_complex", chosen.graph, *chosen.arguments]
    subprocess.run(command, check=True, cwd=into, capture_output=True)


def ours(source: Path, into: Path, control: bool) -> None:
    into.mkdir()
    FfmpegTranscoder().make(source, into, Limits(), lambda _: None)
    if control:
        decode = [str(FfmpegTranscoder().ffmpeg), "-v", "error", "-nostdin", "-i", str(source)]
        subprocess.run([*decode, "-vf", "scale=720:-2", "-f", "null", "-"], check=True)


def raced(ffmpeg: Path, source: Path, chosen: Plan, folder: Path, turn: int, control: bool) -> tuple[float, float]:
    """Who goes first alternates, so that a warm cache favours nobody."""

    def mine() -> float:
        return taken(lambda: ours(source, folder / f"ours{turn}", control))

    def theirs() -> float:
        return taken(lambda: bare(ffmpeg, source, chosen, folder / f"bare{turn}"))

    if turn % 2:
        first = mine()
        return first, theirs()
    first = theirs()
    return mine(), first


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=int, default=30)
    asked.add_argument("--control", action="store_true", help="decode a second time, to see the check go red")
    wanted = asked.parse_args()
    transcoder = FfmpegTranscoder()
    pairs: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        source = clip(transcoder.ffmpeg, folder, wanted.seconds)
        chosen = plan(transcoder.probe(source, Limits()))
        for turn in range(wanted.rounds):
            pairs.append(raced(transcoder.ffmpeg, source, chosen, folder, turn, wanted.control))
            mine, theirs = pairs[-1]
            print(f"round {turn + 1}: Hearten {mine:.2f} s, bare ffmpeg {theirs:.2f} s", flush=True)
    ratio = statistics.median(mine / theirs for mine, theirs in pairs)
    seconds = statistics.median(mine for mine, _ in pairs)
    told = {"bench": "transcode", "clip_s": wanted.seconds, "seconds": round(seconds, 2), "ratio": round(ratio, 3)}
    print(json.dumps({**told, "target": TARGET, "ok": ratio <= TARGET, "control": wanted.control}))


if __name__ == "__main__":
    main()
