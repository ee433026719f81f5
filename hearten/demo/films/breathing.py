"""How full the lungs are: beats that move in or out are the script of every breathing picture."""

from hearten.demo.films.easing import between, breath
from hearten.demo.films.script import Film

START = 0.3


def fullness(film: Film, now: float) -> float:
    """0 empty, 1 full. A breath takes as long as its beat."""
    full = START
    for beat in film.beats:
        if beat.at > now or not beat.move:
            continue
        goal = 1.0 if beat.move == "in" else 0.0
        full = between(full, goal, breath((now - beat.at) / (beat.until - beat.at)))
    return full
