"""What the rules about stigma, advice and names find in the sentences they were tuned on, in forty voices."""

from pathlib import Path

from hearten.engines.screening import Passage, screen
from hearten.engines.screening.eval.wording import evaluate, read
from tests.world.packs import rules

FOLDER = Path(__file__).parents[1] / "eval"
FAMILIES = {
    "labelling_person", "slur_stigma", "trivialising", "diagnosing_viewer", "cure_claim", "stop_medication",
    "supplement_claim", "identifying_detail",
}  # fmt: skip
TEXTS = read(FOLDER / "dev" / "stigma.jsonl")
VOICES = read(FOLDER / "dev" / "voices.jsonl")  # a pastor, a shop, a teenager, a notice at school
PACK = rules("en")


def test_claims_labels_jokes_and_names_are_found_and_their_good_twins_left_alone():
    found = [frozenset(f.family for f in screen([Passage("text", row.text)], PACK).findings) for row in TEXTS]
    scores = [score for score in evaluate(TEXTS, found) if score.family in FAMILIES]
    assert len(scores) == len(FAMILIES)
    assert [s.family for s in scores if s.recall.value < 0.9 or s.precision.value < 0.95] == []


def test_each_family_has_enough_sentences_that_should_and_should_not_be_found():
    for family in FAMILIES:
        assert sum(family in row.families for row in TEXTS) >= 60
    assert sum(not row.families for row in TEXTS) >= 480


def test_none_of_these_sentences_is_among_those_nobody_tuned_on():
    held = {row.text for file in (FOLDER / "held").glob("*.jsonl") for row in read(file)}
    assert not held & {row.text for row in (*TEXTS, *VOICES)}


def test_sentences_in_other_voices_stay_found_and_their_good_twins_stay_left_alone():
    found = [frozenset(f.family for f in screen([Passage("text", row.text)], PACK).findings) for row in VOICES]
    (*_, overall) = evaluate(VOICES, found)
    assert overall.precision.value >= 0.92 and overall.recall.value >= 0.88  # as measured on 2026-11-23
