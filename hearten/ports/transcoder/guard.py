"""The door: what a file is by its first bytes alone, and the flags every touch of a stranger's file carries.

A file's name and its sender's word count for nothing, and no demuxer may be talked into opening another file.
"""

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


DECODERS = (
    "h264", "hevc", "vp8", "vp9", "libvpx", "libvpx-vp9", "av1", "libdav1d", "mpeg4", "h263",
    "aac", "aac_fixed", "mp3", "mp3float", "opus", "libopus", "vorbis", "libvorbis", "flac", "alac",
    "pcm_s16le", "pcm_s16be", "pcm_s24le", "amrnb", "amrwb",
)  # fmt: skip
CODECS = frozenset(DECODERS) | {"amr_nb", "amr_wb"}  # as a stream's header names them
MOST_STREAMS = 64  # beyond it nothing is even counted
LARGEST_BLOCK = 256 * 1024**2  # one allocation; an atom that claims gigabytes ends here
READ_AHEAD = 20_000_000  # bytes and microseconds ffmpeg may look at to learn what is inside


def options(container: Container) -> dict[str, str]:
    """For the demuxer, the same in ffmpeg and in PyAV."""
    chosen = {
        "protocol_whitelist": "file",
        "format_whitelist": DEMUXER[container],
        "codec_whitelist": ",".join(DECODERS),
        "max_streams": str(MOST_STREAMS),
        "probesize": str(READ_AHEAD),
        "analyzeduration": str(READ_AHEAD),
    }
    if container is Container.mp4:
        chosen |= {"enable_drefs": "0", "use_absolute_path": "0"}
    return chosen


def input_flags(container: Container, name: str, pixels: int, seconds: float) -> list[str]:
    flags = ["-max_alloc", str(LARGEST_BLOCK), "-f", DEMUXER[container].split(",")[0]]
    for key, value in options(container).items():
        flags += [f"-{key}", value]
    return [*flags, "-max_pixels", str(pixels), "-threads", "2", "-t", f"{seconds:g}", "-i", f"file:{name}"]
