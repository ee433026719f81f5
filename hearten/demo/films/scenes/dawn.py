"""A grey morning that slowly becomes a warm one: the sun comes up behind the hills."""

import math
from functools import lru_cache

import numpy as np
from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import LEAF, PAPER, TEAL, Colour, mix
from hearten.demo.films.easing import between, smooth
from hearten.demo.films.stage import Stage

GREY_TOP: Colour = (214, 221, 226)
GREY_LOW: Colour = (176, 189, 199)
GREY_HILL: Colour = (112, 130, 140)
HORIZON = 900
STEPS = 96


class Dawn(Stage):
    def paint(self, ground: Image.Image) -> None:
        self.grey = shapes.gradient(GREY_TOP, GREY_LOW, high=HORIZON)
        self.warm = shapes.gradient(self.palette.top, self.palette.bottom, high=HORIZON)
        ground.paste(self.grey, (0, 0))
        across = np.arange(shapes.WIDE, dtype=np.float32)
        self.hills = [
            (760 + 46 * layer + 34 * np.sin(across / (150 - 24 * layer) + layer * 2.1)).astype(np.float32)
            for layer in range(4)
        ]
        self.sky = lru_cache(maxsize=2)(self._sky)

    def _sky(self, step: int) -> Image.Image:
        return Image.blend(self.grey, self.warm, step / STEPS)

    def draw(self, frame: Image.Image, now: float) -> None:
        light = smooth(now / (self.film.seconds * 0.85))
        frame.paste(self.sky(math.floor(light * STEPS)), (0, 0))
        height = between(900, 640, light)
        shapes.glow(frame, (255, 236, 200), 430, height, 250, 0.75 * light)
        shapes.disc(frame, mix((236, 226, 208), self.palette.warm, light), 430, height, 84)
        for layer, curve in enumerate(self.hills):
            near = layer / 3
            awake = mix(mix(LEAF, PAPER, 0.35), TEAL, near)
            asleep = mix(mix(GREY_LOW, GREY_HILL, 0.35), GREY_HILL, near)
            shapes.below(frame, mix(asleep, awake, light), curve)
        self.words.draw_header(frame)
