"""The order of posts, the promise about heavy ones, and the true reason for each place; no profile of anyone."""

from hearten.engines.ranking.cursor import (
    FRESH,
    LAST_ID,
    BadCursor,
    Begin,
    Cursor,
    Spot,
    micros_of,
    read_cursor,
    read_tail,
    written_tail,
)  # fmt: skip
from hearten.engines.ranking.facts import HEAVY, IN_CAMPAIGN, NEW_MAKER, RELIEF, Facts, code_of, packed
from hearten.engines.ranking.gate import STRICTEST, Gate, Tail
from hearten.engines.ranking.hidden import folded, needles
from hearten.engines.ranking.leaves import Leaf, leaves
from hearten.engines.ranking.order import Block, Place, Why, ranked
from hearten.engines.ranking.walk import BLOCK, WANTED, Stretch, Walked, walk
from hearten.engines.ranking.wishes import TOPICS_MOST, Wishes

__all__ = [
    "BLOCK", "FRESH", "HEAVY", "IN_CAMPAIGN", "LAST_ID", "NEW_MAKER", "RELIEF", "STRICTEST", "TOPICS_MOST", "WANTED",
    "BadCursor", "Begin", "Block", "Cursor", "Facts", "Gate", "Leaf", "Place", "Spot", "Stretch", "Tail", "Walked",
    "Why", "Wishes", "code_of", "folded", "leaves", "micros_of", "needles", "packed", "ranked", "read_cursor",
    "read_tail", "walk",
    "written_tail",
]  # fmt: skip
