"""A ball that climbs a hill with the breath in and rolls down the long side with the breath out."""

import math

import numpy as np
from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import mix
from hearten.demo.films.easing import breath
from hearten.demo.films.stage import Stage

FOOT, RISE, TOP_AT = 900.0, 230.0, 0.4
WIDE = 560.0
LEFT = 60.0


def height(share: float) -> float:
    """A hill with a short side up and a long side down."""
    side = share / TOP_AT if share < TOP_AT else (1 - share) / (1 - TOP_AT)
    return FOOT - RISE * breath(side)


class Slope(Stage):
    def paint(self, ground: Image.Image) -> None:
        across = np.arange(shapes.WIDE, dtype=np.float32)
        far = (800 + 40 * np.sin(across / 130 + 1)).astype(np.float32)
        near = np.array([height(min(1, max(0, (x - LEFT) / WIDE))) for x in across], np.float32)
        shapes.glow(ground, self.palette.warm, 500, 620, 260, 0.35)
        shapes.below(ground, mix(self.palette.bottom, self.palette.soft, 0.5), far)
        shapes.below(ground, self.palette.soft, near + 34)
        shapes.below(ground, mix(self.palette.soft, self.palette.strong, 0.35), near + 120)

    def draw(self, frame: Image.Image, now: float) -> None:
        share = self._along(now)
        slant = (height(min(1, share + 0.01)) - height(max(0, share - 0.01))) / (0.02 * WIDE)
        lean = math.atan(slant)
        x, y = LEFT + WIDE * share + 34 * math.sin(lean), height(share) + 34 - 34 * math.cos(lean)
        shapes.glow(frame, self.palette.warm, x, y, 90, 0.5)
        shapes.disc(frame, self.palette.warm, x, y, 34)

    def _along(self, now: float) -> float:
        share = 0.02
        for beat in self.film.beats:
            if beat.at > now or not beat.move:
                continue
            done = breath((now - beat.at) / (beat.until - beat.at))
            share = TOP_AT * done if beat.move == "in" else TOP_AT + (0.98 - TOP_AT) * done
        return share
