"""The questions that an examiner wrote who had not read the other sets: only their shape."""

import json
from collections import Counter
from pathlib import Path

from hearten.engines.screening.evidence.eval.measure import questions

GUIDANCE = Path(__file__).parents[5] / "data/guidance"
FILE = Path(__file__).parents[1] / "eval/held/questions_b.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def test_each_of_the_eight_languages_asks_at_least_twenty_five_questions():
    asked = Counter(row["lang"] for row in ROWS)
    assert set(asked) == {question.language for question in questions("held")}
    assert min(asked.values()) >= 25 and len({row["id"] for row in ROWS}) == len(ROWS)


def test_every_answer_is_a_statement_of_the_guidance():
    packs = [path.read_text(encoding="utf-8") for path in GUIDANCE.glob("*/*.jsonl")]
    known = {json.loads(line)["id"] for pack in packs for line in pack.splitlines()}
    assert all(row["answers"] and set(row["answers"]) <= known for row in ROWS)


def test_no_question_of_the_examiner_stands_in_another_set():
    others = {question.text for name in ("dev", "held") for question in questions(name)}
    texts = [row["text"] for row in ROWS]
    assert (len(set(texts)), len(set(texts) & others)) == (len(texts), 0)
