"""False alarms and people heard are those one counts by hand."""

from hearten.engines.screening.risk.eval.alarms import SETS, read, rows
from hearten.engines.screening.risk.eval.sentences import Sentence, sentences


def test_false_alarms_are_counted_among_quiet_sentences_only():
    ours = [Sentence(level, language, "", "words") for level, language in ((0, "en"), (0, "hi"), (1, "en"), (3, "en"))]
    found = {(r.what.split()[0], r.language): r for r in rows("s", ours, {"ours": [2, 0, 3, 2], "list": [0, 0, 0, 0]})}
    alarm, heard = found["idioms", ""], found["people", ""]
    assert (alarm.figure.value, alarm.n, alarm.missed) == (0.5, 2, True) and found["idioms", "hi"].figure.value == 0
    assert (heard.n, heard.figure.value, dict(heard.baselines)["list"].value) == (1, 1.0, 0.0)


def test_our_own_sets_are_read_from_tabs_and_from_lines():
    assert read(SETS / "held.tsv") == sentences("held")
    assert {one.level for one in read(SETS / "held_idioms.jsonl")} <= {0, 1, 2, 3}
