"""Doors to the outside that Django does not already have: a shape, the real thing, a harmless twin."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hearten.ports.embeddings import Embeddings, NoEmbeddings
from hearten.ports.onscreen import NoOnScreen, OnScreen
from hearten.ports.pictures import NoPictures, Pictures

if TYPE_CHECKING:
    from hearten.ports.speech import Speech
    from hearten.ports.transcoder import Transcoder


@dataclass
class Adapters:
    """What stands behind each port just now. config/wiring.py fills it in; a test may put a twin there."""

    transcoder: "Transcoder"
    speech: "Speech"
    embeddings: Embeddings = field(default_factory=NoEmbeddings)
    onscreen: OnScreen = field(default_factory=NoOnScreen)
    pictures: Pictures = field(default_factory=NoPictures)


now: Adapters


def use(adapters: Adapters) -> None:
    global now
    now = adapters
