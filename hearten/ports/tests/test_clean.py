"""The proof must find what a careless encoder leaves behind."""

from pathlib import Path

import pytest
from PIL import Image

from hearten.ports.sandbox import Sandbox
from hearten.ports.tests.films import film
from hearten.ports.transcoder.clean import NotClean, parts, proved_clean
from hearten.ports.transcoder.probe import asked

pytestmark = pytest.mark.media
BLANK = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")


def proved(folder: Path, name: str) -> None:
    proved_clean(folder, asked(Sandbox(), folder, "prove"), [name])


def test_a_film_made_without_words_is_clean(tmp_path):
    film(tmp_path / "film.mp4", *BLANK)
    proved(tmp_path, "film.mp4")


@pytest.mark.parametrize("word", ["location=+51.5-000.1/", "artist=Asha", "title=Mine", "comment=home"])
def test_a_single_word_of_the_original_is_found(tmp_path, word):
    film(tmp_path / "film.mp4", *BLANK, "-metadata", word)
    with pytest.raises(NotClean):
        proved(tmp_path, "film.mp4")


def test_a_named_track_a_second_sound_and_a_missing_file_are_found(tmp_path):
    film(tmp_path / "named.mp4", *BLANK, "-metadata:s:v", "handler_name=Asha")
    film(tmp_path / "three.mp4", *BLANK, "-map", "0", "-map", "1", "-map", "1")
    for name in ("named.mp4", "three.mp4", "missing.mp4"):
        with pytest.raises(NotClean):
            proved(tmp_path, name)


def test_bytes_behind_the_end_and_boxes_on_no_list_are_found(tmp_path):
    made = film(tmp_path / "film.mp4", *BLANK)
    content = made.read_bytes()
    made.write_bytes(content + b"PK\x03\x04")
    assert list(parts(made)) == [b"????"]
    made.write_bytes(content + b"\0\0\0\x0cuuid1234")
    assert list(parts(made)) == [b"uuid"]


@pytest.mark.parametrize("kind", ["jpg", "webp"])
def test_a_picture_with_a_place_in_it_is_found(tmp_path, kind):
    path, exif = tmp_path / f"poster.{kind}", Image.Exif()
    exif[0x010F] = "SecretPhone"
    Image.new("RGB", (64, 64)).save(path)
    assert list(parts(path)) == []
    Image.new("RGB", (64, 64)).save(path, exif=exif)
    assert list(parts(path)) != []


def test_a_link_in_place_of_a_file_is_found(tmp_path):
    real = film(tmp_path / "real.mp4", *BLANK)
    (tmp_path / "film.mp4").symlink_to(real)
    told = {"film.mp4": {"words": [], "streams": ["video:h264", "audio:aac"], "chapters": 0}}
    with pytest.raises(NotClean, match="no plain file"):
        proved_clean(tmp_path, told, ["film.mp4"])
