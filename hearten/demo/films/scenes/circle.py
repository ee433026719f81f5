"""A circle that grows with the breath in and shrinks with the long breath out."""

from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.breathing import fullness
from hearten.demo.films.colours import INK, mix
from hearten.demo.films.easing import between
from hearten.demo.films.stage import Stage
from hearten.demo.films.words import Place

X, Y = 338.0, 610.0
SMALLEST, LARGEST = 158, 232


class Circle(Stage):
    place = Place(left=round(X) - 134, top=round(Y) + 4, width=260, centred=True, lines=0, colour=INK)

    def paint(self, ground: Image.Image) -> None:
        shapes.glow(ground, self.palette.soft, X, Y, 560, 0.5)
        shapes.ring(ground, self.palette.quiet, X, Y, LARGEST + 34, 2, 0.35)

    def draw(self, frame: Image.Image, now: float) -> None:
        full, late = fullness(self.film, now), fullness(self.film, now - 0.35)
        radius = between(SMALLEST, LARGEST, full)
        shapes.disc(frame, self.palette.warm, X, Y, between(SMALLEST, LARGEST, late) + 30, 0.22)
        shapes.disc(frame, self.palette.warm, X, Y, radius + 12, 0.35)
        shapes.disc(frame, mix(self.palette.warm, (255, 250, 240), 0.35), X, Y, radius)
