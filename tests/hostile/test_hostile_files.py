"""Every hostile file is refused for the right reason, or leaves nothing of itself in what is made."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from hearten.ports.isolation import Wall
from hearten.ports.sandbox import Sandbox
from hearten.ports.transcoder import FfmpegTranscoder, Limits, Unplayable, attacks
from hearten.ports.transcoder.probe import asked
from tests.hostile.kinds import HARMLESS, film
from tests.hostile.make import NEIGHBOUR, make

pytestmark = pytest.mark.media
SECRETS = (b"SECRET", b"Secret", b"51.50", b"passwd", b"PRIVATE", b"<script", b"2024-05-06", b"EXTM3U")
VIDEO, SOUND = "video:h264", "audio:aac"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def hostile(gallery: Path):
    return make(gallery)


def outcome(source: Path, into: Path) -> str:
    into.mkdir(parents=True)
    transcoder = FfmpegTranscoder()
    try:
        made = transcoder.make(source, into, Limits(longest=60), lambda _: None)
    except Unplayable as refused:
        assert list(into.iterdir()) == [], "a refused file leaves nothing behind"
        return refused.code
    assert {path.name for path in into.iterdir()} == {file.path.name for file in made.files}
    for file in made.files:
        content = file.path.read_bytes()
        assert not [secret for secret in SECRETS if secret in content], file.path.name
    for about in asked(transcoder.sandbox, into, "prove").values():
        assert set(about["streams"]) <= {VIDEO, SOUND, "video:mjpeg", "video:webp"}
        assert about["seconds"] < 61
    return HARMLESS


def test_there_are_at_least_forty_hostile_files_and_each_says_what_it_attacks(hostile):
    assert len(hostile) >= 40
    assert len({file.name for file in hostile}) == len(hostile)
    assert all(file.attacks and file.expected for file in hostile)


def test_every_hostile_file_is_refused_for_the_right_reason_or_made_harmless(hostile, gallery, tmp_path):
    answers = {file.name: outcome(gallery / file.name, tmp_path / file.name) for file in hostile}
    wrong = {file.name: answers[file.name] for file in hostile if answers[file.name] not in file.expected}
    assert wrong == {}


def test_the_same_film_is_safe_under_every_nasty_name(tmp_path):
    content = film("mp4", seconds=1.2, sound=False)
    for number, name in enumerate(
        ("-i", "%03d.mp4", "a;touch b", "line\nbreak.mp4", "pipe|x.mp4", "$(id).mp4", "‮4pm.exe")
    ):
        source = tmp_path / name
        source.write_bytes(content)
        assert outcome(source, tmp_path / f"out{number}") == HARMLESS, repr(name)


@pytest.mark.parametrize(("name", "flags"), [("holiday.m3u8", []), ("holiday.mp4", ["-f", "hls"])])
def test_plain_ffmpeg_really_hands_over_the_neighbours_video_so_the_danger_is_no_tale(tmp_path, name, flags):
    """The control. Newer ffmpeg wants the ending `.m3u8`, or to be told it is a playlist; older ones need neither."""
    neighbour, playlist, stolen = tmp_path / NEIGHBOUR, tmp_path / name, tmp_path / "stolen.mp4"
    neighbour.write_bytes(film("mp4", "-movflags", "+faststart", size="160x120"))
    playlist.write_bytes(b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nneighbour.mp4\n#EXT-X-ENDLIST\n")
    plain = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-y",
        *flags,
        "-i",
        str(playlist),
        "-c",
        "copy",
        str(stolen),
    ]
    subprocess.run(plain, check=True, timeout=30)
    assert len(stolen.read_bytes()) > 0.5 * len(neighbour.read_bytes()), "the neighbour's film came out"
    assert outcome(playlist, tmp_path / "ours") == "unsafe_kind"


def test_plain_ffmpeg_can_be_told_to_play_a_borrowed_track_and_ours_cannot(tmp_path):
    with attacks.neighbourhood() as (neighbour, _):
        borrowed, taken = tmp_path / "borrowed.mov", tmp_path / "taken.raw"
        borrowed.write_bytes(attacks.borrowed_track(neighbour, len(attacks.SECRET)))
        lax = ["-enable_drefs", "1", "-use_absolute_path", "1"]
        plain = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *lax, "-i", str(borrowed)]
        subprocess.run([*plain, "-map", "0", "-c", "copy", "-f", "data", str(taken)], check=True, timeout=30)
        assert taken.read_bytes().startswith(attacks.SECRET[:16])
        transcoder = FfmpegTranscoder(sandbox=Sandbox(Wall.limits))  # where only the flags stand in the way
        assert not attacks.steals(transcoder.sandbox, transcoder.run, borrowed, tmp_path)
