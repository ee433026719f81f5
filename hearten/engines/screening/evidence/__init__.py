"""Finds the statements of guidance a text is about. It says what is near, never whether it agrees."""

from hearten.engines.screening.evidence.corrections import Corrections
from hearten.engines.screening.evidence.entry import ANSWER, MYTH, STATEMENT, Embed, Entry, Match
from hearten.engines.screening.evidence.index import Index
from hearten.engines.screening.evidence.keeping import Kept
from hearten.engines.screening.evidence.loading import BadEntry, load, load_vocabulary
from hearten.engines.screening.evidence.terms import Vocabulary

__all__ = [
    "ANSWER", "MYTH", "STATEMENT", "BadEntry", "Corrections", "Embed", "Entry", "Index", "Kept", "Match", "Vocabulary",
    "load", "load_vocabulary",
]  # fmt: skip
