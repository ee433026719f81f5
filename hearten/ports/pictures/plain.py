"""The harmless twin, which draws the same grey sheet for every picture; and what stands where nothing is safe."""

from pathlib import Path

from PIL import Image

from hearten.ports.pictures.door import opened
from hearten.ports.pictures.shape import WIDTHS, Made, MadeFile, PicturesDown

GREY = (128, 128, 128)


class PlainPictures:
    """Opens nothing of the stranger's file beyond its first bytes."""

    def make(self, source: Path, into: Path, most_bytes: int, most_pixels: int) -> Made:
        opened(source, most_bytes)
        return Made(tuple(_sheet(into, width) for width in WIDTHS), ())


def _sheet(into: Path, width: int) -> MadeFile:
    path = into / f"{width}.webp"
    Image.new("RGB", (width, width), GREY).save(path, "WEBP")
    return MadeFile(path, "image/webp", width, width)


class NoPictures:
    """Touches nothing, and says why."""

    def __init__(self, why: str = "pictures are not set up here") -> None:
        self.why = why

    def make(self, source: Path, into: Path, most_bytes: int, most_pixels: int) -> Made:
        raise PicturesDown(self.why)
