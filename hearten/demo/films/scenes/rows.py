"""Five rows of dots, five down to one: each dot fills as a thing is noticed."""

from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import AMBER, CORAL, LEAF, TEAL, mix
from hearten.demo.films.easing import settle
from hearten.demo.films.stage import Stage

LEFT, TOP, STEP, RADIUS = 104, 552, 100, 36
COLOURS = (TEAL, mix(TEAL, LEAF, 0.6), LEAF, AMBER, CORAL)
ROWS = len(COLOURS)


class Rows(Stage):
    """The five counted beats follow the first one."""

    def paint(self, ground: Image.Image) -> None:
        empty = mix(self.palette.top, self.palette.soft, 0.28)
        for row in range(ROWS):
            for dot in range(ROWS - row):
                shapes.disc(ground, empty, LEFT + dot * STEP, TOP + row * STEP, RADIUS)

    def draw(self, frame: Image.Image, now: float) -> None:
        for row, beat in enumerate(self.film.beats[1 : ROWS + 1]):
            count = ROWS - row
            pace = min(0.42, (beat.until - beat.at - 0.6) / count)
            for dot in range(count):
                self._fill(frame, row, dot, now - beat.at - 0.35 - dot * pace)

    def _fill(self, frame: Image.Image, row: int, dot: int, age: float) -> None:
        if age <= 0:
            return
        shapes.disc(frame, COLOURS[row], LEFT + dot * STEP, TOP + row * STEP, RADIUS * settle(age / 0.7))
