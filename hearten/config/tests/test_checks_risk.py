"""`hearten risk`: JSON lines in, JSON lines out, and nothing of what people wrote left behind."""

import io
import json
import logging
import sys

import pytest

from hearten.config.checks import risk
from hearten.config.checks.lines import answers

GRAVE = "I want to end it all tonight, zebra-canary"


def told(*lines: str) -> list[dict[str, object]]:
    return list(answers([line.encode() for line in lines], risk.told))


def test_each_line_is_answered_with_its_level_and_reasons():
    one, two = told(
        json.dumps({"id": "a", "lang": "en", "text": GRAVE}), json.dumps({"id": 2, "text": "see you at lunch"})
    )
    assert (one["id"], one["level"]) == ("a", 3) and one["reasons"]
    assert (two["id"], two["level"], two["reasons"]) == (2, 0, [])


@pytest.mark.parametrize(
    "bad", ["zebra", "[1]", '{"id": 7}', '{"id": 7, "text": 3}', '{"id": 7, "lang": [], "text": 1}', "[" * 9000]
)
def test_a_bad_line_is_told_so_and_the_next_is_still_answered(bad):
    wrong, right = told(bad, json.dumps({"id": 1, "text": GRAVE}))
    assert wrong["error"] and "level" not in wrong and "zebra" not in json.dumps(wrong)
    assert right["level"] == 3


def test_a_bad_line_keeps_its_id_and_is_counted():
    assert [(row["id"], row["line"]) for row in told("zebra", "", '{"id": 7}')] == [(None, 1), (7, 3)]


class Ears(logging.Handler):
    """Hears every log line of the process."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def test_what_a_person_wrote_is_in_no_answer_and_no_log():
    ears, root = Ears(), logging.getLogger()
    root.addHandler(ears)
    try:
        said = json.dumps(told(json.dumps({"id": 1, "text": GRAVE}), GRAVE))
        root.warning("canary of the test")
    finally:
        root.removeHandler(ears)
    assert "canary" not in said and ears.heard == ["canary of the test"]


def test_a_batch_is_read_from_a_file_or_from_what_is_piped_in(tmp_path, capsys, monkeypatch):
    line = json.dumps({"id": 1, "text": GRAVE}) + "\n\n"
    (tmp_path / "in.jsonl").write_text(line)
    assert risk.run(batch=str(tmp_path / "in.jsonl")) == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    assert risk.run() == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second and json.loads(first)["level"] == 3


def test_a_file_that_is_not_there_is_said_without_a_trace(tmp_path, capsys):
    assert risk.run(batch=str(tmp_path / "none.jsonl")) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_one_text_can_be_asked_about(capsys):
    assert risk.run(text="quiero morir", lang="es") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["level"] == 3 and answer["checks_missing"] == ["es:crisis"]
