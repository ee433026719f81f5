"""Stands where the real transcoder was found unsafe: touches nothing, and says why."""

from collections.abc import Callable
from pathlib import Path

from hearten.ports.transcoder.shape import Limits, Made, Probe, TranscoderDown


class RefusingTranscoder:
    def __init__(self, why: str) -> None:
        self.why = why

    def probe(self, source: Path, limits: Limits) -> Probe:
        raise TranscoderDown(self.why)

    def make(self, source: Path, into: Path, limits: Limits, progress: Callable[[float], None]) -> Made:
        raise TranscoderDown(self.why)

    def self_test(self) -> None:
        raise TranscoderDown(self.why)
