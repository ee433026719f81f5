"""A quiet pad under each film: a few soft chords that come and go like slow breath."""

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
LOUDNESS = -23.0  # dB below full scale: under a speaking voice, never a surprise
FADE = 2.0
PARTIALS = ((1.0, 1.0), (2.0, 0.22), (3.0, 0.07))
STEPS = {"C": -9, "D": -7, "E": -5, "F": -4, "G": -2, "A": 0, "B": 2}
SIGNS = {"#": 1, "b": -1, "": 0}

Samples = NDArray[np.floating[Any]]


class UnknownNote(ValueError):
    """A script asks for a note that cannot be read."""


def pitch(note: str) -> float:
    read = re.fullmatch(r"([A-G])([#b]?)([1-6])", note)
    if read is None:
        raise UnknownNote(note)
    letter, sign, octave = read.groups()
    return float(440 * 2 ** ((STEPS[letter] + SIGNS[sign]) / 12 + int(octave) - 4))


def pad(chords: tuple[tuple[str, ...], ...], seconds: float) -> bytes:
    """16-bit mono samples."""
    now = np.arange(round(seconds * RATE), dtype=np.float32) / RATE
    length = seconds / len(chords)
    sound = np.zeros_like(now)
    for place, chord in enumerate(chords):
        sound += _chord(chord, now) * _swell(now, place * length, length)
    sound *= np.clip(now / FADE, 0, 1) * np.clip((seconds - now) / FADE, 0, 1)
    sound *= 10 ** (LOUDNESS / 20) / max(float(np.sqrt(np.mean(sound**2))), 1e-6)
    return bytes((np.clip(sound, -0.9, 0.9) * 32767).astype("<i2").tobytes())


def _chord(notes: tuple[str, ...], now: Samples) -> Samples:
    sound = np.zeros_like(now)
    for place, note in enumerate(notes):
        breathing = 1 + 0.18 * np.sin(2 * np.pi * (0.11 + 0.017 * place) * now + place)
        for times, loud in PARTIALS:
            turn = np.float32(2 * np.pi * pitch(note) * times)
            sound += loud / (1 + 0.35 * place) * np.sin(turn * now) * breathing
    return sound


def _swell(now: Samples, start: float, length: float) -> Samples:
    """Each chord melts into the next over two seconds."""
    rise = np.clip((now - start + 1) / 2, 0, 1) if start else np.ones_like(now)
    fall = np.clip((start + length + 1 - now) / 2, 0, 1)
    return np.asarray(np.sin(np.pi / 2 * rise) * np.sin(np.pi / 2 * fall), dtype=np.float32)
