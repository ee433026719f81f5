"""Whoever tells a myth to correct it is not blamed for it; whoever only sounds so still is."""

import json
from collections import Counter
from pathlib import Path

import pytest

from hearten.engines.screening.claims import claims_in
from hearten.engines.screening.evidence import BadEntry, Index, load, load_vocabulary
from hearten.engines.screening.finding import Passage
from hearten.engines.screening.verdict import Verdict, answer
from hearten.engines.screening.verdict.correcting import is_corrected

ROOT = Path(__file__).resolve().parents[5]
WORDS = Index.of(load(ROOT / "data" / "guidance"), vocabulary=load_vocabulary(ROOT / "data" / "guidance"))
SET = Path(__file__).parents[1] / "eval" / "dev" / "corrected.jsonl"
ROWS = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
HEARD_OF_CLAIMS = {"dev-12", "dev-13"}
# Without a model nothing known is near "depression is an illness" in Arabic or Hindi.
NOT_YET = {"c-127", "c-129"}
NO_CLAIM = {"c-03", "c-18"}  # they say "my" and "I": what someone tells of themselves is nobody's claim
LABELLED = {"u-08", "u-09"}  # of two sentences the first is told as other people's
BLAMED = {Verdict.contradicted, Verdict.outdated, Verdict.overstated, Verdict.unsupported}


def verdicts(text: str, language: str) -> set[Verdict]:
    return {opinion.verdict for _, opinion in answer(text, language, WORDS).judged}


@pytest.mark.parametrize("row", [r for r in ROWS if r["way"] == "myth_corrected"], ids=lambda row: row["id"])
def test_a_myth_that_is_told_to_be_corrected_is_never_held_against_its_teller(row):
    assert not verdicts(row["text"], row["lang"]) & BLAMED or row["id"] in NOT_YET


@pytest.mark.parametrize("row", [r for r in ROWS if r["way"] == "not_corrected"], ids=lambda row: row["id"])
def test_a_myth_that_is_only_dressed_up_as_a_correction_does_not_hide_behind_it(row):
    judged = answer(row["text"], row["lang"], WORDS).judged
    assert "corrected" not in {opinion.because for _, opinion in judged}
    assert Verdict.supported not in {opinion.verdict for _, opinion in judged}


def test_most_myths_that_are_dressed_up_are_named_for_what_they_are_even_without_a_model():
    dressed = [row for row in ROWS if row["way"] == "not_corrected"]
    assert sum(bool(verdicts(row["text"], row["lang"]) & BLAMED) for row in dressed) > 0.6 * len(dressed)


@pytest.mark.parametrize("row", [r for r in ROWS if r["way"] == "truth_turned_down"], ids=lambda row: row["id"])
def test_a_truth_told_to_be_turned_down_is_not_shown_as_matching_guidance(row):
    assert Verdict.supported not in verdicts(row["text"], row["lang"])


def test_each_of_eight_languages_is_heard_to_correct_and_to_dress_up():
    ways = Counter((row["lang"], row["way"]) for row in ROWS)
    for language in ("en", "es", "fr", "pt", "ar", "hi", "de", "id"):
        assert ways[language, "myth_corrected"] >= 5 and ways[language, "not_corrected"] >= 3
    assert sum(row["way"] == "myth_corrected" for row in ROWS) >= 113


def test_what_the_patterns_in_the_code_heard_is_heard_as_the_file_tells_it():
    """Before the phrases stood in data/guidance, these of the first claims were heard as corrections, and no others."""
    claims = [json.loads(line) for line in SET.with_name("claims.jsonl").read_text(encoding="utf-8").splitlines()]
    first = [row for row in ROWS if row["id"] in {f"c-{n:02}" for n in range(33)} | {f"u-{n:02}" for n in range(14)}]
    heard = {row["id"] for row in (*claims, *first) if is_heard(row["text"], row["lang"])}
    assert heard == {f"c-{n:02}" for n in range(33)} - NO_CLAIM | LABELLED | HEARD_OF_CLAIMS


def is_heard(text: str, language: str) -> bool:
    found = claims_in([Passage("text", text)], language)
    return any(is_corrected(claim, WORDS.vocabulary.corrections) for claim in found)


def test_without_the_file_nothing_is_heard_as_a_correction_and_nothing_breaks():
    alone = Index.of(WORDS.entries)
    assert answer("People say vaccines cause autism. That is false.", "en", alone).opinion.verdict in BLAMED


@pytest.mark.parametrize(
    "wrong", ['[en]\nanswers = ["(this is) false"]', '[en]\nanswer = ["false"]', '[en]\ntold = ["@they say"]']
)
def test_a_phrase_that_cannot_be_read_names_its_file(tmp_path, wrong):
    (tmp_path / "corrections.toml").write_text(f"[en]\n{wrong}", encoding="utf-8")
    with pytest.raises(BadEntry, match=r"corrections\.toml"):
        load_vocabulary(tmp_path)


def test_what_is_corrected_is_for_a_person_to_look_at_and_says_why():
    opinion = answer("People say vaccines cause autism. That is false.", "en", WORDS).opinion
    assert (opinion.verdict, opinion.because) == (Verdict.not_sure, "corrected")


@pytest.mark.parametrize(
    "text", ["People say " * 5000, "myth " * 20_000, "It is a lie that " * 4000 + "x", "\0" * 9000]
)
def test_no_text_makes_looking_for_a_correction_slow(text):
    assert answer("Vaccines cause autism. " + text, "en", WORDS).opinion.verdict is not Verdict.supported
