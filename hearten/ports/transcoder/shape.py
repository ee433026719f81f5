"""What a transcoder promises: the questions, the answers, and the ways it says no."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

Role = Literal["video", "audio", "poster", "poster_webp", "storyboard"]


class Why(StrEnum):
    """Why a file cannot be played. The feature says each in words a person understands."""

    empty = "empty"
    not_a_video = "not_a_video"
    unsafe_kind = "unsafe_kind"  # a kind of file that sends its player to fetch other files
    no_picture = "no_picture"
    too_big = "too_big"
    too_long = "too_long"
    too_short = "too_short"
    too_many_pixels = "too_many_pixels"
    too_few_pixels = "too_few_pixels"
    too_fast = "too_fast"  # more frames a second than a phone can show
    too_many_streams = "too_many_streams"
    unknown_codec = "unknown_codec"
    broken = "broken"
    not_clean = "not_clean"  # something of the original would remain in what we made
    took_too_long = "took_too_long"


class Unplayable(Exception):
    """The file's fault: trying again will not help, another file may."""

    def __init__(self, code: Why, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail  # for the operator's log; may quote the file, so never shown on a page


class TranscoderDown(Exception):
    """Our fault or the machine's: the same file may well succeed later."""


class Unsafe(Exception):
    """A known attack was not stopped, so no stranger's file may be touched here."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Limits:
    size: int = 200 * 1000**2
    longest: float = 180.0  # seconds
    shortest: float = 1.0
    pixels: int = 4096 * 2304
    side: int = 4096
    smallest_side: int = 64
    frames_a_second: float = 61.0
    streams: int = 8


@dataclass(frozen=True)
class Probe:
    container: str
    duration: float  # seconds, counted over the packets: headers may lie
    width: int  # as shown, after turning
    height: int
    rotation: int
    fps: float
    has_audio: bool
    video_codec: str
    audio_codec: str | None
    removed: tuple[str, ...]  # kinds found in the original, as look.py names them; never values
    hdr: bool = False


@dataclass(frozen=True)
class MadeFile:
    role: Role
    path: Path
    mime: str
    width: int | None
    height: int | None
    size: int
    sha256: str


@dataclass(frozen=True)
class Made:
    probe: Probe
    files: tuple[MadeFile, ...]
    placeholder: str  # see placeholder.py
    loudness: float | None  # LUFS of what was made; nothing where there is no sound
    flashing: bool


class Transcoder(Protocol):
    def probe(self, source: Path, limits: Limits) -> Probe: ...

    def make(self, source: Path, into: Path, limits: Limits, progress: Callable[[float], None]) -> Made: ...

    def self_test(self) -> None: ...
