"""Hills that pass under a ball: up with the breath in, down the long side with the breath out."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.breathing import breaths
from hearten.demo.films.colours import mix
from hearten.demo.films.stage import Stage

FOOT, RISE = 930.0, 220.0
SUMMIT = 0.4  # the way up is shorter than the way down
HILL = 640.0
BALL, BALL_X = 36.0, 330.0

Along = NDArray[np.float64]


def height(along: Along) -> Along:
    share = along % 1
    side = np.where(share < SUMMIT, share / SUMMIT, (1 - share) / (1 - SUMMIT))
    return FOOT - RISE * (0.5 - 0.5 * np.cos(np.pi * side))


class Slope(Stage):
    across = np.arange(shapes.WIDE, dtype=np.float64)

    def paint(self, ground: Image.Image) -> None:
        shapes.glow(ground, self.palette.warm, 500, 600, 240, 0.3)
        shapes.disc(ground, mix(self.palette.warm, self.palette.top, 0.55), 500, 600, 52)

    def draw(self, frame: Image.Image, now: float) -> None:
        gone = breaths(self.film, now, SUMMIT)
        far = 800 + 46 * np.sin(self.across / 128 + gone * 1.6)
        near = height((self.across - BALL_X) / HILL + gone)
        low = 1050 + 34 * np.sin(self.across / 150 + gone * 5.5 + 1)
        shapes.below(frame, mix(self.palette.bottom, self.palette.soft, 0.55), far.astype(np.float32))
        shapes.below(frame, mix(self.palette.soft, self.palette.strong, 0.18), near.astype(np.float32))
        shapes.below(frame, mix(self.palette.soft, self.palette.strong, 0.5), low.astype(np.float32))
        self._ball(frame, gone)

    def _ball(self, frame: Image.Image, gone: float) -> None:
        before, here, after = height(np.array([gone - 0.01, gone, gone + 0.01]))
        lean = math.atan((after - before) / (0.02 * HILL))
        x, y = BALL_X + BALL * math.sin(lean), here - BALL * math.cos(lean)
        shapes.glow(frame, self.palette.warm, x, y, 96, 0.5)
        shapes.disc(frame, self.palette.warm, x, y, BALL)
