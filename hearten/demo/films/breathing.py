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


def breaths(film: Film, now: float, summit: float) -> float:
    """How many breaths have passed: each climbs to the summit, then goes on to the next whole one."""
    gone = 0.0
    for beat in film.beats:
        if beat.at > now or not beat.move:
            continue
        done = breath((now - beat.at) / (beat.until - beat.at))
        gone += summit * done if beat.move == "in" else (1 - summit) * done
    return gone
