"""The colours of the films: the site's own, and how well words can be read on them."""

from dataclasses import dataclass

Colour = tuple[int, int, int]

PAPER: Colour = (251, 247, 240)
INK: Colour = (31, 42, 55)
TEAL: Colour = (31, 111, 107)
CORAL: Colour = (233, 138, 109)
SAND: Colour = (240, 223, 196)
NIGHT: Colour = (20, 32, 43)
CLAY: Colour = (158, 66, 42)
AMBER: Colour = (238, 186, 128)
LEAF: Colour = (123, 169, 140)
SKY: Colour = (185, 215, 228)


@dataclass(frozen=True)
class Palette:
    top: Colour
    bottom: Colour
    words: Colour
    quiet: Colour
    strong: Colour
    soft: Colour
    warm: Colour


PALETTES = {
    "paper": Palette(PAPER, SAND, INK, (88, 98, 108), TEAL, LEAF, CORAL),
    "night": Palette(NIGHT, (31, 84, 86), PAPER, (190, 205, 206), LEAF, (74, 128, 122), SAND),
    "sky": Palette(PAPER, SKY, INK, (72, 86, 98), TEAL, (135, 183, 198), CORAL),
    "leaf": Palette(PAPER, (220, 231, 214), INK, (78, 92, 92), TEAL, LEAF, CORAL),
    "dawn": Palette((253, 240, 224), (247, 206, 182), INK, (98, 82, 80), TEAL, (240, 176, 150), CORAL),
    "dusk": Palette((34, 44, 66), (92, 82, 104), PAPER, (206, 205, 216), SAND, (126, 112, 134), CORAL),
}


def mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _light(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2 contrast ratio; 4.5 is the least for words."""
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
