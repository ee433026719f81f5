"""What is gained by not answering: the risk–coverage curve (El-Yaniv and Wiener, JMLR 11, 2010; scorecard E1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearten.engines.screening.verdict.eval.measure import Tried
from hearten.engines.screening.verdict.opinion import Opinion, Verdict

SILENT = {Verdict.not_sure, Verdict.not_a_claim}
THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Point:
    """With answers only from `threshold` on: the share of claims answered, and of those the share answered wrongly."""

    threshold: float
    coverage: float
    risk: float
    answered: int


def curve(confidence: Sequence[float | None], wrong: Sequence[bool], thresholds: Sequence[float]) -> Iterator[Point]:
    """`confidence` is None where nothing is answered at all. Thresholds at which nobody is answered are left out."""
    for threshold in thresholds:
        answered = [w for c, w in zip(confidence, wrong, strict=True) if c is not None and c >= threshold]
        if answered:
            yield Point(threshold, len(answered) / len(wrong), sum(answered) / len(answered), len(answered))


def of_verdicts(tried: Sequence[Tried], said: Sequence[Opinion]) -> tuple[Point, ...]:
    """Wrong is: a false claim called supported, or a true one called anything worse than not sure."""
    confidence = [None if one.verdict in SILENT else one.confidence for one in said]
    wrong = [(o.verdict is Verdict.supported) is not t.may_be_green for t, o in zip(tried, said, strict=True)]
    return tuple(curve(confidence, wrong, THRESHOLDS))


def of_nearness(tried: Sequence[Tried], scores: Sequence[float]) -> tuple[Point, ...]:
    """The curve of a machine that takes the nearest statement for support, as near as the threshold asks."""
    return tuple(curve(list(scores), [not one.may_be_green for one in tried], THRESHOLDS))
