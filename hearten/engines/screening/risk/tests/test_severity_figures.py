"""Figures of crisis language are those one counts by hand, on scores of which the answer is known."""

from pathlib import Path

import numpy as np
import pytest

from hearten.engines.screening.risk import load
from hearten.engines.screening.risk.eval.sentences import FOLDER, Sentence, sentences
from hearten.engines.screening.risk.eval.severity import (
    Post,
    agreement,
    by_constructs,
    by_words,
    own,
    own_rows,
    read,
    recall,
    rows,
    specificity,
)

LEXICON = load(Path(__file__).parents[5] / "data/risk", "en")


def test_specificity_lets_95_of_100_grave_posts_through_and_ties_go_together():
    grave = np.array([True] * 20 + [False] * 10)
    scores = np.array([6.0] * 19 + [0.0] + [5.0] * 3 + [6.0] * 2 + [1.0] * 5)
    assert specificity(grave, scores) == 0.8  # the two that score as the grave do are held too
    scores[18] = 0.0  # now 2 of 20 are unheard: the threshold has to fall to nothing
    assert specificity(grave, scores) == 0.0


def test_recall_is_the_most_found_while_nine_of_ten_are_right():
    wanted = np.array([True] * 9 + [False] + [True] * 10 + [False] * 10)
    scores = np.array([9.0] * 10 + [5.0] * 20)
    assert recall(wanted, scores) == pytest.approx(9 / 19)
    assert recall(~wanted, np.zeros(30)) == 0.0
    assert recall(wanted, wanted.astype(float)) == 1.0


def test_agreement_is_one_for_the_same_and_none_for_chance():
    people = np.array([0, 1, 2, 3, 4, 5, 6] * 3)
    assert agreement(people, people) == 1
    assert agreement(people, np.zeros_like(people)) == 0
    assert agreement(people, 6 - people) == -1


def test_rows_hold_what_simpler_means_reach_and_say_what_is_missed():
    posts = [Post("words", n % 7, str(n)) for n in range(70)]
    found = {row.id: row for row in rows(posts, {"ours": [p.severity for p in posts], "none": [0.0] * 70}, 50)}
    assert {code: row.figure.value for code, row in found.items()} == {"E3": 1.0, "E4": 1.0, "E5": 1.0}
    assert not any(row.missed for row in found.values())
    assert dict(found["E4"].baselines)["none"].value == 0
    assert all(row.missed for row in rows(posts, {"ours": [0.0] * 70}, 50))


def test_false_alarms_are_counted_among_quiet_sentences_only():
    ours = [
        Sentence(0, "en", "", "a"),
        Sentence(0, "hi", "", "b"),
        Sentence(1, "en", "", "c"),
        Sentence(3, "en", "", "d"),
    ]
    found = {(row.what.split()[0], row.language): row for row in own_rows("s", ours, {"": [2, 0, 3, 2]})}
    alarm = found["idioms", ""]
    assert (alarm.figure.value, alarm.n, alarm.missed) == (0.5, 2, True)
    assert found["people", ""].n == 1 and found["people", ""].figure.value == 1
    assert found["idioms", "hi"].figure.value == 0


def test_the_baselines_hear_words_and_nothing_around_them():
    assert by_words("This traffic is killing me") == 1 == by_words("I do not want to die")
    assert by_words("A calm day by the sea") == 0
    assert by_constructs("I want to kill myself", LEXICON) > by_constructs("A calm day by the sea", LEXICON)


def test_our_own_sets_are_read_from_tabs_and_from_lines():
    assert own(FOLDER / "held.tsv") == sentences("held")
    assert {one.level for one in own(FOLDER / "held_idioms.jsonl")} <= {0, 1, 2, 3}


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "x.csv").write_text("content,severity\nwords,grave\n")
    with pytest.raises((KeyError, ValueError)):
        read(tmp_path / "x.csv")
