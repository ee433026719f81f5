"""What every transcoder promises; the real one and its twin are held to the same."""

import hashlib
from pathlib import Path

import av
import pytest

from hearten.ports.sandbox import Sandbox
from hearten.ports.tests.films import film
from hearten.ports.transcoder import FfmpegTranscoder, Limits, StillTranscoder, Transcoder, Unplayable, Why
from hearten.ports.transcoder.clean import proved_clean
from hearten.ports.transcoder.look import kind_of
from hearten.ports.transcoder.probe import asked
from hearten.ports.transcoder.seen import cells

pytestmark = pytest.mark.media
PLAYLIST = b"#EXTM3U\n#EXTINF:9,\nneighbour.mp4\n"


@pytest.fixture(params=[FfmpegTranscoder, StillTranscoder], ids=["ffmpeg", "still"])
def transcoder(request: pytest.FixtureRequest) -> Transcoder:
    return request.param()


def refused(transcoder: Transcoder, source: Path, limits: Limits = Limits()) -> Why:  # noqa: B008 — frozen
    into = source.parent / "into"
    into.mkdir()
    with pytest.raises(Unplayable) as caught:
        transcoder.make(source, into, limits, lambda _: None)
    assert list(into.iterdir()) == []
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.empty),
        (b"my diary", Why.not_a_video),
        (PLAYLIST, Why.unsafe_kind),
        (b"<svg onload=alert(1)>", Why.unsafe_kind),
        (b"ID3\x04" + bytes(99), Why.no_picture),
    ],
)
def test_what_is_no_video_is_refused_by_its_first_bytes_with_the_true_reason(transcoder, tmp_path, content, why):
    source = tmp_path / "holiday.mp4"
    source.write_bytes(content)
    assert refused(transcoder, source) is why


def test_a_file_over_the_size_limit_is_refused_before_it_is_opened(transcoder, tmp_path):
    source = film(tmp_path / "film.mp4")
    assert refused(transcoder, source, Limits(size=1000)) is Why.too_big


def test_a_video_becomes_a_family_of_files_each_with_its_size_and_digest(transcoder, tmp_path):
    source, into = film(tmp_path / "film.mp4"), tmp_path / "into"
    into.mkdir()
    made = transcoder.make(source, into, Limits(), lambda _: None)
    assert {file.role for file in made.files} == {"video", "audio", "poster", "poster_webp", "storyboard"}
    for file in made.files:
        content = file.path.read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        if file.width:
            with av.open(str(file.path)) as opened:
                assert (opened.streams.video[0].width, opened.streams.video[0].height) == (file.width, file.height)
    assert len(cells(made.placeholder)) in {25, 28}
    assert not made.flashing


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("encoder", "program"), ("com.apple.quicktime.software", "program"), ("com.apple.quicktime.model", "device"),
        ("com.android.version", "device"), ("com.apple.quicktime.location.ISO6709", "location"),
        ("creation_time", "date"), ("artist", "owner"), ("comment", "other"),
    ],
)  # fmt: skip
def test_a_program_that_made_a_film_is_not_called_a_camera(key, kind):
    assert kind_of(key) == kind


def test_every_file_made_is_proved_to_hold_no_words_of_the_original(transcoder, tmp_path):
    tags = ("-metadata", "location=+51.5/", "-metadata", "artist=Asha", "-movflags", "use_metadata_tags")
    source, into = film(tmp_path / "film.mp4", *tags), tmp_path / "into"
    into.mkdir()
    made = transcoder.make(source, into, Limits(), lambda _: None)
    if isinstance(transcoder, FfmpegTranscoder):
        assert set(made.probe.removed) == {"location", "owner", "program"}
        proved_clean(into, asked(Sandbox(), into, "prove"), [file.path.name for file in made.files])
    assert not any(b"Asha" in file.path.read_bytes() for file in made.files)


def test_the_same_original_gives_the_same_bytes_so_a_retry_after_a_crash_changes_nothing(transcoder, tmp_path):
    source = film(tmp_path / "film.mp4", size="640x400")
    digests = []
    for attempt in ("first", "second"):
        into = tmp_path / attempt
        (into / ".making-left-by-a-killed-attempt").mkdir(parents=True)
        made = transcoder.make(source, into, Limits(), lambda _: None)
        digests.append([(file.path.name, file.sha256) for file in made.files])
    assert digests[0] == digests[1]


def test_progress_only_grows_and_ends_at_the_whole(transcoder, tmp_path):
    told: list[float] = []
    source, into = film(tmp_path / "film.mp4", seconds=3), tmp_path / "into"
    into.mkdir()
    transcoder.make(source, into, Limits(), told.append)
    assert told == sorted(told) and told[-1] == 1.0


def test_the_self_test_passes_here(transcoder):
    transcoder.self_test()
