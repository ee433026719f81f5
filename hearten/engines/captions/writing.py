"""Writing WebVTT from plain words: whatever the words hold, none of it is markup in the file."""

from collections.abc import Sequence

from hearten.engines.captions.cue import Cue, insist
from hearten.engines.captions.plain import tidy


def _time(seconds: float) -> str:
    total = round(seconds * 1000)
    return f"{total // 3_600_000:02}:{total // 60_000 % 60:02}:{total // 1000 % 60:02}.{total % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write(cues: Sequence[Cue]) -> str:
    """The file, from these cues alone. Cues that could not be read back raise `BadCaptions`, by their number."""
    clean = [Cue(round(cue.start, 3), round(cue.end, 3), tidy(cue.text)) for cue in cues]
    insist(clean, range(1, len(clean) + 1))
    blocks = [f"{_time(cue.start)} --> {_time(cue.end)}\n{_escaped(cue.text)}".rstrip("\n") for cue in clean]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"
