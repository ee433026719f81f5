"""A film's script, read from a plain file: what is said when, and which guidance it rests on."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearten.demo.films.letters import can_write

HOUSE = Path(__file__).resolve().parents[3]
SCRIPTS = HOUSE / "data" / "demo" / "films"


@dataclass(frozen=True)
class Beat:
    """A thought on the screen: when it comes, when it goes, and what the picture does meanwhile."""

    at: float
    until: float
    words: str
    label: str = ""
    move: str = ""


@dataclass(frozen=True)
class Film:
    name: str
    kind: str
    language: str
    title: str
    text: str
    topics: tuple[str, ...]
    rests_on: tuple[str, ...]
    heaviness: int
    leaves: str
    cues: tuple[tuple[float, float, str], ...]
    seconds: float
    scene: str
    palette: str
    header: str
    chords: tuple[tuple[str, ...], ...]
    beats: tuple[Beat, ...]


def all_scripts() -> tuple[Film, ...]:
    return tuple(_read(path) for path in sorted(SCRIPTS.glob("*.toml")))


def all_films() -> tuple[Film, ...]:
    """The scripts whose letters can be drawn here: English always, others where their typeface is installed."""
    return tuple(film for film in all_scripts() if can_write(film.language))


def _read(path: Path) -> Film:
    script: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    beats = tuple(Beat(**beat) for beat in script.pop("beats"))
    lists: dict[str, Any] = {key: tuple(script.pop(key)) for key in ("topics", "rests_on")}
    chords = tuple(tuple(chord) for chord in script.pop("chords"))
    cues = tuple((beat.at, beat.until, _spoken(beat)) for beat in beats)
    return Film(**script, **lists, chords=chords, beats=beats, cues=cues)


def _spoken(beat: Beat) -> str:
    return f"{beat.label}: {beat.words}" if beat.label else beat.words
