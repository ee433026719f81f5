"""Whoever tells a myth to correct it is not blamed for it; whoever only sounds so still is."""

import json
from pathlib import Path

import pytest

from hearten.engines.screening.evidence import Index, load, load_vocabulary
from hearten.engines.screening.verdict import Verdict, answer

ROOT = Path(__file__).resolve().parents[5]
WORDS = Index.of(load(ROOT / "data" / "guidance"), vocabulary=load_vocabulary(ROOT / "data" / "guidance"))
SET = Path(__file__).parents[1] / "eval" / "dev" / "corrected.jsonl"
ROWS = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
BLAMED = {Verdict.contradicted, Verdict.outdated, Verdict.overstated, Verdict.unsupported}
NOT_YET = {"u-00", "u-04", "u-12"}  # without a model the machine is only not sure of these


def verdicts(text: str, language: str) -> set[Verdict]:
    return {opinion.verdict for _, opinion in answer(text, language, WORDS).judged}


@pytest.mark.parametrize("row", [r for r in ROWS if r["way"] == "myth_corrected"], ids=lambda row: row["id"])
def test_a_myth_that_is_told_to_be_corrected_is_never_held_against_its_teller(row):
    assert not verdicts(row["text"], row["lang"]) & BLAMED


@pytest.mark.parametrize("row", [r for r in ROWS if r["way"] == "not_corrected"], ids=lambda row: row["id"])
def test_a_myth_that_is_only_dressed_up_as_a_correction_is_still_found(row):
    found = verdicts(row["text"], row["lang"])
    assert Verdict.supported not in found
    assert found & BLAMED or row["id"] in NOT_YET


def test_what_is_corrected_is_for_a_person_to_look_at_and_says_why():
    opinion = answer("People say vaccines cause autism. That is false.", "en", WORDS).opinion
    assert (opinion.verdict, opinion.because) == (Verdict.not_sure, "corrected")


@pytest.mark.parametrize(
    "text", ["People say " * 5000, "myth " * 20_000, "It is a lie that " * 4000 + "x", "\0" * 9000]
)
def test_no_text_makes_looking_for_a_correction_slow(text):
    assert answer("Vaccines cause autism. " + text, "en", WORDS).opinion.verdict is not Verdict.supported
