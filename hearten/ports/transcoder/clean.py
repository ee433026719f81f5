"""Proves that what we made says nothing we did not mean to say. A file that cannot be proved is refused."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

# The words an MP4 of ours may hold. A plain re-encode keeps GPS and owner; so nothing is trusted, all is checked.
WORDS = {
    "major_brand": {"isom"},
    "minor_version": {"512"},
    "compatible_brands": {"isomiso2avc1mp41", "isomiso2mp41", "isom"},
    "language": {"und"},
    "handler_name": {"VideoHandler", "SoundHandler"},
    "encoder": {"Lavc libx264"},
    "vendor_id": {"[0][0][0][0]", "FFMP"},
}
STREAMS = {
    ".mp4": ({"video:h264"}, {"video:h264", "audio:aac"}),
    ".m4a": ({"audio:aac"},),
    ".jpg": ({"video:mjpeg"},),
    ".webp": ({"video:webp"},),
}
PARENTS = frozenset({b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl"})
BOXES = PARENTS | {
    b"ftyp", b"free", b"mdat", b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref",
    b"stsd", b"stts", b"stss", b"ctts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp",
}  # fmt: skip
# ffmpeg always writes this list of tags; it must be the empty one, to the byte.
NO_TAGS = b"\0\0\0\x3dudta\0\0\0\x35meta\0\0\0\0\0\0\0\x21hdlr\0\0\0\0\0\0\0\0mdirappl\0\0\0\0\0\0\0\0\0\0\0\0\x08ilst"
WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L"})
# Start, JFIF, tables, baseline frame, scan: no EXIF (APP1), no profile (APP2), no comment.
JPEG_MARKERS = frozenset({0xE0, 0xDB, 0xC0, 0xC4, 0xDA, 0xDD})


class NotClean(Exception):
    """Something remains in a file of ours that is on no list."""


def proved_clean(folder: Path, told: Mapping[str, Any], names: list[str]) -> None:
    """`told` is what PyAV read; the boxes, chunks and markers are walked here, with nothing but arithmetic."""
    for name in names:
        path = folder / name
        about = told.get(name)
        if about is None or path.is_symlink() or not path.is_file():
            raise NotClean(f"{name} is missing or no plain file")
        for word, value in about["words"]:
            if value not in WORDS.get(word, ()):
                raise NotClean(f"{name}: {word}={value}")
        if set(about["streams"]) not in STREAMS[path.suffix] or len(about["streams"]) > 2 or about["chapters"]:
            raise NotClean(f"{name}: {about['streams']}")
        for part in parts(path):
            raise NotClean(f"{name}: {part!r}")


def parts(path: Path) -> Iterator[bytes]:
    """The parts that are on no list."""
    if path.suffix in {".mp4", ".m4a"}:
        with path.open("rb") as file:
            kinds = {box for box, _ in boxes(file.read, file.seek, 0, path.stat().st_size)}
        yield from sorted(kinds - BOXES)
    elif path.suffix == ".webp":
        yield from sorted(set(chunks(path.read_bytes())) - WEBP_CHUNKS)
    else:
        yield from (bytes([mark]) for mark in sorted(set(markers(path.read_bytes())) - JPEG_MARKERS))


def boxes(read: Any, seek: Any, start: int, end: int) -> Iterator[tuple[bytes, int]]:
    while start + 8 <= end:
        seek(start)
        head = read(16)
        size, kind, large = *struct.unpack(">I4s", head[:8]), head[8:16]
        skip = 8
        if size == 1 and len(large) == 8:
            size, skip = struct.unpack(">Q", large)[0], 16
        if size < skip or start + size > end:
            yield b"????", start
            return
        if kind != b"udta" or head + read(size - 16) != NO_TAGS:
            yield kind, start
        if kind in PARENTS:
            yield from boxes(read, seek, start + skip, start + size)
        start += size
    if start != end:
        yield b"????", start  # bytes after the last box: a second file could hide there


def chunks(content: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(content):
        kind, size = struct.unpack("<4sI", content[at : at + 8])
        yield kind
        at += 8 + size + size % 2
    if at != len(content):
        yield b"????"


def markers(content: bytes) -> Iterator[int]:
    """Up to the scan; after it only restart marks, stuffing and the end may come."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark, size = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        yield mark
        at += 2 + size
        if mark == 0xDA:
            if content.find(b"\xff\xd9", at) != len(content) - 2:
                yield 0xD9
            return
    yield 0x00
