"""What every picture is: a ground that keeps still, words, and what moves."""

from functools import cached_property

from PIL import Image

from hearten.demo.films import shapes
from hearten.demo.films.colours import PALETTES
from hearten.demo.films.script import Film
from hearten.demo.films.words import Place, Words


class Stage:
    place = Place()

    def __init__(self, film: Film) -> None:
        self.film = film
        self.palette = PALETTES[film.palette]
        self.words = Words(film, self.palette, self.place_for_words())

    def place_for_words(self) -> Place:
        return self.place

    def paint(self, ground: Image.Image) -> None:
        """Add what never moves."""

    def draw(self, frame: Image.Image, now: float) -> None:
        """Add what moves."""

    @cached_property
    def ground(self) -> Image.Image:
        ground = shapes.gradient(self.palette.top, self.palette.bottom)
        self.paint(ground)
        self.words.draw_header(ground)
        return ground

    def picture(self, now: float) -> Image.Image:
        picture = self.ground.copy()
        self.draw(picture, now)
        return picture

    def frame(self, now: float) -> Image.Image:
        frame = self.picture(now)
        self.words.draw(frame, now)
        return frame
