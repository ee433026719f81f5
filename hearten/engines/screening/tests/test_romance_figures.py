"""What the Spanish, French and Portuguese rules find in the sentences they were tuned on, in nine voices."""

from pathlib import Path

import pytest

from hearten.engines.screening import SHARED, Passage, screen
from hearten.engines.screening.eval.wording import evaluate, read
from tests.world.packs import rules

FOLDER = Path(__file__).parents[1] / "eval"
TEXTS = read(FOLDER / "dev" / "romance.jsonl")
LANGUAGES = ("es", "fr", "pt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmful_wording_is_found_in_every_family_and_its_good_twin_left_alone(language):
    pack, rows = rules(language), [row for row in TEXTS if row.language == language]
    found = [frozenset(f.family for f in screen([Passage("text", row.text)], pack).findings) for row in rows]
    scores = evaluate(rows, found)
    assert [score.family for score in scores if score.recall.value < 0.9 or score.precision.value < 0.9] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_family_has_enough_sentences_in_each_language(language):
    rows = [row for row in TEXTS if row.language == language]
    assert all(sum(family in row.families for row in rows) >= 8 for family in SHARED)
    assert sum(not row.families for row in rows) >= 100


def test_none_of_these_sentences_is_among_those_nobody_tuned_on():
    held = {row.text for file in (FOLDER / "held").glob("*.jsonl") for row in read(file)}
    assert not held & {row.text for row in TEXTS}
