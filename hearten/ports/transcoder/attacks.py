"""Known attacks, built small and tried at start, so that a machine which cannot stop them never touches a real file.

Each is tried twice: at the front door, and again as if first bytes had been fooled, straight at guarded ffmpeg.
"""

import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import pack

from hearten.ports.isolation import python_room
from hearten.ports.sandbox import Bounds, Ended, Sandbox, nothing
from hearten.ports.transcoder import guard
from hearten.ports.transcoder.guard import Container, opened
from hearten.ports.transcoder.shape import Limits, TranscoderDown, Unplayable, Unsafe

Ffmpeg = Callable[[list[str], Path, Path, Bounds, Callable[[str], None]], Ended]
SECRET = b"somebody else's private video" * 64
BOUNDS = Bounds(cpu_seconds=10, wall_seconds=30)
# Tries a file outside, a listening socket on this machine, and the worker's own environment.
BURGLAR = """
import os, socket, sys
try:
    sys.stdout.write("read " if open(sys.argv[1], "rb").read(4) else "")
except OSError:
    pass
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=2)
    sys.stdout.write("called ")
except OSError:
    pass
sys.stdout.write("inherited " if "HOME" in os.environ and os.environ["HOME"] != "/tmp" else "")
"""


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return pack(">I4s", 8 + len(body), kind) + body


def full(kind: bytes, *inside: bytes) -> bytes:
    return box(kind, bytes(4), *inside)


def alias(target: Path) -> bytes:
    """A QuickTime alias record that names another file, as old Macs wrote it."""
    words = str(target).encode()
    absolute_path, the_end, fixed_part = 2, -1, bytes(150)
    named = pack(">HH", absolute_path, len(words)) + words + bytes(len(words) % 2)
    return full(b"alis", fixed_part, named, pack(">hH", the_end, 0))


def borrowed_track(target: Path, size: int) -> bytes:
    """An MP4 whose sound samples lie in someone else's file: its bytes would come out as sound."""
    entry = box(b"sowt", bytes(6), pack(">H", 1), bytes(8), pack(">HHHHI", 1, 16, 0, 0, 8000 << 16))
    table = box(
        b"stbl",
        full(b"stsd", pack(">I", 1), entry),
        full(b"stts", pack(">III", 1, size // 2, 1)),
        full(b"stsc", pack(">IIII", 1, 1, size // 2, 1)),
        full(b"stsz", pack(">II", 2, size // 2)),
        full(b"stco", pack(">II", 1, 0)),
    )
    where = box(b"dinf", full(b"dref", pack(">I", 1), alias(target)))
    media = box(
        b"mdia",
        full(b"mdhd", pack(">IIIIHH", 0, 0, 8000, size // 2, 0, 0)),
        full(b"hdlr", b"mhlrsoun", bytes(13)),
        box(b"minf", full(b"smhd", bytes(4)), where, table),
    )
    head = full(b"tkhd", pack(">IIII", 0, 0, 1, 0), pack(">I", size // 2), bytes(60))
    movie = full(b"mvhd", pack(">IIIIIH", 0, 0, 8000, size // 2, 0x10000, 0x100), bytes(70), pack(">I", 2))
    return box(b"ftyp", b"qt  ", bytes(4), b"qt  ") + box(b"moov", movie, box(b"trak", head, media))


def reaching(neighbour: Path) -> Iterator[tuple[str, bytes]]:
    """Every way we know for one file to make its reader open another."""
    name = neighbour.name.encode()
    yield "playlist", b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n" + name + b"\n#EXT-X-ENDLIST\n"
    yield "concat", b"ffconcat version 1.0\nfile '" + name + b"'\n"
    yield "network", b"#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n"
    yield "dash", b'<?xml version="1.0"?><MPD><Period><BaseURL>' + name + b"</BaseURL></Period></MPD>"
    yield "reference", borrowed_track(neighbour, len(SECRET))


@contextmanager
def neighbourhood() -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory(prefix="self-test-") as folder:
        neighbour, into = Path(folder, "neighbour.mp4"), Path(folder, "into")
        neighbour.write_bytes(SECRET)
        into.mkdir()
        yield neighbour, into


def must_stop(sandbox: Sandbox, ffmpeg: Ffmpeg) -> None:
    """Raises `Unsafe` with the name of the first attack that gets through."""
    with neighbourhood() as (neighbour, into):
        for kind, content in reaching(neighbour):
            attack = neighbour.with_name(f"{kind}.mp4")
            attack.write_bytes(content)
            if kind != "reference" and passes_the_door(attack):
                raise Unsafe(f"{kind}_door")
            if steals(sandbox, ffmpeg, attack, into):
                raise Unsafe(kind)
        must_hold(sandbox, neighbour, into)


def passes_the_door(attack: Path) -> bool:
    try:
        opened(attack, Limits())
    except Unplayable:
        return False
    return True


def steals(sandbox: Sandbox, ffmpeg: Ffmpeg, attack: Path, into: Path) -> bool:
    name = sandbox.name_of(attack)
    taken = into / "taken.raw"
    for container in (Container.mp4, Container.webm):
        reading = guard.input_flags(container, name, Limits().pixels, 10)
        ended = ffmpeg([*reading, "-map", "0", "-c", "copy", "-f", "data", taken.name], attack, into, BOUNDS, nothing)
        if ended.code == 0 and taken.is_file() and SECRET[:16] in taken.read_bytes():
            return True
        taken.unlink(missing_ok=True)
    return False


def must_hold(sandbox: Sandbox, neighbour: Path, into: Path) -> None:
    """The walls themselves, with a program that tries nothing but to get out."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = str(door.getsockname()[1])
        burglar = [sys.executable, "-I", "-S", "-c", BURGLAR, str(neighbour), port]
        ended = sandbox.run(burglar, into, None, python_room(), BOUNDS)
    if ended.code != 0:
        raise TranscoderDown(f"the sandbox did not start: {ended.complained[-200:]}")
    walls = sandbox.describe()
    got = ended.said.decode().split()
    if ("read" in got and walls.hides_files) or ("called" in got and walls.hides_network) or "inherited" in got:
        raise Unsafe("sandbox")
