"""Which picture a script asks for."""

from hearten.demo.films.scenes.bloom import Bloom
from hearten.demo.films.scenes.cards import Cards
from hearten.demo.films.scenes.circle import Circle
from hearten.demo.films.scenes.company import Company
from hearten.demo.films.scenes.dawn import Dawn
from hearten.demo.films.scenes.path import Path
from hearten.demo.films.scenes.rows import Rows
from hearten.demo.films.scenes.slope import Slope
from hearten.demo.films.scenes.thread import Thread
from hearten.demo.films.scenes.waves import Waves
from hearten.demo.films.scenes.window import Window
from hearten.demo.films.script import Film
from hearten.demo.films.stage import Stage

SCENES: dict[str, type[Stage]] = {
    "bloom": Bloom,
    "cards": Cards,
    "circle": Circle,
    "company": Company,
    "dawn": Dawn,
    "path": Path,
    "rows": Rows,
    "slope": Slope,
    "thread": Thread,
    "waves": Waves,
    "window": Window,
}


def stage(film: Film) -> Stage:
    return SCENES[film.scene](film)
