"""How we know the promise about heavy posts is kept: generated shelves, walked to the end and counted."""

from hearten.engines.ranking.eval.shelves import Shelves, Wanted, shelves, wanted
from hearten.engines.ranking.eval.sweep import Seen, broken, sweep, walked

__all__ = ["Seen", "Shelves", "Wanted", "broken", "shelves", "sweep", "walked", "wanted"]
