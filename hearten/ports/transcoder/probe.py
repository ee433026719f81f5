"""Asks the sandboxed look what a file holds, and weighs the answer against the limits before anything is decoded."""

import json
import sys
from pathlib import Path
from typing import Any

from hearten.ports.isolation import python_room
from hearten.ports.sandbox import Bounds, Ended, Sandbox
from hearten.ports.transcoder import guard
from hearten.ports.transcoder.guard import Container, opened
from hearten.ports.transcoder.shape import Limits, Probe, TranscoderDown, Unplayable, Why

LOOK = Path(__file__).with_name("look.py")
BOUNDS = Bounds(cpu_seconds=20, wall_seconds=60, memory=3 * 1024**3, file_size=1024)
MISSING_END = 0.1  # a file that ends more than this share before its header says was cut short
SLACK = 1.0  # seconds; sound often ends a moment before the picture


def asked(sandbox: Sandbox, source: Path, question: str, *more: str) -> dict[str, Any]:
    """`look` or `prove`, in a child of its own: what parses a stranger's bytes never shares our memory."""
    program = [sys.executable, "-I", str(LOOK), question, sandbox.name_of(source), *more]
    ended = sandbox.run(program, source, None, [*python_room(), str(LOOK)], BOUNDS)
    settle(ended)
    try:
        answer = json.loads(ended.said)
    except ValueError:
        raise Unplayable(Why.broken, ended.complained[-300:]) from None
    assert isinstance(answer, dict)
    if "broken" in answer:
        raise Unplayable(Why.broken, str(answer["broken"]))
    return answer


def settle(ended: Ended) -> None:
    """Whose fault was it? Time and crashes are the file's; a kill from outside or a missing program is not."""
    if ended.ran_out_of_time:
        raise Unplayable(Why.took_too_long)
    if ended.was_killed:
        raise TranscoderDown("killed from outside")
    if "No space left on device" in ended.complained:
        raise TranscoderDown("no space left")
    if ended.complained.startswith("bwrap: ") or "ModuleNotFoundError" in ended.complained:
        raise TranscoderDown(ended.complained[-300:])


def judged(found: dict[str, Any], container: Container, limits: Limits) -> Probe:
    if found["streams"] > limits.streams:
        raise Unplayable(Why.too_many_streams)
    if not found["video"]:
        raise Unplayable(Why.no_picture)
    if found["video"] not in guard.CODECS or found["audio"] not in guard.CODECS | {None}:
        raise Unplayable(Why.unknown_codec, f"{found['video']} {found['audio']}")
    spans = found["spans"]
    picture, sound = spans.get(found["video_at"]), spans.get(found["audio_at"])
    if picture is None:
        raise Unplayable(Why.broken, "no pictures inside")
    begins, ends, pictures = picture
    duration = max(ends, sound[1] if sound else ends) - min(begins, sound[0] if sound else begins)
    _judge_time(duration, float(found["claimed"]), limits)
    width, height = _shown(found)
    _judge_shape(width, height, limits)
    fps = pictures / max(ends - begins, 0.04)
    if fps > limits.frames_a_second:
        raise Unplayable(Why.too_fast)
    return Probe(
        container=container,
        duration=round(duration, 3),
        width=width,
        height=height,
        rotation=int(found["rotation"]),
        fps=round(fps, 3),
        has_audio=sound is not None,
        video_codec=found["video"],
        audio_codec=found["audio"] if sound else None,
        removed=tuple(found["removed"]),
        hdr=bool(found["hdr"]),
    )


def _judge_time(measured: float, claimed: float, limits: Limits) -> None:
    if measured > limits.longest or claimed > limits.longest + SLACK:
        raise Unplayable(Why.too_long)
    if claimed - measured > max(SLACK, MISSING_END * claimed):
        raise Unplayable(Why.broken, "the end is missing")
    if not measured >= limits.shortest:  # so written that "not a number" is refused too
        raise Unplayable(Why.too_short)


def _shown(found: dict[str, Any]) -> tuple[int, int]:
    """Squares for pixels, and turned as the phone was held."""
    shape = min(max(float(found["pixel_shape"]), 0.25), 4.0)
    width, height = round(int(found["width"]) * shape), int(found["height"])
    return (height, width) if int(found["rotation"]) % 180 == 90 else (width, height)


def _judge_shape(width: int, height: int, limits: Limits) -> None:
    if width * height > limits.pixels or max(width, height) > limits.side:
        raise Unplayable(Why.too_many_pixels)
    if min(width, height) < limits.smallest_side:
        raise Unplayable(Why.too_few_pixels)


def probe(sandbox: Sandbox, source: Path, limits: Limits) -> Probe:
    container = opened(source, limits)
    found = asked(sandbox, source, "look", json.dumps(guard.options(container)))
    return judged(found, container, limits)
