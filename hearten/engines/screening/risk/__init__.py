"""Hears crisis language: how grave, and why, so that help is offered first. It never diagnoses anyone."""

from hearten.engines.screening.risk.head import BadHead, Estimate, Head, load_head
from hearten.engines.screening.risk.level import Practised, Risk, level_of
from hearten.engines.screening.risk.lexicon import Level, Lexicon
from hearten.engines.screening.risk.loading import BadPack, load

__all__ = [
    "BadHead", "BadPack", "Estimate", "Head", "Level", "Lexicon", "Practised", "Risk", "level_of", "load", "load_head",
]  # fmt: skip
