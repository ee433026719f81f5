"""A window at night that turns to morning, for a story told in words."""

import math

from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import NIGHT, SAND, SKY, mix
from hearten.demo.films.easing import appear, between, smooth
from hearten.demo.films.stage import Stage

LEFT, TOP, WIDE, HIGH, CORNER = 116, 560, 440, 400, 40
BAR = 12
STEPS = 96


class Window(Stage):
    def paint(self, ground: Image.Image) -> None:
        self.pane = shapes.card(WIDE, HIGH, CORNER)
        self.night = shapes.gradient(NIGHT, (44, 62, 90), WIDE, HIGH)
        self.day = shapes.gradient(SKY, (252, 224, 190), WIDE, HIGH)
        frame = shapes.card(WIDE + 36, HIGH + 36, CORNER + 18)
        shapes.stamp(ground, (0, 0, 0), shapes.shadow(frame, 22), LEFT - 18 - 44, TOP - 18 - 34, 0.3)
        shapes.stamp(ground, mix(SAND, self.palette.bottom, 0.12), frame, LEFT - 18, TOP - 18)
        sill = shapes.card(WIDE + 110, 34, 12)
        shapes.stamp(ground, mix(SAND, self.palette.bottom, 0.25), sill, LEFT - 55, TOP + HIGH + 14)

    def draw(self, frame: Image.Image, now: float) -> None:
        light = smooth((now - 2) / (self.film.seconds * 0.75))
        view = Image.blend(self.night, self.day, math.floor(light * STEPS) / STEPS)
        self._stars(view, now, 1 - light)
        shapes.disc(view, (252, 236, 208), 300, between(470, 236, light), 62, appear(light, 0.25, 0.5))
        shapes.disc(view, mix((34, 50, 66), (96, 140, 122), light), 90, 560, 250)
        shapes.disc(view, mix((28, 42, 58), (70, 122, 110), light), 380, 590, 260)
        bar = mix(SAND, self.palette.bottom, 0.12)
        view.paste(bar, ((WIDE - BAR) // 2, 0, (WIDE + BAR) // 2, HIGH))
        view.paste(bar, (0, 190, WIDE, 190 + BAR))
        frame.paste(view, (LEFT, TOP), self.pane)

    def _stars(self, view: Image.Image, now: float, dark: float) -> None:
        for star in range(16):
            x, y = (star * 137 + 40) % (WIDE - 40) + 20, (star * 89 + 25) % 230 + 16
            twinkle = 0.65 + 0.25 * math.sin(now * 0.9 + star * 2.4)
            shapes.disc(view, (246, 240, 224), x, y, 1.6 + (star % 3) * 0.7, dark * twinkle)
