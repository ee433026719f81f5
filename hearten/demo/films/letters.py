"""Letters and lines: one type scale, set in the site's own typeface where it is installed."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parents[3] / "node_modules" / "@fontsource-variable"
LARGE, BODY, SMALL = 60, 46, 28
BOLD, CALM = 600, 500
LEADING = 1.22
FACES = {"hi": ("baloo-2", "devanagari")}
LATIN = ("figtree", "latin")
BUILT_IN = "en"  # Pillow carries letters for English

Font = ImageFont.FreeTypeFont


class FontMissing(LookupError):
    """The typeface this language needs is not installed."""


def can_write(language: str) -> bool:
    return language == BUILT_IN or _file(language).exists()


def _file(language: str) -> Path:
    family, script = FACES.get(language, LATIN)
    return FONTS / family / "files" / f"{family}-{script}-wght-normal.woff2"


@lru_cache(maxsize=64)
def font(language: str, size: int, weight: int) -> Font:
    path = _file(language)
    if path.exists():
        return _weighed(path, size, weight)
    if language == BUILT_IN:
        return _built_in(size)
    raise FontMissing(f"{path.name} is needed to write {language}")


def _weighed(path: Path, size: int, weight: int) -> Font:
    face = ImageFont.truetype(path, size)
    face.set_variation_by_axes([weight])
    return face


def _built_in(size: int) -> Font:
    """One weight, no accents, but always there."""
    face = ImageFont.load_default(size)
    assert isinstance(face, ImageFont.FreeTypeFont)
    return face


def wrap(words: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break into lines of even length, so no word is left alone on the last line."""
    lines = _fill(words, width, measure)
    narrower = width
    while len(lines) > 1 and narrower > width * 0.55:
        narrower -= 8
        tried = _fill(words, narrower, measure)
        if len(tried) > len(lines) or max(map(measure, tried)) > width:
            break
        lines = tried
    return lines


def _fill(words: str, width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    for part in words.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}".strip()
            if line and measure(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def block(
    words: str, language: str, width: int, *, size: int = LARGE, weight: int = BOLD, centred: bool = False
) -> Image.Image:
    """The words as an opacity mask, wrapped to the width."""
    face = font(language, size, weight)
    lines = wrap(words, width, face.getlength)
    step = round(size * LEADING)
    shaped = language if face.layout_engine == ImageFont.Layout.RAQM else None
    mask = Image.new("L", (width + 8, step * len(lines) + round(size * 0.3)))
    pen = ImageDraw.Draw(mask)
    for row, line in enumerate(lines):
        free = width - face.getlength(line)
        pen.text((4 + (free / 2 if centred else 0), row * step), line, font=face, fill=255, language=shaped)
    return mask


def fitted(words: str, language: str, width: int, *, lines: int = 4, centred: bool = False) -> Image.Image:
    """Large where it fits in so many lines, else one step down the scale."""
    face = font(language, LARGE, BOLD)
    fits = len(wrap(words, width, face.getlength)) <= lines
    return block(words, language, width, size=LARGE if fits else BODY, centred=centred)
