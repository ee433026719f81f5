"""The words of a film on the screen: they fade in, stay to be read, and leave softly."""

from dataclasses import dataclass

from PIL import Image

from hearten.demo.films import letters, shapes
from hearten.demo.films.colours import CLAY, Colour, Palette
from hearten.demo.films.easing import settle, stay
from hearten.demo.films.script import Beat, Film

# The player's captions cover the lowest 22 % and its buttons the right 14 %: words stay clear of both.
LEFT, WIDTH, TOP = 64, 548, 196
LABEL_STEP = 72
HEADER_TOP = 116


@dataclass(frozen=True)
class Place:
    """Where a scene wants its words. A centred place is centred on its own height, too."""

    left: int = LEFT
    top: int = TOP
    width: int = WIDTH
    centred: bool = False
    lines: int = 4
    colour: Colour | None = None


@dataclass(frozen=True)
class _Shown:
    beat: Beat
    words: Image.Image
    label: Image.Image | None


@dataclass(frozen=True)
class Laid:
    mask: Image.Image
    colour: Colour
    left: int
    top: int
    opacity: float


class Words:
    def __init__(self, film: Film, palette: Palette, place: Place | None = None) -> None:
        self.film, self.palette, self.place = film, palette, place or Place()
        self.header = letters.block(film.header, film.language, WIDTH - 40, size=letters.SMALL, weight=letters.CALM)
        self.shown = tuple(self._prepare(beat) for beat in film.beats)

    def _prepare(self, beat: Beat) -> _Shown:
        place, language = self.place, self.film.language
        words = letters.fitted(beat.words, language, place.width, lines=place.lines, centred=place.centred)
        label = letters.block(beat.label, language, place.width, size=letters.BODY) if beat.label else None
        return _Shown(beat, words, label)

    def draw_header(self, frame: Image.Image) -> None:
        shapes.disc(frame, self.palette.warm, LEFT + 13, HEADER_TOP + 19, 9)
        shapes.stamp(frame, self.palette.quiet, self.header, LEFT + 32, HEADER_TOP)

    def draw(self, frame: Image.Image, now: float) -> None:
        for laid in self.laid(now):
            shapes.stamp(frame, laid.colour, laid.mask, laid.left, laid.top, laid.opacity)

    def laid(self, now: float) -> list[Laid]:
        """Every block of letters on the screen now."""
        laid: list[Laid] = []
        for shown in self.shown:
            last = shown.beat is self.film.beats[-1]
            until = self.film.seconds + 1 if last else shown.beat.until
            if shown.beat.at <= now < until:
                laid += self._lay(shown, now, stay(now, shown.beat.at, until))
        return laid

    def _lay(self, shown: _Shown, now: float, opacity: float) -> list[Laid]:
        place, laid = self.place, []
        top = place.top + round(14 * (1 - settle((now - shown.beat.at) / 0.7)))
        if place.centred:
            top -= shown.words.height // 2
        elif shown.label:
            colour = CLAY if shown.beat.move == "myth" else self.palette.strong
            laid.append(Laid(shown.label, colour, place.left, top, opacity))
            top += LABEL_STEP
        return [*laid, Laid(shown.words, place.colour or self.palette.words, place.left, top, opacity)]
