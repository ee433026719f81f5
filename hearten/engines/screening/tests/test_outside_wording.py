"""The set of wording that an examiner wrote who had read neither the rules nor the other sets: only its shape."""

from collections import Counter
from pathlib import Path

from hearten.engines.screening.eval.wording import read
from hearten.engines.screening.families import SHARED

FOLDER = Path(__file__).parents[1] / "eval"
ROWS = read(FOLDER / "held" / "wording_b.jsonl")
LANGUAGES = {"en", "es", "fr", "pt", "ar", "hi"}
LONG = 40  # words from which a text about suicide should say where to find help


def test_every_family_is_asked_for_in_every_language():
    asked = Counter((row.language, family) for row in ROWS for family in row.families)
    assert set(asked) == {(language, family) for language in LANGUAGES for family in SHARED}
    assert min(asked["en", family] for family in SHARED) >= 14


def test_there_are_as_many_good_sentences_as_bad_ones_to_tell_apart():
    bad, good = (Counter(row.language for row in ROWS if bool(row.families) is kind) for kind in (True, False))
    assert bad["en"] >= 250 and good["en"] >= 250
    assert min(bad[language] for language in LANGUAGES) >= 40 and min(good[language] for language in LANGUAGES) >= 40


def test_only_long_texts_are_asked_to_say_where_help_is():
    assert all(len(row.text.split()) >= LONG for row in ROWS if "no_help_info" in row.families)


def test_families_where_readers_differ_are_families_we_know():
    assert all(row.open <= set(SHARED) and not row.open & row.families for row in ROWS if row.families)
    assert all(row.open <= set(SHARED) for row in ROWS)


def test_no_sentence_of_the_examiner_stands_in_another_set():
    others = {row.text for name in ("dev", "held") for row in read(FOLDER / name / "wording.jsonl")}
    texts = [row.text for row in ROWS]
    assert (len(set(texts)), len(set(texts) & others)) == (len(texts), 0)
