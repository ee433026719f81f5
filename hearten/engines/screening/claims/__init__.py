"""Finds the sentences that say something about health that can be checked, and what kind of thing they say."""

from hearten.engines.screening.claims.claim import Claim
from hearten.engines.screening.claims.finding import claims_in

__all__ = ["Claim", "claims_in"]
