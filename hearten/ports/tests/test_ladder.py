"""The renditions of films as phones really make them."""

from pathlib import Path

import pytest

from hearten.ports.tests.films import film
from hearten.ports.transcoder import FfmpegTranscoder, Limits, Made, TranscoderDown, Unplayable
from hearten.ports.transcoder.seen import CHANGE, flashes

pytestmark = pytest.mark.media
STROBE = "color=black:s=320x180:r=30:d=3,geq=lum='255*mod(floor(N/{every}),2)':cb=128:cr=128"


def made(source: Path, limits: Limits = Limits(shortest=0.5)) -> Made:  # noqa: B008 — frozen
    into = source.parent / "into"
    into.mkdir()
    return FfmpegTranscoder().make(source, into, limits, lambda _: None)


def shapes(answer: Made) -> list[tuple[int | None, int | None]]:
    return [(file.width, file.height) for file in answer.files if file.role == "video"]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("1080x1920", [(360, 640), (540, 960), (720, 1280)]),
        ("1280x720", [(640, 360), (960, 540), (1280, 720)]),
        ("480x480", [(360, 360), (480, 480)]),
        ("320x180", [(320, 180)]),
        ("101x131", [(100, 130)]),
    ],
)
def test_three_sizes_by_the_short_side_and_never_larger_than_the_original(tmp_path, size, expected):
    odd = ("-pix_fmt", "yuv444p") if size == "101x131" else ()
    assert shapes(made(film(tmp_path / "film.mp4", *odd, size=size, seconds=1))) == expected


def test_a_phone_held_upright_stays_upright(tmp_path):
    flat = film(tmp_path / "flat.mp4", size="640x360", seconds=1)
    copied = ("-map", "2", "-c", "copy", "-map", "1", "-c:a", "aac")
    turning = ("-display_rotation", "90", "-i", str(flat))
    turned = film(tmp_path / "turned.mp4", *copied, seconds=1, third=turning)
    answer = made(turned)
    assert shapes(answer) == [(360, 640)]
    assert (answer.probe.width, answer.probe.height) == (360, 640)


def test_a_film_without_sound_gets_no_sound_file(tmp_path):
    answer = made(film(tmp_path / "film.mp4", sound=False))
    assert "audio" not in {file.role for file in answer.files}
    assert answer.loudness is None and not answer.probe.has_audio


def test_sound_alone_is_kindly_refused(tmp_path):
    with pytest.raises(Unplayable, match="no_picture"):
        made(film(tmp_path / "film.mp4", "-vn"))


def test_ten_bit_film_and_a_wandering_rate_come_out_as_ordinary_video(tmp_path):
    ten = ("-pix_fmt", "yuv420p10le", "-profile:v", "high10", "-vf", "select='mod(n,3)'", "-fps_mode", "vfr")
    answer = made(film(tmp_path / "film.mp4", *ten))
    assert shapes(answer) == [(320, 180)]


def test_a_recording_from_a_browser_that_names_no_length_is_measured(tmp_path):
    webm = ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-f", "webm", "-live", "1")
    assert made(film(tmp_path / "film.webm", *webm)).probe.duration == pytest.approx(2, abs=0.2)


def test_quiet_speech_is_made_as_loud_as_the_rest(tmp_path):
    answer = made(film(tmp_path / "film.mp4", "-af", "volume=0.05", seconds=4))
    assert answer.loudness == pytest.approx(-16, abs=1.5)


@pytest.mark.parametrize(("every", "flashing"), [(3, True), (15, False)], ids=["five a second", "one a second"])
def test_flashing_that_can_cause_a_seizure_is_noticed_and_calm_change_is_not(tmp_path, every, flashing):
    assert made(film(tmp_path / "film.mp4", look=STROBE.format(every=every), seconds=3)).flashing is flashing


def test_three_flashes_in_a_second_pass_and_a_fourth_does_not():
    def seen(changes: int) -> str:
        times = [0.0, *(0.1 + number * 0.1 for number in range(changes))]
        return "".join(f"frame:1 pts:1 pts_time:{t}\nlavfi.photosensitivity.frame-badness={CHANGE}\n" for t in times)

    assert not flashes(seen(6))
    assert flashes(seen(7))


def test_a_missing_ffmpeg_is_our_trouble_and_never_blamed_on_the_file(tmp_path):
    source = film(tmp_path / "film.mp4")
    with pytest.raises(TranscoderDown):
        FfmpegTranscoder(Path("/nowhere/ffmpeg")).make(source, tmp_path, Limits(), lambda _: None)
