"""What ranking may know of a post, packed into one number so that a block of posts is one short list.

Everything here was true of the post on the day it was approved. Nothing says how many people watched it, or how long.
"""

from dataclasses import dataclass

HEAVY, SERIOUS, HOPE, LOSS, RELIEF, COPING, NEW_MAKER, IN_CAMPAIGN = (1 << bit for bit in range(8))
EVIDENCE, MERIT = 8, 16  # where these begin in the number: four bits, and the rest
MOST_EVIDENCE = 4
SHORT, LONG = 90.0, 180.0  # seconds: a film a little longer than short, and one too long for someone in between


@dataclass(frozen=True, slots=True)
class Facts:
    """`heaviness`: 0 light, 1 serious, 2 heavy, None not known, which counts as heavy. `leaves`: hope, neither or loss.

    `sources` statements of guidance by so many `publishers`; `seconds` is 0 for a post without a film.
    """

    heaviness: int | None
    leaves: str
    kind: str
    sources: int = 0
    publishers: int = 0
    captions: bool = False
    seconds: float = 0.0


def packed(facts: Facts) -> int:
    weight = {0: 0, 1: SERIOUS}.get(2 if facts.heaviness is None else facts.heaviness, HEAVY)
    leaves = {"hope": HOPE, "loss": LOSS}.get(facts.leaves, 0)
    coping = COPING if facts.kind == "coping" else 0
    relief = RELIEF if weight != HEAVY and (coping or leaves == HOPE) else 0
    evidence = evidence_of(facts)
    return weight | leaves | coping | relief | evidence << EVIDENCE | _merit(facts, evidence) << MERIT


def evidence_of(facts: Facts) -> int:
    """Nought to four: up to three statements it rests on, and one more where they are not all of one house."""
    return min(facts.sources, 3) + (facts.publishers > 1)


def _merit(facts: Facts, evidence: int) -> int:
    """In places of the feed: a post this much better comes as if so many newer ones were not there. Never below 0."""
    is_readable = 1 if facts.captions or not facts.seconds else 0
    return 2 + evidence + is_readable - (facts.seconds > SHORT) - (facts.seconds > LONG)


def code_of(name: str) -> int:
    """A language or a country as a number; of a long tag the first eight letters count."""
    return int.from_bytes(name.lower().encode()[:8], "big")
