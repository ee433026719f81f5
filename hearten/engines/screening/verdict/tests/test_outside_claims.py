"""The claims that an examiner wrote who had read the guidance and nothing of the engine: only their shape."""

import json
from collections import Counter
from pathlib import Path

from hearten.engines.screening.verdict.eval.measure import claims

FILE = Path(__file__).parents[1] / "eval/held/claims_b.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
FALSE = {
    "negated", "number", "subject", "stronger", "outdated", "population",
    "cure", "reversed", "hidden_not", "unsupported",
}  # fmt: skip


def test_there_are_enough_claims_made_false_in_every_way():
    ways = Counter(row["way"] for row in ROWS)
    assert set(ways) == FALSE | {"true", "no_claim", "myth_corrected"}
    assert sum(ways[way] for way in FALSE) >= 300 and min(ways[way] for way in FALSE) >= 20
    assert ways["true"] >= 100 and ways["no_claim"] >= 40 and ways["myth_corrected"] >= 40


def test_only_what_is_true_or_told_to_correct_a_myth_may_be_green():
    assert all(row["may_be_green"] == (row["way"] in {"true", "myth_corrected"}) for row in ROWS)


def test_at_least_sixty_claims_are_not_in_english():
    assert sum(row["lang"] != "en" for row in ROWS) >= 60


def test_no_claim_of_the_examiner_stands_in_another_set():
    others = {claim.text for name in ("dev", "held") for claim in claims(name)}
    texts = [row["text"] for row in ROWS]
    assert (len(set(texts)), len(set(texts) & others)) == (len(texts), 0)
    assert len({row["id"] for row in ROWS}) == len(ROWS)
