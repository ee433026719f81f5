"""Turns a stranger's file into a family of safe ones: the shape, ffmpeg in a sandbox, and a still twin."""

from hearten.ports.transcoder.encode import FfmpegTranscoder
from hearten.ports.transcoder.refusing import RefusingTranscoder
from hearten.ports.transcoder.shape import (
    Limits,
    Made,
    MadeFile,
    Probe,
    Transcoder,
    TranscoderDown,
    Unplayable,
    Unsafe,
    Why,
)
from hearten.ports.transcoder.still import StillTranscoder

__all__ = [
    "FfmpegTranscoder",
    "Limits",
    "Made",
    "MadeFile",
    "Probe",
    "RefusingTranscoder",
    "StillTranscoder",
    "Transcoder",
    "TranscoderDown",
    "Unplayable",
    "Unsafe",
    "Why",
]
