"""A tangled thread that comes loose, little by little, until it is one calm line."""

import numpy as np
from PIL import Image, ImageDraw

from hearten.demo.films import shapes
from hearten.demo.films.colours import CLAY, TEAL, mix
from hearten.demo.films.easing import smooth
from hearten.demo.films.stage import Stage

LEFT, TOP, WIDE, HIGH = 0, 540, 720, 420
POINTS = 240
THICK = 8
FINE = 2


class Thread(Stage):
    along = np.linspace(0, 1, POINTS)

    def paint(self, ground: Image.Image) -> None:
        shapes.glow(ground, self.palette.soft, 330, 750, 420, 0.4)
        turn = self.along * 2 * np.pi
        wild_x = 320 + 150 * np.sin(turn * 5 + 0.4) + 70 * np.sin(turn * 9)
        wild_y = 210 + 105 * np.cos(turn * 7 + 1.0) + 55 * np.sin(turn * 4)
        reach = np.clip(np.minimum(self.along, 1 - self.along) * 8, 0, 1)
        self.straight = (self.along * (WIDE + 40) - 20, np.full(POINTS, 210.0))
        self.tangled = tuple(
            calm * (1 - reach) + wild * reach for calm, wild in zip(self.straight, (wild_x, wild_y), strict=True)
        )

    def draw(self, frame: Image.Image, now: float) -> None:
        loose = smooth((now - 1.5) / (self.film.seconds * 0.72))
        swell = 26 * np.sin(self.along * 9 - now * 0.9)
        x = self.tangled[0] * (1 - loose) + self.straight[0] * loose
        y = self.tangled[1] * (1 - loose) + (self.straight[1] + swell) * loose + 5 * (1 - loose) * np.sin(now + x / 60)
        large = Image.new("L", (WIDE * FINE, HIGH * FINE))
        points = [(float(a), float(b)) for a, b in zip(x * FINE, y * FINE, strict=True)]
        ImageDraw.Draw(large).line(points, fill=255, width=THICK * FINE, joint="curve")
        shapes.stamp(frame, mix(CLAY, TEAL, loose), large.reduce(FINE), LEFT, TOP)
