"""A card that turns over: the myth on one side, what is known on the next."""

import math

from PIL import Image

from hearten.demo.films import letters, shapes
from hearten.demo.films.colours import CORAL, INK, LEAF, PAPER, TEAL, Colour, mix
from hearten.demo.films.easing import smooth
from hearten.demo.films.script import Beat
from hearten.demo.films.stage import Stage
from hearten.demo.films.words import LEFT

WIDE, HIGH, CORNER, TOP = 548, 580, 44, 290
TILT = 4  # degrees
EDGE = 44
TURN = 1.4  # seconds

# What each side is made of: paper, then ink. Two dark sides in a row would blink light between them.
COLOURS: dict[str, tuple[Colour, Colour]] = {
    "myth": (mix(CORAL, PAPER, 0.62), INK),
    "fact": (TEAL, PAPER),
    "more": (mix(LEAF, PAPER, 0.6), INK),
    "": (PAPER, INK),
}


class Cards(Stage):
    def paint(self, ground: Image.Image) -> None:
        whole = shapes.card(WIDE, HIGH, CORNER)
        shapes.stamp(ground, INK, shapes.shadow(whole, 24), LEFT - 48, TOP - 24, 0.16)
        for turn, share in ((TILT, 0.15), (-TILT / 2, 0.5)):
            leaning = shapes.leaning(whole, turn)
            left, top = LEFT - (leaning.width - WIDE) / 2, TOP - (leaning.height - HIGH) / 2
            shapes.stamp(ground, mix(self.palette.soft, PAPER, share), leaning, left, top)
        self.faces = [self._face(beat) for beat in self.film.beats]

    def _face(self, beat: Beat) -> Image.Image:
        paper, ink = COLOURS[beat.move]
        face = Image.new("RGBA", (WIDE, HIGH), (*paper, 0))
        face.paste((*paper, 255), (0, 0), shapes.card(WIDE, HIGH, CORNER))
        inside, language = WIDE - 2 * EDGE, self.film.language
        if beat.label:
            label = letters.block(beat.label, language, inside, size=letters.BODY)
            face.paste((*mix(ink, paper, 0.12), 255), (EDGE, EDGE + 4), label)
        words = letters.fitted(beat.words, language, inside, lines=6)
        face.paste((*ink, 255), (EDGE, EDGE + 104), words)
        return face

    def frame(self, now: float) -> Image.Image:
        """The words are on the cards already."""
        return self.picture(now)

    def draw(self, frame: Image.Image, now: float) -> None:
        turned = sum(smooth((now - beat.at + TURN / 2) / TURN) for beat in self.film.beats[1:])
        shown = min(round(turned), len(self.faces) - 1)
        self._lay(frame, self.faces[shown], abs(math.cos(math.pi * (turned - shown))))

    def _lay(self, frame: Image.Image, face: Image.Image, share: float) -> None:
        wide = max(2, round(WIDE * share / 2) * 2)
        if wide < WIDE:
            face = face.resize((wide, HIGH), Image.Resampling.BILINEAR)
        frame.paste(face, (LEFT + (WIDE - wide) // 2, TOP), face)
