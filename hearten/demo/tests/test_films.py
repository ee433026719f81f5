"""The demo's films are true to their sources, readable, calm, and really play."""

import json
import re
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from hearten.demo.films import letters, shapes, sound
from hearten.demo.films.cast import SCENES, stage
from hearten.demo.films.colours import INK, PAPER, contrast, mix
from hearten.demo.films.render import RATE, render
from hearten.demo.films.scenes.cards import COLOURS
from hearten.demo.films.script import HOUSE, Film, all_films, all_scripts
from hearten.engines.screening import Passage, Severity, screen
from tests.world.packs import rules

FASTEST = 17  # characters a second that people read with ease
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
BUTTONS, CAPTIONS = round(720 * 0.86), round(1280 * 0.78)  # where the player's own begin
FLASH = 25.5
GUIDANCE = HOUSE / "data" / "guidance"

scripts = pytest.mark.parametrize("film", all_scripts(), ids=lambda film: film.name)
films = pytest.mark.parametrize("film", all_films(), ids=lambda film: film.name)


def test_there_are_enough_films_to_fill_an_evening():
    assert len(all_films()) >= 8
    assert {film.kind for film in all_scripts()} == {"explain", "coping", "myth", "story"}
    assert {film.scene for film in all_scripts()} == set(SCENES)


@scripts
def test_captions_come_one_after_another_and_end_with_the_film(film: Film):
    starts, ends = [cue[0] for cue in film.cues], [cue[1] for cue in film.cues]
    assert starts[0] >= 0 and ends[-1] <= film.seconds
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@scripts
def test_everyone_has_time_to_read(film: Film):
    for start, end, words in film.cues:
        assert len(words) / (end - start) <= FASTEST, words


@scripts
def test_every_film_rests_on_guidance_we_hold(film: Film):
    lines = [line for path in GUIDANCE.rglob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    held = {json.loads(line)["id"] for line in lines}
    assert film.rests_on and set(film.rests_on) <= held


@scripts
def test_every_film_speaks_as_the_guidance_asks(film: Film):
    spoken = [Passage("transcript", words, start, end) for start, end, words in film.cues]
    report = screen([Passage("title", film.title), Passage("text", film.text), *spoken], rules(film.language))
    assert [f.words for f in report.findings if f.severity is not Severity.note] == []


def test_the_check_on_words_would_notice_a_careless_film():
    careless = [Passage("text", "She committed suicide. This cures depression for good.")]
    assert screen(careless, rules("en")).worst in (Severity.fix, Severity.hold)


def test_a_made_up_story_says_that_it_is_made_up():
    for film in all_scripts():
        if film.kind == "story":
            assert "made-up" in film.header and "made-up" in film.text


def test_no_figure_is_shown_that_could_grow_old():
    for film in all_scripts():
        shown = " ".join(words for _, _, words in film.cues)
        assert not re.search(r"\d{2,}|\d\s*%|million", shown), film.name


@films
def test_words_can_be_read_on_whatever_is_behind_them(film: Film):
    scene = stage(film)
    if film.scene == "cards":
        assert all(contrast(paper, mix(ink, paper, 0.12)) >= LEAST_CONTRAST for paper, ink in COLOURS.values())
        return
    for beat in film.beats:
        for now in (beat.at + 0.7, beat.until - 0.45):
            picture = np.asarray(scene.picture(now))
            for laid in scene.words.laid(now):
                mask = np.asarray(laid.mask) > 127
                behind = picture[laid.top : laid.top + mask.shape[0], laid.left : laid.left + mask.shape[1]][mask]
                order = behind @ np.array([0.2126, 0.7152, 0.0722])
                ends = (behind[order.argmin()], behind[order.argmax()])
                worst = min(contrast(laid.colour, tuple(map(int, end))) for end in ends)
                assert worst >= LEAST_CONTRAST, (beat.words, worst)


def test_the_check_on_contrast_knows_its_scale():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(INK, PAPER) > 12 > LEAST_CONTRAST > contrast((200, 200, 200), PAPER)


@films
def test_words_stay_clear_of_the_captions_and_the_buttons(film: Film):
    words = stage(film).words
    for beat in film.beats:
        for laid in words.laid(beat.at + 1):
            left, top, right, bottom = laid.mask.getbbox()
            assert left > 0 and top >= 0
            assert laid.left + right <= BUTTONS and laid.top + bottom <= CAPTIONS


def swing(brightness: np.ndarray) -> float:
    """How far any part goes both up and down again, or down and up: the smaller of the two ways."""
    steps = brightness[None, :] - brightness[:, None]
    later = np.triu(np.ones(steps.shape[:2], bool), 1)[..., None]
    return float(np.minimum((steps * later).max((0, 1)), (-steps * later).max((0, 1))).max())


@films
def test_nothing_flashes(film: Film):
    """WCAG 2.3.1 calls a pair of opposite changes by a tenth of full brightness a flash. Looked at around each cut."""
    scene = stage(film)
    for beat in film.beats:
        moments = [max(0, beat.at - 0.5) + step / 8 for step in range(9)]
        quarters = [np.asarray(scene.frame(now).convert("L").resize((2, 2)), float).ravel() for now in moments]
        assert swing(np.array(quarters)) < FLASH, beat.words


def test_the_check_on_flashing_sees_a_flash():
    assert swing(np.array([[200.0], [120.0], [200.0]])) >= FLASH > swing(np.array([[200.0], [160.0], [120.0]]))


def test_the_tone_begins_and_ends_in_silence_and_stays_quiet():
    tone = np.frombuffer(sound.pad((("A2", "E3"), ("F2", "C3")), 6.0), "<i2") / 32767
    assert abs(tone[:200]).max() < 0.01 > abs(tone[-200:]).max()
    assert -26 < 20 * np.log10(np.sqrt((tone**2).mean())) < -20
    assert abs(tone).max() < 0.5


def test_a_note_that_cannot_be_played_is_named():
    with pytest.raises(sound.UnknownNote, match="H9"):
        sound.pad((("H9",),), 1.0)


def test_a_language_whose_letters_are_missing_is_refused_not_drawn_as_boxes(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(letters, "FONTS", tmp_path)
    letters.font.cache_clear()
    with pytest.raises(letters.FontMissing, match="hi"):
        letters.block("साँस", "hi", 500)
    assert {film.language for film in all_films()} == {"en"}
    letters.font.cache_clear()


@pytest.mark.media
def test_a_film_becomes_a_real_file_that_plays(tmp_path: Path):
    film = next(film for film in all_films() if film.scene == "waves")
    short = replace(film, seconds=1.5, beats=film.beats[:1])
    made = render(short, tmp_path)
    once = made.read_bytes()
    again = render(short, tmp_path).read_bytes()
    with av.open(str(made)) as opened:
        picture, tone = opened.streams.video[0], opened.streams.audio[0]
        assert (picture.codec_context.name, tone.codec_context.name) == ("h264", "aac")
        assert (picture.width, picture.height) == (shapes.WIDE, shapes.HIGH)
        assert sum(1 for _ in opened.decode(picture)) == round(1.5 * RATE)
    assert once == again  # the same script, the same film
