"""The rows of the linter are those one counts by hand."""

import pytest

from hearten.engines.screening.eval.linting import rows
from hearten.engines.screening.eval.wording import Labelled

NOTHING, CURE, STOP = frozenset(), frozenset({"cure_claim"}), frozenset({"stop_medication"})
TEXTS = [
    Labelled("1", "en", "words", CURE), Labelled("2", "en", "words", CURE), Labelled("3", "es", "words", STOP),
    Labelled("4", "es", "words", NOTHING, STOP),
]  # fmt: skip


def found(ours, others=None):
    return {(r.what, r.language, r.family): r for r in rows("set", TEXTS, ours, others or {})}


def test_recall_and_precision_are_counted_together_by_language_and_by_family():
    got = found([CURE, NOTHING, CURE, STOP], {"word list": [CURE, CURE, CURE, CURE]})
    whole, right = got["linter recall", "", ""], got["linter precision", "", ""]
    assert whole.figure.value == pytest.approx(1 / 3) and whole.n == 3 and whole.missed
    assert right.figure.value == 0.5 and right.n == 2 and right.missed
    assert dict(whole.baselines)["word list"].value == pytest.approx(2 / 3)
    assert got["linter recall", "en", ""].figure.value == 0.5 and got["linter recall", "es", ""].figure.value == 0
    assert got["linter recall", "", "cure_claim"].target is None
    assert ("linter precision", "", "stop_medication") not in got  # named once, and there it counts neither way


def test_all_found_and_nothing_else_meets_both_targets_and_still_claims_no_certainty():
    got = found([CURE, CURE, STOP, NOTHING])
    assert not any(row.missed for row in got.values())
    assert got["linter recall", "", ""].figure.low < 0.5
