"""Several lists of what was found, put into one order: by what was meant, and never a heavy post first in need."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

HEAVY = 2  # of the reviewer's 0 light, 1 serious, 2 heavy
SAME = 60  # of reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009. Checked 2026-11-23.
WEIGHTS = (1.5, 1.0, 0.6, 0.7, 1.0)  # of the lists: every word, any word, spelt alike, topic, meaning
OTHER_LANGUAGE, TEACHES = 0.5, 1.2


class Tier(StrEnum):
    """What comes first: help, something to do, guidance, or simply what fits best."""

    crisis = "crisis"
    coping = "coping"
    literacy = "literacy"
    plain = "plain"


@dataclass(frozen=True)
class Candidate:
    """Something that is public and may fit. `scores` are as WEIGHTS, higher is nearer, 0 is not in that list."""

    id: int
    is_post: bool
    name: str
    language: str
    kind: str
    topics: Sequence[str]
    heaviness: int
    leaves: str
    scores: Sequence[float]

    @property
    def turn(self) -> int:
        """Among equals: the newest post, but the first statement, for guidance says what a thing is before the rest."""
        return -self.id if self.is_post else self.id

    @property
    def gives_relief(self) -> bool:
        return self.heaviness < HEAVY and (self.kind == "coping" or self.leaves == "hope")

    @property
    def prevents(self) -> bool:
        return self.heaviness < HEAVY and (self.gives_relief or "suicide prevention" in self.topics)


def in_order(found: Sequence[Candidate], tier: Tier, language: str) -> list[Candidate]:
    """By reciprocal rank fusion of the lists. In a crisis, and to cope: what gives relief first, heavy posts last."""
    fused = dict.fromkeys((one.id for one in found), 0.0)
    for at, weight in enumerate(WEIGHTS):
        listed = sorted((-one.scores[at], one.turn, one.id) for one in found if one.scores[at] > 0)
        for rank, (*_key, id) in enumerate(listed, 1):
            fused[id] += weight / (SAME + rank)
    for one in found:
        fused[one.id] *= OTHER_LANGUAGE if one.is_post and one.language != language else 1.0
        fused[one.id] *= TEACHES if tier is Tier.literacy and one.kind in ("explain", "myth") else 1.0
    return sorted(found, key=lambda one: (*_first(one, tier), -fused[one.id], one.turn))


def _first(one: Candidate, tier: Tier) -> tuple[bool, bool]:
    if not one.is_post or tier not in (Tier.crisis, Tier.coping):
        return False, False
    return one.heaviness >= HEAVY, not (one.prevents if tier is Tier.crisis else one.gives_relief)
