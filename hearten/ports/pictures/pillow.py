"""The real thing: a child of its own decodes the picture behind the sandbox's walls and draws it anew."""

import json
import sys
from pathlib import Path
from typing import Any

from hearten.ports.isolation import python_room
from hearten.ports.pictures.door import opened
from hearten.ports.pictures.shape import WIDTHS, Made, MadeFile, PicturesDown, Unusable, Why
from hearten.ports.sandbox import Bounds, Ended, Sandbox

DRAW = Path(__file__).with_name("draw.py")
BOUNDS = Bounds(cpu_seconds=30, wall_seconds=60, memory=3 * 1024**3, file_size=16 * 1024**2)
ONLY = frozenset({b"VP8 "})  # the one part of a WebP file of ours: the pixels


class PillowPictures:
    def __init__(self, sandbox: Sandbox | None = None) -> None:
        self.sandbox = sandbox or Sandbox()

    def make(self, source: Path, into: Path, most_bytes: int, most_pixels: int) -> Made:
        kind = opened(source, most_bytes)
        asked = [self.sandbox.name_of(source), kind.value, str(most_pixels), *map(str, WIDTHS)]
        program = [sys.executable, "-I", str(DRAW), *asked]
        try:
            ended = self.sandbox.run(program, source, into, [*python_room(), str(DRAW)], BOUNDS)
        except OSError as trouble:
            raise PicturesDown(f"the sandbox does not start: {trouble}") from trouble
        told = _told(ended)
        return Made(tuple(_kept(into, file) for file in told["files"]), tuple(told["removed"]))


def _told(ended: Ended) -> dict[str, Any]:
    if ended.ran_out_of_time:
        raise Unusable(Why.took_too_long)
    missing = ended.complained.startswith("bwrap: ") or "ModuleNotFoundError" in ended.complained
    if ended.was_killed or missing or "No space left on device" in ended.complained:
        raise PicturesDown(ended.complained[-300:] or "killed from outside")
    try:
        told = json.loads(ended.said)
    except ValueError:
        raise Unusable(Why.broken, ended.complained[-300:]) from None
    if "refused" in told:
        if "No space left on device" in str(told.get("detail", "")):
            raise PicturesDown("no space left")
        raise Unusable(Why(told["refused"]), str(told.get("detail", "")))
    assert isinstance(told, dict)
    return told


def _kept(into: Path, file: dict[str, Any]) -> MadeFile:
    """Never through a link, and only where every part of it is pixels."""
    path = into / Path(str(file["name"])).name
    if path.is_symlink() or not path.is_file():
        raise Unusable(Why.not_clean, "missing or no plain file")
    if parts := _parts(path.read_bytes()) - ONLY:
        raise Unusable(Why.not_clean, repr(sorted(parts)))
    return MadeFile(path, "image/webp", int(file["width"]), int(file["height"]))


def _parts(content: bytes) -> set[bytes]:
    """The kinds of parts of a WebP file; bytes that belong to none count as a part without a name."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return {b"????"}
    found, at = set(), 12
    while at + 8 <= len(content):
        found.add(content[at : at + 4])
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return found if at == len(content) else found | {b"????"}
