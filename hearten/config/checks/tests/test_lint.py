"""`hearten lint` on files of one's own: what it says, where, and how it ends."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from hearten.config.checks.lint import answer, run
from hearten.config.checks.pages import Unreadable, page_of

ROOT = Path(__file__).parents[4]
SPEECH = "A calm start.\n\nMy uncle committed suicide in May.\n"
FILM = "WEBVTT\n\n00:01.000 --> 00:03.000\nHello.\n\n00:03.000 --> 00:06.000\nMagnesium cures\ndepression, they say.\n"
SUBTITLES = FILM.removeprefix("WEBVTT\n\n").replace("00:0", "00:00:0").replace(".000", ",000")
MARKED = "# Title\n\n- `committed suicide` is code\n- see [this](committed/suicide)\n- He committed suicide\n"


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(name, text):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return written


def test_a_finding_names_its_line_its_reason_and_better_words(file, capsys):
    assert run([file("speech.txt", SPEECH)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("speech.txt:3:10: fix [committed_language] “committed suicide”")
    assert "died by suicide" in said and "G135" in said and said.endswith("1 to look at in 1 file.\n")


def test_a_file_with_nothing_to_say_otherwise_ends_well(file, capsys):
    assert run([file("kind.txt", "Breathe in, and rest.")]) == 0
    assert capsys.readouterr().out == "Nothing to say otherwise.\n"


def test_a_note_alone_stops_nobodys_work(file, capsys):
    assert run([file("mild.txt", "Boys don't cry, they say.")]) == 0
    assert ": note [" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "text"), [("film.vtt", FILM), ("film.srt", SUBTITLES)])
def test_captions_are_found_at_their_second_and_at_their_line_in_the_file(file, capsys, name, text):
    assert run([file(name, text)], format="json") == 1
    found = json.loads(capsys.readouterr().out)["files"][0]["findings"]
    lines = {(one["family"], one["seconds"], text.split("\n")[one["line"] - 1]) for one in found}
    assert ("supplement_claim", 3.0, "Magnesium cures") in lines


def test_code_and_addresses_in_markdown_are_not_read_as_words(file, capsys):
    assert run([file("page.md", MARKED)]) == 1
    assert capsys.readouterr().out.count("[committed_language]") == 1


def test_a_list_item_begins_a_sentence_of_its_own(file):
    assert run([file("list.md", "- We are committed\n- Suicide can be prevented\n")]) == 0


def test_a_workflow_shows_it_at_the_line_and_no_file_name_can_break_out(file, capsys):
    assert run([file("a,b%.txt", SPEECH + "I am so OCD about pens.")], format="github") == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("::warning file=a%2Cb%25.txt,line=3,col=10,title=language.committed::")
    assert second.startswith("::warning ")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("none.txt", None, "cannot be read"),
        ("film.mp4", b"", "of a kind not read here"),
        ("bytes.txt", b"\xff\xfe\x00", "not text in UTF-8"),
        ("torn.vtt", "WEBVTT\n\n00:09.000 --> 00:01.000\nBack in time.\n", "captions that cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so_in_a_sentence(file, capsys, name, text, says):
    assert run([file(name, text) if text is not None else name]) == 2
    said = capsys.readouterr()
    assert says in said.err and said.err.endswith(".\n") and said.out == ""


def test_no_file_at_all_is_asked_for(capsys):
    assert run([]) == 2
    assert "Name a file" in capsys.readouterr().err


def test_a_language_without_rules_is_told_that_not_everything_was_checked(file, capsys):
    assert run([file("habari.txt", "Habari")], lang="sw") == 0
    assert "Not everything was checked" in capsys.readouterr().err


def test_colours_and_moves_of_the_cursor_never_reach_the_terminal(file, capsys):
    run([file("trick.txt", "He committed \x1b[2J\x9b suicide.")])
    assert "\x1b" not in capsys.readouterr().out


def test_what_is_piped_in_is_read(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SPEECH.encode())))
    assert run(["-"]) == 1
    assert capsys.readouterr().out.startswith("-:3:10: fix")


BATCH = [
    b'{"id": 1, "lang": "en", "text": "He committed suicide"}',
    b"nonsense",
    b"",
    b'["a list"]',
    b'{"id": 3}',
    b'{"id": 4, "lang": 5, "text": "x"}',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"id": 5, "text": "All is well \\ud800"}',
    b'{"id": 6, "lang": "../..", "text": "x"}',
]


def test_a_batch_answers_every_line_and_a_bad_one_stops_nothing(file, capsys):
    assert run(batch=file("in.jsonl", b"\n".join(BATCH))) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in told] == [1, None, None, 3, 4, None, None, 5, 6]
    assert [row["id"] for row in told if "error" not in row] == [1, 5, 6]
    assert told[0]["findings"] == [
        {
            "rule": "language.committed", "family": "committed_language", "start": 3, "end": 20, "severity": "fix",
            "suggestion": 'Say "died by suicide" or "took their own life".',
        }
    ]  # fmt: skip


def test_a_batch_that_is_not_there_is_told_so(capsys):
    assert run(batch="none.jsonl") == 2
    assert "none.jsonl cannot be read" in capsys.readouterr().err


def test_a_line_is_answered_with_where_the_words_stand():
    (found,) = answer('{"id": "é", "text": "Ça: he committed suicide"}'.encode())["findings"]
    assert (found["start"], found["end"]) == (7, 24)


def test_a_megabyte_of_marks_is_read_in_one_pass():
    page = page_of("-", b"<!-- ` [](" * 100_000)
    assert page.lines == (1,)
    with pytest.raises(Unreadable):
        page_of("-", b"a" * 6_000_000)


def test_the_command_runs_without_a_database_or_settings(file):
    ran = subprocess.run(
        [sys.executable, "-m", "hearten.cli", "lint", file("speech.txt", SPEECH)],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1 and "committed_language" in ran.stdout and ran.stderr == ""
