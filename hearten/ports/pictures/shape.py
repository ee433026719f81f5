"""What making a picture safe promises: the question, the answers, and the ways it says no."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

WIDTHS = (1080, 540)  # pixels: a phone of today, and one that has to save


class Why(StrEnum):
    """Why a file cannot be shown as a picture. The feature says each in words a person understands."""

    empty = "empty"
    not_a_picture = "not_a_picture"
    too_big = "too_big"
    too_many_pixels = "too_many_pixels"
    too_few_pixels = "too_few_pixels"
    odd_shape = "odd_shape"  # so long and thin that nobody could see what is on it
    broken = "broken"
    not_clean = "not_clean"  # something of the original would remain in what we made
    took_too_long = "took_too_long"


class Unusable(Exception):
    """The file's fault: trying again will not help, another file may."""

    def __init__(self, code: Why, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail  # for the operator's log; may quote the file, so never shown on a page


class PicturesDown(Exception):
    """Our fault or the machine's: the same file may well succeed later."""


@dataclass(frozen=True)
class MadeFile:
    path: Path
    mime: str
    width: int
    height: int


@dataclass(frozen=True)
class Made:
    files: tuple[MadeFile, ...]
    removed: tuple[str, ...]  # kinds of hidden words that were in the original; never their values


class Pictures(Protocol):
    def make(self, source: Path, into: Path, most_bytes: int, most_pixels: int) -> Made:
        """New pictures of at most 1080 and 540 pixels across, in `into`, with nothing hidden in them.

        Raises Unusable where the file is at fault, PicturesDown where it is not.
        """
        ...
