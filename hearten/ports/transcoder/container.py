"""What a file is, by its first bytes alone. Its name and its sender's word count for nothing."""

import re
from enum import StrEnum
from pathlib import Path

from hearten.ports.transcoder.shape import Limits, Unplayable, Why

FIRST = 4096


class Container(StrEnum):
    mp4 = "mp4"
    webm = "webm"
    sound = "sound"  # known, and refused kindly: there is no picture


DEMUXER = {Container.mp4: "mov,mp4,m4a,3gp,3g2,mj2", Container.webm: "matroska,webm"}

# Players follow what these name: a playlist of 98 bytes called holiday.mp4 once read a stranger's private video.
REACHES_OUT = re.compile(
    rb"#EXTM3U|#EXTINF|ffconcat|^file\s|<MPD|<smil|<svg|<\?xml|<!doctype|<html|\[playlist\]|v=0\r?\no=|://|RIFF....RMP3",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
# The `wide`, `free`, `skip`, `mdat` and `moov` of old cameras come without an `ftyp` before them.
MP4_BOX = re.compile(rb"....(?:ftyp|moov|mdat|wide|free|skip|pnot)", re.DOTALL)
SOUND_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
SOUND = re.compile(rb"ID3|OggS|fLaC|RIFF....WAVE|#!AMR|\xff[\xe2\xe3\xf2\xf3\xfa\xfb\xf1\xf9]", re.DOTALL)


def container_of(first: bytes) -> Container | None:
    if MP4_BOX.match(first):
        return Container.sound if first[8:12] in SOUND_BRANDS else Container.mp4
    if first.startswith(b"\x1a\x45\xdf\xa3"):
        return Container.webm
    if SOUND.match(first):
        return Container.sound
    return None


def opened(source: Path, limits: Limits) -> Container:
    """The container of a file that may go on to ffmpeg; everything else ends here, unparsed."""
    size = source.stat().st_size
    if size == 0:
        raise Unplayable(Why.empty)
    if size > limits.size:
        raise Unplayable(Why.too_big)
    with source.open("rb") as file:
        first = file.read(FIRST)
    container = container_of(first)
    if container is None:
        raise Unplayable(Why.unsafe_kind if REACHES_OUT.search(first) else Why.not_a_video)
    if container is Container.sound:
        raise Unplayable(Why.no_picture)
    return container
