"""What abstaining buys is counted right, and a machine that takes nearness for truth is shown beside it."""

from hearten.engines.screening.verdict import Opinion, Verdict
from hearten.engines.screening.verdict.eval.abstaining import curve, of_nearness, of_verdicts
from hearten.engines.screening.verdict.eval.measure import Tried, nearest_are_green, rows

TRUE, FALSE = (Tried("t", "en", "words", "true", True), Tried("f", "en", "words", "negated", False))


def said(verdict: Verdict, confidence: float = 0.95) -> Opinion:
    return Opinion(verdict, confidence, (), "says")


def test_risk_and_coverage_are_those_one_counts_by_hand():
    points = list(curve([0.9, 0.8, 0.3, None], [False, True, False, True], [0.0, 0.5, 0.85, 0.99]))
    assert [(p.coverage, p.risk, p.answered) for p in points] == [(0.75, 1 / 3, 3), (0.5, 0.5, 2), (0.25, 0.0, 1)]


def test_silence_is_never_wrong_and_both_kinds_of_error_count():
    tried = [TRUE, TRUE, FALSE, FALSE, FALSE]
    spoken = [Verdict.supported, Verdict.contradicted, Verdict.supported, Verdict.overstated, Verdict.not_sure]
    first = of_verdicts(tried, [said(one) for one in spoken])[0]
    assert (first.answered, first.coverage, first.risk) == (4, 0.8, 0.5)


def test_a_wrong_green_misses_its_target_and_nearness_alone_is_worse():
    tried = [TRUE, TRUE, FALSE, FALSE]
    near = [0.9, 0.8, 0.85, 0.1]
    assert nearest_are_green(tried, near, 2) == [True, True, True, False]
    assert nearest_are_green(tried, near, 0) == [False] * 4
    careful = [said(Verdict.supported), said(Verdict.supported), said(Verdict.contradicted), said(Verdict.not_sure)]
    careless = [said(Verdict.supported)] * 4
    (row, *_), (bad, *_) = rows("s", tried, careful, {"near": near}), rows("s", tried, careless, {"near": near})
    assert (row.figure.value, row.missed, row.n) == (0.0, False, 2)
    assert (bad.figure.value, bad.missed) == (1.0, True)
    assert dict(row.baselines)["near"].value == 0.5
    assert of_nearness(tried, near)[-1].risk == 0.0


def test_every_language_has_its_own_row():
    tried = [TRUE, FALSE, Tried("x", "hi", "words", "myth", False)]
    found = list(rows("s", tried, [said(Verdict.not_sure)] * 3, {}))
    false = [(row.language, row.n) for row in found if row.what.startswith("false")]
    assert false == [("", 2), ("en", 1), ("hi", 1)]


def test_a_true_claim_or_a_corrected_myth_that_is_called_wrong_is_counted():
    corrected = Tried("c", "en", "words", "myth_corrected", True)
    spoken = [said(Verdict.overstated), said(Verdict.not_sure), said(Verdict.contradicted)]
    found = {row.what: row for row in rows("s", [TRUE, TRUE, corrected], spoken, {})}
    assert found["true claims called worse than not sure"].figure.value == 2 / 3
    assert found["myths told to correct them, called worse than not sure"].figure.value == 1
    assert "false claims shown as supported" not in found
