"""Idioms and real crises that an examiner wrote who had not read the lexicon: only their shape."""

import json
from collections import Counter
from pathlib import Path

from hearten.engines.screening.risk.eval.sentences import sentences

FILE = Path(__file__).parents[1] / "eval/held_idioms.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
LANGUAGES = {"en", "es", "fr", "pt", "ar", "hi", "hi-Latn"}


def test_there_are_as_many_idioms_as_people_in_need():
    levels = Counter(row["level"] for row in ROWS)
    assert set(levels) == {0, 1, 2, 3}
    assert levels[0] >= 160 and levels[1] + levels[2] + levels[3] >= 160


def test_every_language_has_both():
    asked = Counter((row["lang"], row["level"]) for row in ROWS)
    assert set(asked) == {(language, level) for language in LANGUAGES for level in range(4)}
    assert min(asked[language, 0] for language in LANGUAGES) >= 20


def test_no_sentence_of_the_examiner_stands_in_another_set():
    others = {sentence.text for name in ("dev", "held") for sentence in sentences(name)}
    texts = [row["text"] for row in ROWS]
    assert (len(set(texts)), len(set(texts) & others)) == (len(texts), 0)
    assert len({row["id"] for row in ROWS}) == len(ROWS)
