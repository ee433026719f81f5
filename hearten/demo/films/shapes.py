"""Soft-edged shapes on a frame: gradients, discs, glows, rounded cards, smooth outlines."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from hearten.demo.films.colours import Colour

WIDE, HIGH = 720, 1280
FINE = 4  # outlines are drawn this many times larger, then made small: smooth edges

Mask = Image.Image
Floats = NDArray[np.float32]


def gradient(top: Colour, bottom: Colour, wide: int = WIDE, high: int = HIGH) -> Image.Image:
    share = np.linspace(0, 1, high, dtype=np.float32)[:, None, None]
    rows = np.asarray(top, np.float32) * (1 - share) + np.asarray(bottom, np.float32) * share
    # A grain finer than one step of colour keeps wide gradients from showing bands.
    grain = np.random.default_rng(7).random((high, wide, 1), dtype=np.float32)
    return Image.fromarray((rows + grain).clip(0, 255).astype(np.uint8), "RGB")


def distance(x: float, y: float, reach: float) -> tuple[Floats, int, int]:
    """How far each pixel near (x, y) is from it, and where that square begins."""
    left, top, side = int(x - reach) - 1, int(y - reach) - 1, int(2 * reach) + 4
    along = np.arange(side, dtype=np.float32)
    across = (along + (left + 0.5 - x)) ** 2
    down = (along + (top + 0.5 - y)) ** 2
    return np.sqrt(down[:, None] + across[None, :]), left, top


def _lay(frame: Image.Image, colour: Colour, share: Floats, left: int, top: int) -> None:
    frame.paste(colour, (left, top), Image.fromarray((share * 255).astype(np.uint8), "L"))


def disc(frame: Image.Image, colour: Colour, x: float, y: float, radius: float, opacity: float = 1.0) -> None:
    if radius < 0.5 or opacity <= 0:
        return
    far, left, top = distance(x, y, radius)
    _lay(frame, colour, np.clip(radius + 0.5 - far, 0, 1) * np.float32(opacity), left, top)


def glow(frame: Image.Image, colour: Colour, x: float, y: float, radius: float, opacity: float = 1.0) -> None:
    far, left, top = distance(x, y, radius)
    _lay(frame, colour, np.clip(1 - far / radius, 0, 1) ** 2 * np.float32(opacity), left, top)


def ring(frame: Image.Image, colour: Colour, x: float, y: float, radius: float, width: float, opacity: float) -> None:
    far, left, top = distance(x, y, radius + width)
    _lay(frame, colour, np.clip(width / 2 + 0.5 - np.abs(far - radius), 0, 1) * np.float32(opacity), left, top)


def faded(mask: Mask, opacity: float) -> Mask:
    return mask if opacity >= 1 else mask.point([round(level * opacity) for level in range(256)])


def stamp(frame: Image.Image, colour: Colour, mask: Mask, x: float, y: float, opacity: float = 1.0) -> None:
    """Lay a mask at (x, y); parts of a pixel are honoured, so slow things glide."""
    if opacity <= 0:
        return
    left, top = int(x), int(y)
    if x != left or y != top:
        wide, high = mask.size
        moved = (1, 0, left - x, 0, 1, top - y)
        mask = mask.transform((wide + 1, high + 1), Image.Transform.AFFINE, moved, Image.Resampling.BILINEAR)
    frame.paste(colour, (left, top), faded(mask, opacity))


def card(wide: int, high: int, corner: int) -> Mask:
    large = Image.new("L", (wide * FINE, high * FINE))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, wide * FINE - 1, high * FINE - 1), corner * FINE, fill=255)
    return large.reduce(FINE)


def outline(points: Sequence[tuple[float, float]], wide: int, high: int) -> Mask:
    large = Image.new("L", (wide * FINE, high * FINE))
    ImageDraw.Draw(large).polygon([(x * FINE, y * FINE) for x, y in points], fill=255)
    return large.reduce(FINE)


def shadow(mask: Mask, spread: int) -> Mask:
    """The same shape with room around it, blurred."""
    roomy = Image.new("L", (mask.width + 4 * spread, mask.height + 4 * spread))
    roomy.paste(mask, (2 * spread, 2 * spread))
    return roomy.filter(ImageFilter.GaussianBlur(spread))


def leaning(mask: Mask, degrees: float) -> Mask:
    large = mask.resize((mask.width * 2, mask.height * 2), Image.Resampling.BICUBIC)
    return large.rotate(degrees, Image.Resampling.BICUBIC, expand=True).reduce(2)


def below(frame: Image.Image, colour: Colour, heights: Floats, opacity: float = 1.0) -> None:
    """Fill everything under a curve that gives a height for each column."""
    top, bottom = int(heights.min()), int(heights.max()) + 2
    rows = np.arange(top, bottom, dtype=np.float32)[:, None]
    band = np.clip(rows - heights[None, :] + 0.5, 0, 1) * np.float32(opacity)
    _lay(frame, colour, band, 0, top)
    if opacity >= 1:
        frame.paste(colour, (0, bottom, WIDE, HIGH))
    else:
        rest = Image.new("L", (WIDE, HIGH - bottom), round(255 * opacity))
        frame.paste(colour, (0, bottom), rest)
