"""How the reading of evidence is scored, on pairs of ours whose answer is known by hand."""

import numpy as np
import pytest

from hearten.engines.screening.verdict.eval.entailment import (
    NEUTRAL,
    REFUTES,
    SUPPORTS,
    Pair,
    by_meaning,
    by_rules,
    by_words,
    macro_f1,
    read,
    rows,
)  # fmt: skip

WORDS = ("tea", "bread", "rivers", "music", "snow", "books")
PAIRS = [
    Pair(f"{topic} {evidence}", f"{topic} calms people", label, topic)
    for topic in WORDS
    for evidence, label in (("helps greatly", SUPPORTS), ("harms badly", REFUTES), ("was studied", NEUTRAL))
]


def test_macro_f1_is_the_one_counted_by_hand():
    wanted, said = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1])
    assert macro_f1(wanted, said) == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert macro_f1(wanted, wanted) == 1


def test_our_rules_say_supports_only_where_the_evidence_says_the_same():
    said = by_rules([
        Pair("Vaccines do not cause autism.", "Vaccines do not cause autism.", SUPPORTS, "q"),
        Pair("Vaccines do not cause autism.", "Vaccines cause autism.", REFUTES, "q"),
        Pair("Of 90 people in one trial some slept longer.", "Vaccines cause autism.", NEUTRAL, "q"),
    ])  # fmt: skip
    assert said.tolist() == [SUPPORTS, REFUTES, NEUTRAL]


def test_the_trained_baseline_learns_from_other_questions_only():
    wanted = np.array([pair.label for pair in PAIRS])
    assert macro_f1(wanted, by_words(PAIRS, folds=3)) > 0.9
    one_question = [Pair(pair.evidence, pair.claim, pair.label, "same") for pair in PAIRS]
    assert set(by_words(one_question, folds=3)) == {NEUTRAL}  # nothing else to learn from


def test_the_baseline_of_a_model_is_trained_the_same_way():
    def embed(texts):
        marks = np.array([[t.count("helps"), t.count("harms"), t.count("studied"), 1] for t in texts], dtype=np.float32)
        return marks / np.linalg.norm(marks, axis=1, keepdims=True)

    assert macro_f1(np.array([pair.label for pair in PAIRS]), by_meaning(PAIRS, embed, folds=3)) > 0.9


def test_the_row_holds_its_baselines_and_says_that_it_is_missed():
    (row,) = rows(PAIRS, {"TF-IDF": by_words(PAIRS, folds=3)}, 50)
    assert row.missed and row.n == len(PAIRS) and "not at hand" in row.note
    beside = dict(row.baselines)
    assert beside["TF-IDF"].value > row.figure.value and beside["always the commonest"].value == pytest.approx(1 / 6)


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "x.csv").write_text("evidence,claim,label,question\na,b,Maybe,q\n")
    with pytest.raises(ValueError):
        read(tmp_path / "x.csv")
