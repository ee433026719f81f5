"""The scorecard says what was measured, what was missed and what could not be measured, and repeats nobody's words."""

import io
import json
from hashlib import sha256
from pathlib import Path

import pytest

from hearten.config.checks import evaluate
from hearten.config.checks.scorecard import fingerprints, table
from hearten.config.checks.scorecard.house import Measured
from hearten.engines.screening.eval.figures import Figure, Row, Target
from hearten.engines.screening.eval.sets import sets, spread
from hearten.engines.screening.evidence.eval.measure import SETS, read
from hearten.engines.screening.verdict.eval.abstaining import Point

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def asked(monkeypatch, tmp_path):
    monkeypatch.setenv("HEARTEN_EVAL", str(tmp_path / "nobody's data"))

    def ask(*rows: str, **more) -> str:
        out = io.StringIO()
        assert evaluate.run(rows, quick=True, out=out, **more) == 0
        return out.getvalue()

    return ask


def test_a_run_says_its_figures_and_notes_which_bytes_they_rest_on(asked, tmp_path):
    told = asked("e2", "E9", json=str(tmp_path / "card.json"))
    card = json.loads((tmp_path / "card.json").read_text())
    assert {row["id"] for row in card["rows"]} == {"E2"} and card["seed"] == 7 and card["quick"] is True
    held = "hearten/engines/screening/evidence/eval/held/questions.jsonl"
    assert card["data"][held] == sha256((ROOT / held).read_bytes()).hexdigest()
    assert set(card["packs"]) == {"guidance", "risk", "rules"} and card["model"] is None
    first = next(row for row in card["rows"] if row["on"] == "held/questions")
    assert first["low"] <= first["value"] <= first["high"] and "TF-IDF" in first["baselines"]
    assert f"{first['value']:.3f} [{first['low']:.3f}, {first['high']:.3f}]" in told
    assert "Did not run: E9: healthver" in told and "Did not run: E2: with a model" in told
    assert str(ROOT) not in json.dumps(card) and str(tmp_path) not in json.dumps(card)


def test_nobody_s_words_are_in_what_is_printed(asked):
    told = asked("E2")
    texts = [question.text for path in sets(SETS).values() for question in read(path)]
    assert len(texts) > 200 and not [text for text in texts if len(text) > 15 and text in told]


def test_every_row_of_the_engines_can_be_measured_without_a_model_and_without_other_people_s_data(asked):
    told = asked()
    assert all(f"\n{row}  " in told for row in ("E1", "E2", "E5", "E6"))
    assert all(f"did not run: {one} (not in the folder" in told for one in ("E3: cssrs", "E5: cssrs", "E6: hatecheck"))
    assert "In short" in told


def test_a_row_that_does_not_exist_is_named(capsys):
    assert evaluate.run(["E99"]) == 2
    assert "E99" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said(asked, tmp_path, capsys):
    assert evaluate.run(["E9"], json=str(tmp_path), quick=True, out=io.StringIO()) == 2
    assert "cannot be written" in capsys.readouterr().err


def row(value: float, **more) -> Row:
    return Row("E0", "what", "held", 300, Figure(value, value - 0.1, value + 0.1), Target(0.9), **more)


def test_a_missed_target_is_called_missed_and_a_part_is_not_counted_as_the_whole():
    part = row(0.2, language="hi")
    lines = "".join(table.in_short(Measured((row(0.5), row(0.95, note="with care"), part))))
    assert lines.count("MISSED") == 1 and lines.count("met") == 1
    told = "".join(table.told(Measured((row(0.5, baselines=(("list", Figure(0.1, 0.0, 0.2)),)), part))))
    assert "0.500 [0.400, 0.600]  n 300" in told and "list 0.100 [0.000, 0.200]" in told and "held hi" in told


def test_a_curve_shows_how_much_is_answered_and_how_much_of_it_is_wrong():
    told = "".join(table.told(Measured(curves=(("held", (Point(0.5, 0.5, 0.125, 8),)),))))
    assert "50.0% ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ " in told and "12.50% (8)" in told


def test_a_fingerprint_changes_with_any_byte_and_any_name(tmp_path):
    (tmp_path / "a").write_text("one")
    before = fingerprints.of_folder(tmp_path)
    assert before == fingerprints.of_folder(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = fingerprints.of_folder(tmp_path)
    (tmp_path / "b").write_text("onf")
    assert len({before, renamed, fingerprints.of_folder(tmp_path)}) == 3
    assert fingerprints.of_weights("weights_that_nobody_has") == {}


def test_a_quick_look_is_spread_over_the_whole_file():
    assert list(spread(range(100), 4)) == [0, 25, 50, 75] and list(spread(range(3), 4)) == [0, 1, 2]
