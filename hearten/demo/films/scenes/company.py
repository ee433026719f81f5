"""Two people move closer, and later a third: nobody has to carry it alone."""

import numpy as np
from PIL import Image, ImageDraw

from hearten.demo.films import shapes
from hearten.demo.films.colours import CORAL, LEAF, TEAL, Colour, mix
from hearten.demo.films.easing import appear, between, breath
from hearten.demo.films.stage import Stage

WIDE, HIGH = 250, 430
SEAT = 620


def person() -> shapes.Mask:
    """A head and round shoulders, nothing more: anyone."""
    large = Image.new("L", (WIDE * shapes.FINE, HIGH * shapes.FINE))
    pen, fine = ImageDraw.Draw(large), shapes.FINE
    pen.ellipse((66 * fine, 0, 184 * fine, 118 * fine), fill=255)
    pen.rounded_rectangle((0, 136 * fine, WIDE * fine - 1, 700 * fine), 118 * fine, fill=255)
    return large.reduce(fine)


class Company(Stage):
    def paint(self, ground: Image.Image) -> None:
        self.person = person()
        shapes.glow(ground, self.palette.warm, 340, 760, 430, 0.35)
        across = np.arange(shapes.WIDE, dtype=np.float32)
        self.lap = (958 + (across - 320) ** 2 / 3200).astype(np.float32)
        self.floor = mix(self.palette.bottom, CORAL, 0.4)

    def draw(self, frame: Image.Image, now: float) -> None:
        near = breath((now - 1.0) / (self.film.seconds * 0.45))
        third = appear(now, self.film.beats[-1].at - 0.6, 1.6)
        self._seat(frame, LEAF, 200, -26 + 60 * (1 - third), third)
        self._seat(frame, CORAL, between(24, 72, near), 64, 1)
        self._seat(frame, TEAL, between(404, 330, near), 36, 1)
        shapes.below(frame, self.floor, self.lap)

    def _seat(self, frame: Image.Image, colour: Colour, x: float, drop: float, opacity: float) -> None:
        shapes.stamp(frame, colour, self.person, x, SEAT + drop, opacity)
