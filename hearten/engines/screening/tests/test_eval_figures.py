"""A figure says how far it can be trusted, also where nothing went wrong."""

import numpy as np
import pytest

from hearten.engines.screening.eval.figures import Figure, Row, Target, resampled, share


def test_a_share_is_the_one_counted_by_hand_and_lies_inside_its_interval():
    figure = share([True] * 15 + [False] * 5)
    assert figure.value == 0.75 and 0.5 < figure.low < 0.75 < figure.high < 1
    assert figure == share([True] * 15 + [False] * 5)


def test_never_seen_is_not_never_there():
    none, all_of_them = share([False] * 300), share([True] * 300)
    assert none.value == 0 and none.high == pytest.approx(0.0122, abs=1e-4)  # 1 - 0.025 ** (1 / 300)
    assert all_of_them.value == 1 and all_of_them.low == pytest.approx(0.9878, abs=1e-4)


def test_nothing_to_count_gives_no_figure():
    with pytest.raises(ValueError):
        share([])


def test_rows_of_one_author_are_drawn_together():
    hits = np.array([1.0] * 50 + [0.0] * 50)
    alone = resampled(lambda at: float(hits[at].mean()), 100)
    authors = resampled(lambda at: float(hits[at].mean()), 100, groups=["a"] * 50 + ["b"] * 50)
    assert (authors.low, authors.high) == (0.0, 1.0)
    assert 0.38 < alone.low < alone.value == authors.value == 0.5 < alone.high < 0.62


@pytest.mark.parametrize(("value", "target", "missed"), [
    (0.89, Target(0.9), True), (0.9, Target(0.9), False),
    (0.01, Target(0.0, at_most=True), True), (0.0, Target(0.0, at_most=True), False), (0.1, None, False),
])  # fmt: skip
def test_a_missed_target_is_called_missed(value, target, missed):
    assert Row("E0", "what", "set", 10, Figure(value, 0, 1), target).missed is missed
