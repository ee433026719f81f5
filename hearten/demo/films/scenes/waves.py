"""Waves that begin high and grow quiet, the way strong feelings do."""

import numpy as np
from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import mix
from hearten.demo.films.easing import between, smooth
from hearten.demo.films.stage import Stage

LAYERS = 4
HIGHEST, LOWEST = 62.0, 12.0


class Waves(Stage):
    across = np.arange(shapes.WIDE, dtype=np.float32)

    def paint(self, ground: Image.Image) -> None:
        shapes.glow(ground, self.palette.warm, 520, 560, 300, 0.35)
        shapes.disc(ground, mix(self.palette.warm, self.palette.top, 0.25), 520, 600, 74)

    def draw(self, frame: Image.Image, now: float) -> None:
        calm = smooth(now / (self.film.seconds * 0.8))
        for layer in range(LAYERS):
            height = between(HIGHEST, LOWEST, calm) * (1 - 0.12 * layer)
            turn = self.across / (118 + 34 * layer) + now * between(1.1, 0.5, layer / 3) + layer * 1.9
            second = self.across / (61 + 17 * layer) - now * 0.45 + layer
            curve = 640 + 108 * layer + height * (np.sin(turn) + 0.35 * np.sin(second))
            colour = mix(self.palette.soft, self.palette.strong, layer / (LAYERS - 1))
            shapes.below(frame, colour, curve.astype(np.float32))
