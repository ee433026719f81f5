"""What a search needs beyond a database: slips of the pen, and several lists put into one order."""

from hearten.engines.retrieval.fusion import Candidate, Tier, in_order
from hearten.engines.retrieval.marks import Piece, firmly, pieces, quoted
from hearten.engines.retrieval.spelling import closest, slips

__all__ = ["Candidate", "Piece", "Tier", "closest", "firmly", "in_order", "pieces", "quoted", "slips"]
