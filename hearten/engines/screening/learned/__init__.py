"""Trained second opinions: small weights from our own practice sentences. They may point, never approve."""

from hearten.engines.screening.learned.trained import BadWeights, Embed, Seen, Trained, centred, load_trained
from hearten.engines.screening.learned.windows import Pointed, pointed

__all__ = ["BadWeights", "Embed", "Pointed", "Seen", "Trained", "centred", "load_trained", "pointed"]
