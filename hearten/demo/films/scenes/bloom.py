"""A plant that grows leaf by leaf while the words go from fact to myth and back."""

import math

from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import Colour, mix
from hearten.demo.films.easing import settle, smooth
from hearten.demo.films.stage import Stage

GROUND = 1000
TALL = 360
LEAVES = 6
PETALS = 7


def leaf(long: float, angle: float) -> list[tuple[float, float]]:
    """The rim of a leaf that starts at (0, 0)."""
    rim = []
    for step in range(41):
        turn = 2 * math.pi * step / 40
        along, across = long * (1 - math.cos(turn)) / 2, long * 0.26 * math.sin(turn) * (1.15 - 0.3 * math.cos(turn))
        rim.append(
            (along * math.cos(angle) - across * math.sin(angle), along * math.sin(angle) + across * math.cos(angle))
        )
    return rim


def stem(height: float, now: float) -> tuple[float, float]:
    bend = 26 * math.sin(height / 150) + 5 * math.sin(now * 0.8) * height / TALL
    return 340 + bend, GROUND - height


class Bloom(Stage):
    def paint(self, ground: Image.Image) -> None:
        shapes.glow(ground, self.palette.warm, 340, 720, 380, 0.25)
        shapes.disc(ground, mix(self.palette.bottom, self.palette.strong, 0.28), 340, GROUND + 905, 920)

    def draw(self, frame: Image.Image, now: float) -> None:
        grown = smooth(now / (self.film.seconds * 0.75)) * TALL
        for height in range(0, round(grown), 3):
            shapes.disc(frame, self.palette.strong, *stem(height, now), 6 - 2 * height / TALL)
        for place in range(LEAVES):
            root = 64 + place * 48
            size = settle((grown - root) / 90) * (100 - 8 * place)
            side = -0.55 if place % 2 else math.pi + 0.55
            self._leaf(frame, mix(self.palette.strong, self.palette.soft, 0.35 + place / 10), root, size, side, now)
        self._flower(frame, settle((grown - TALL * 0.86) / (TALL * 0.14)), now)

    def _leaf(self, frame: Image.Image, colour: Colour, root: float, size: float, angle: float, now: float) -> None:
        if size < 4:
            return
        x, y = stem(root, now)
        self._fill(frame, colour, leaf(size, angle + 0.04 * math.sin(now * 0.9 + root)), x, y)

    def _flower(self, frame: Image.Image, opened: float, now: float) -> None:
        if opened <= 0.02:
            return
        x, y = stem(TALL, now)
        for petal in range(PETALS):
            self._fill(frame, self.palette.warm, leaf(74 * opened, petal * 2 * math.pi / PETALS + 0.3), x, y)
        shapes.disc(frame, mix(self.palette.warm, (255, 240, 205), 0.75), x, y, 20 * opened)

    def _fill(self, frame: Image.Image, colour: Colour, rim: list[tuple[float, float]], x: float, y: float) -> None:
        left, top = math.floor(min(a for a, _ in rim) + x) - 1, math.floor(min(b for _, b in rim) + y) - 1
        inside = [(a + x - left, b + y - top) for a, b in rim]
        wide, high = (math.ceil(max(side)) + 2 for side in zip(*inside, strict=True))
        shapes.stamp(frame, colour, shapes.outline(inside, wide, high), left, top)
