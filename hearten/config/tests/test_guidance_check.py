"""`hearten guidance check`, asked as an editor of a pack would ask it."""

import json
import shutil
from pathlib import Path

import pytest

from hearten.config.checks import guidance
from hearten.engines.screening.evidence import Index, load, load_vocabulary
from hearten.engines.screening.verdict import Verdict, answer
from hearten.features.guidance.tests.test_lines_of_guidance import MYTH, SOUND


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    root = tmp_path / "guidance"
    (root / "who").mkdir(parents=True)
    (root / "who" / "2026-11.jsonl").write_text(json.dumps(SOUND) + "\n", encoding="utf-8")
    (root / "myths.jsonl").write_text(json.dumps(MYTH), encoding="utf-8")
    return root


def test_the_guidance_we_ship_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert guidance.run() == 0, capsys.readouterr().out


def test_a_sound_pack_passes_and_a_broken_line_is_named_with_its_place(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guidance.run("check", str(pack)) == 0
    with (pack / "who" / "2026-11.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({**SOUND, "id": "G002", "kind": "rumour"}))
    capsys.readouterr()
    assert guidance.run("check", str(pack)) == 1
    assert capsys.readouterr().out.startswith("who/2026-11.jsonl:3: Its kind is 'rumour'")


@pytest.mark.parametrize("torn", [b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"7"])
def test_a_torn_file_is_a_sentence_and_no_crash(pack: Path, torn: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "who" / "2026-11.jsonl").write_bytes(torn)
    assert guidance.run("check", str(pack)) == 1
    assert capsys.readouterr().out.startswith("who/2026-11.jsonl:")


def test_a_rule_beside_the_pack_is_read_with_its_line(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = pack.parent / "rules" / "en"
    rules.mkdir(parents=True)
    (rules / "a.toml").write_text('# one\n[[rule]]\nid = "a"\nsources = ["G999"]\n', encoding="utf-8")
    assert guidance.run("check", str(pack)) == 1
    assert capsys.readouterr().out == "rules/en/a.toml:2: Its sources names G999, which does not exist.\n"


def test_an_older_figure_belongs_to_a_statement_that_exists(pack: Path) -> None:
    (pack / "earlier.toml").write_text('[figures]\nG001 = ["Older."]\n', encoding="utf-8")
    assert guidance.run("check", str(pack)) == 0
    (pack / "earlier.toml").write_text('[figures]\nG404 = ["Older."]\n', encoding="utf-8")
    assert guidance.run("check", str(pack)) == 1


def test_an_empty_or_missing_folder_is_not_called_whole(tmp_path: Path) -> None:
    assert guidance.run("check", str(tmp_path)) == 1
    assert guidance.run("check", str(tmp_path / "nowhere")) == 2


def test_plain_sentences_written_for_another_wording_are_named_and_support_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "guidance"
    shutil.copytree(guidance.SHIPPED, root)
    rows = [json.loads(line) for file in root.glob("*/*.jsonl") for line in file.read_text("utf-8").splitlines()]
    changed = next(row for row in rows if row["id"] == "G030") | {
        "statement": "Slow breathing does not help people manage anxiety."
    }
    (root / "who" / "2026-12.jsonl").write_text(json.dumps(changed) + "\n", encoding="utf-8")
    claim = "Slow breathing can help people manage anxiety."
    before = answer(claim, "en", Index.of(load(guidance.SHIPPED), vocabulary=load_vocabulary(guidance.SHIPPED)))
    assert before.opinion.verdict is Verdict.supported
    after = answer(claim, "en", Index.of(load(root), vocabulary=load_vocabulary(root)))
    assert after.opinion.verdict is not Verdict.supported
    assert guidance.run("check", str(root)) == 1
    assert "says.toml:0: The sentences of G030 were written for another wording." in capsys.readouterr().out
