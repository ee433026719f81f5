"""What an eye makes of colours: the contrast ratio of WCAG 2.2."""

from io import BytesIO

from PIL import Image

Colour = tuple[int, int, int]
SPECK = 4  # so few pixels of one colour are the edge of a line


def light(colour: Colour) -> float:
    """Relative luminance, 0 to 1. Source: WCAG 2.2, "relative luminance". Checked 2026-11-23."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_in(picture: bytes) -> float:
    """Between the darkest and the lightest of what is drawn in its middle: its corners may be the page behind it."""
    with Image.open(BytesIO(picture)) as opened:
        edges = (opened.width // 5, opened.height // 5, opened.width - opened.width // 5, opened.height * 4 // 5)
        found = opened.crop(edges).convert("RGB").getcolors(1 << 24) or []
    seen = sorted((colour for many, colour in found if many > SPECK), key=light)
    return contrast(seen[0], seen[-1])
