"""A path of stepping stones: one more with every small step."""

import math

from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import mix
from hearten.demo.films.easing import settle
from hearten.demo.films.stage import Stage

STONES = 8
POINTS = 48


class Path(Stage):
    def paint(self, ground: Image.Image) -> None:
        shapes.glow(ground, self.palette.warm, 470, 560, 260, 0.4)
        shapes.disc(ground, mix(self.palette.warm, self.palette.top, 0.3), 470, 560, 58)
        self.stones = [self._stone(place) for place in range(STONES)]
        for mask, x, y, _ in self.stones:
            shapes.stamp(ground, self.palette.soft, mask, x, y, 0.22)

    def _stone(self, place: int) -> tuple[Image.Image, float, float, float]:
        far = place / (STONES - 1)
        wide, high = round(196 - 138 * far), round(72 - 50 * far)
        side = -1 if place % 2 else 1
        x = 215 + 215 * far**1.2 + 40 * math.sin(far * 5) + side * (92 - 70 * far)
        y = 1030 - 400 * far**0.78
        ring = [
            (wide / 2 + wide / 2 * math.cos(turn) * 0.98, high / 2 + high / 2 * math.sin(turn) * 0.98)
            for turn in (2 * math.pi * point / POINTS for point in range(POINTS))
        ]
        return shapes.outline(ring, wide, high), x - wide / 2, y - high / 2, far

    def draw(self, frame: Image.Image, now: float) -> None:
        pace = (self.film.seconds - 3.0) / STONES
        for place, (mask, x, y, far) in enumerate(self.stones):
            come = settle((now - 0.8 - place * pace) / 1.1)
            colour = mix(self.palette.strong, self.palette.soft, far)
            shapes.stamp(frame, mix(colour, (20, 40, 45), 0.25), mask, x, y + 9, come)
            shapes.stamp(frame, colour, mask, x, y - 10 * (1 - come), come)
