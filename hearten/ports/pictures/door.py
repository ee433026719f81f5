"""The door: what a file is by its first bytes alone. Its name and its sender's word count for nothing."""

from enum import StrEnum
from pathlib import Path

from hearten.ports.pictures.shape import Unusable, Why

FIRST = 16


class Kind(StrEnum):
    jpeg = "JPEG"
    png = "PNG"
    webp = "WEBP"


def kind_of(first: bytes) -> Kind | None:
    if first.startswith(b"\xff\xd8\xff"):
        return Kind.jpeg
    if first.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.png
    return Kind.webp if first[:4] == b"RIFF" and first[8:12] == b"WEBP" else None


def opened(source: Path, most_bytes: int) -> Kind:
    """The kind of a file that may go on to a decoder; everything else ends here, unparsed."""
    size = source.stat().st_size
    if size == 0:
        raise Unusable(Why.empty)
    if size > most_bytes:
        raise Unusable(Why.too_big)
    with source.open("rb") as file:
        kind = kind_of(file.read(FIRST))
    if kind is None:
        raise Unusable(Why.not_a_picture)
    return kind
