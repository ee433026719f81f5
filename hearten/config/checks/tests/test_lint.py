"""`hearten lint` on files of one's own: what it says, where, and how it ends."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from hearten.config.checks.lint import pack_of, run, told
from hearten.config.checks.sources import source_of
from hearten.engines.screening.families import SHARED

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


def batch(*texts: str) -> bytes:
    return "\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)).encode()


def test_a_batch_says_what_to_say_otherwise_and_ends_as_a_file_does(file, capsys):
    assert run(batch=file("in.jsonl", batch("He committed suicide"))) == 1
    assert json.loads(capsys.readouterr().out)["findings"] == [
        {
            "rule": "language.committed", "family": "committed_language", "start": 3, "end": 20, "severity": "fix",
            "suggestion": 'Say "died by suicide" or "took their own life".',
        }
    ]  # fmt: skip
    assert run(batch=file("in.jsonl", batch("Boys don't cry, they say."))) == 0
    assert run(batch=file("in.jsonl", batch("He committed suicide") + b"\ntorn")) == 2


def test_what_only_hearten_looks_for_stands_beside_what_every_such_program_does():
    both = told("He committed suicide. You should just kill yourself, nobody would miss you.", "en")
    assert {one["family"] for one in both["findings"]} <= set(SHARED) and both["findings"]
    assert {one["family"] for one in both["also"]} == {"urging"} and set(both["also"][0]) == set(both["findings"][0])
    assert "also" not in told("He committed suicide", "en")


def test_a_line_is_answered_with_where_the_words_stand():
    (found,) = told("Ça: he committed suicide", "en")["findings"]
    assert (found["start"], found["end"]) == (7, 24)


def test_a_finding_says_which_guidance_it_rests_on_and_where_that_can_be_read(file, capsys):
    name = file("speech.txt", SPEECH + "He committed suicide.")
    run([name])
    said = capsys.readouterr().out
    assert said.count("https://") == said.count("    G135: ") == 1 and "Sources\n    G135: " in said
    run([name], format="json")
    (source,) = json.loads(capsys.readouterr().out)["files"][0]["findings"][0]["sources"]
    assert source["id"] == "G135" and source["title"] and source["publisher"] and source["url"].startswith("https://")
    run([name], format="github")
    assert f" {source['url']}\n" in capsys.readouterr().out


def test_every_code_a_rule_rests_on_has_a_name_and_an_address():
    codes = {code for language in ("en", "es", "fr", "pt", "ar", "hi") for r in pack_of(language).rules
             for code in r.sources}  # fmt: skip
    assert codes and not [code for code in codes if not source_of(code).url.startswith("https://")]


@pytest.mark.parametrize("order", [("speech.txt", "none.txt"), ("none.txt", "speech.txt")])
def test_a_file_that_cannot_be_read_silences_no_other(file, capsys, order):
    file("speech.txt", SPEECH)
    assert run(order) == 2
    said = capsys.readouterr()
    assert said.out.startswith("speech.txt:3:10: fix") and said.err.startswith("none.txt cannot be read")


def test_the_command_runs_without_a_database_or_settings(file):
    ran = subprocess.run(
        [sys.executable, "-m", "hearten.cli", "lint", file("speech.txt", SPEECH)],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1 and "committed_language" in ran.stdout and ran.stderr == ""
