"""Where in a file a finding stands, and how large a file may be."""

import json

import pytest

from hearten.config.checks import pages
from hearten.config.checks.lint import pack_of, run
from hearten.config.checks.pages import Page, Unreadable, page_of
from hearten.engines.screening import Passage, screen


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(name, text):
        (tmp_path / name).write_text(text)
        return name

    return written


def cues(count: int) -> str:
    times = [f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(count)]
    return "WEBVTT\n\n" + "\n\n".join(f"{time}.000 --> {time}.900\nHello" for time in times)


def test_a_talk_of_a_whole_day_is_read_and_beyond_that_the_limit_is_named(file, capsys, monkeypatch):
    assert run([file("talk.vtt", cues(6000))]) == 0
    monkeypatch.setattr(pages, "MOST_CUES", 5)
    assert run([file("talk.vtt", cues(6))]) == 2
    assert "too many, line 18 (we read up to 50,000 captions)" in capsys.readouterr().err


def test_a_phrase_that_runs_into_the_next_caption_names_both(file, capsys):
    film = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n\n00:03.000 --> 00:04.000\nHe committed\n\n" \
           "00:05.000 --> 00:06.500\nsuicide, she said. She committed suicide.\n"  # fmt: skip
    run([file("film.vtt", film)], format="json")
    first, second = json.loads(capsys.readouterr().out)["files"][0]["findings"]
    assert (first["cue"], first["start"], first["seconds"]) == (2, 3, 3.0)
    assert (first["end_cue"], first["end"], first["end_seconds"]) == (3, len("suicide"), 6.5)
    assert second["cue"] == second["end_cue"] == 3 and second["end"] - second["start"] == len("committed suicide")


def test_a_text_twice_as_long_on_one_line_is_placed_in_twice_the_steps():
    class Counted(str):
        read = 0

        def __getitem__(self, at):
            got = super().__getitem__(at)
            Counted.read += len(got)
            return got

    def letters_read(times: int) -> int:
        words = "He committed suicide. " * times
        page = page_of("-", words.encode())
        found = screen(page.passages, pack_of("en")).findings
        page = Page("-", (Passage("text", Counted(words)),), (1,))
        Counted.read = 0
        assert [page.place_of(one) for one in found[:2]] == [(1, 4), (1, 14)] and len(found) >= times
        assert all(page.place_of(one)[1] == one.start + 1 for one in found)
        return Counted.read

    assert letters_read(400) <= 2 * letters_read(200)


def test_a_megabyte_of_marks_is_read_in_one_pass():
    page = page_of("-", b"<!-- ` [](" * 100_000)
    assert page.lines == (1,)
    with pytest.raises(Unreadable):
        page_of("-", b"a" * 6_000_000)
