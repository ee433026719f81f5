"""What the machine thinks of a claim, how sure it is, and why."""

from dataclasses import dataclass
from enum import StrEnum

from hearten.engines.screening.evidence import Match


class Verdict(StrEnum):
    supported = "supported"
    overstated = "overstated"
    outdated = "outdated"
    contradicted = "contradicted"
    unsupported = "unsupported"
    not_a_claim = "not_a_claim"
    not_sure = "not_sure"


@dataclass(frozen=True)
class Opinion:
    """`because` is a code, never a sentence.

    It is one of says, denies, figure, stronger, earlier, myth, cure, nothing, unclear, corrected.
    """

    verdict: Verdict
    confidence: float  # 0 to 1
    matches: tuple[Match, ...]  # what it rests on comes first
    because: str
