"""The shape of the speech port, asked of the real thing and of its twins."""

import math
import struct
import wave
from itertools import pairwise

import pytest

from hearten.ports.speech import (
    LONGEST_CAPTION,
    CannotHear,
    Draft,
    Heard,
    KnownSpeech,
    NotHere,
    SilentSpeech,
    WhisperSpeech,
    captions_of,
)

WORDS = (Heard(0.0, 1.0, "Breathe in."),)
REAL = pytest.param(
    WhisperSpeech(), marks=pytest.mark.skipif(not WhisperSpeech().is_here, reason="no weights on this machine")
)


@pytest.fixture
def tone(tmp_path):
    """Two seconds of a quiet tone: sound, and no words."""
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16000)
        out.writeframes(b"".join(struct.pack("<h", round(2000 * math.sin(n / 20))) for n in range(32000)))
    return path


@pytest.mark.parametrize("speech", [REAL, SilentSpeech(), KnownSpeech(WORDS)])
def test_a_draft_has_captions_in_order_a_name_and_a_measure_of_doubt(speech, tone):
    draft = speech.draft(tone, "en")
    assert isinstance(draft, Draft) and draft.model and 0 <= draft.sure <= 1
    assert all(cue.start < cue.end and cue.text for cue in draft.cues)


@pytest.mark.parametrize("speech", [REAL, SilentSpeech()])
def test_no_words_are_made_up_where_nobody_speaks(speech, tone):
    assert speech.draft(tone, "en").cues == ()


def test_known_words_are_given_back(tone):
    assert KnownSpeech(WORDS).draft(tone, "hi").cues == WORDS


def test_a_machine_without_weights_says_so_and_starts_all_the_same(tone):
    speech = WhisperSpeech(weights="weights_that_nobody_has")
    assert not speech.is_here
    with pytest.raises(NotHere):
        speech.draft(tone, "en")


@pytest.mark.parametrize("speech", [REAL])
def test_a_language_the_weights_do_not_know_is_refused(speech, tone):
    with pytest.raises(NotHere):
        speech.draft(tone, "hi")


@pytest.mark.parametrize("speech", [REAL])
def test_a_file_that_is_no_sound_gives_no_draft(speech, tmp_path):
    (tmp_path / "a.wav").write_bytes(b"not a sound" * 100)
    with pytest.raises(CannotHear):
        speech.draft(tmp_path / "a.wav", "en")


def test_captions_are_short_and_begin_anew_after_a_pause_or_a_sentence():
    words = [(0.0, 0.5, "Breathe"), (0.5, 1.0, "in."), (1.0, 1.5, "Now"), (4.0, 4.5, "rest")]
    assert captions_of(words) == (Heard(0.0, 1.0, "Breathe in."), Heard(1.0, 1.5, "Now"), Heard(4.0, 4.5, "rest"))
    long = captions_of((n * 0.1, n * 0.1 + 0.1, "word") for n in range(100))
    assert len(long) > 1 and max(len(cue.text) for cue in long) <= LONGEST_CAPTION


def test_captions_never_overlap_even_when_the_model_says_so():
    cues = captions_of([(0.0, 2.0, "One."), (1.0, 1.0, "Two."), (1.1, 1.2, ""), (0.5, 3.0, "Three.")])
    assert all(a.end <= b.start for a, b in pairwise(cues))
    assert all(cue.start < cue.end for cue in cues)
