import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from hearten.ports.pictures import NoPictures, PicturesDown, PillowPictures, PlainPictures, Unusable, Why
from hearten.ports.sandbox import Ended, Sandbox
from tests.world import pictures

MOST_BYTES, MOST_PIXELS = 8_000_000, 50_000_000


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., tuple[list[Path], tuple[str, ...]]]:
    def make(content: bytes, port: object = None) -> tuple[list[Path], tuple[str, ...]]:
        source, into = tmp_path / "original", tmp_path / "out"
        source.write_bytes(content)
        into.mkdir(exist_ok=True)
        done = (port or PillowPictures()).make(source, into, MOST_BYTES, MOST_PIXELS)  # type: ignore[attr-defined]
        return [file.path for file in done.files], done.removed

    return make


def sizes(files: list[Path]) -> list[tuple[int, int]]:
    found = []
    for file in files:
        with Image.open(file) as seen:
            found.append(seen.size)
    return found


def test_where_a_picture_was_taken_is_gone_from_it_and_its_author_is_told_what_was_there(made) -> None:
    files, removed = made(pictures.from_a_phone())
    assert removed == ("date", "device", "location", "other", "owner")
    for file in files:
        content = file.read_bytes()
        assert not any(word.encode() in content for word in pictures.HIDDEN)
        assert b"EXIF" not in content and b"XMP" not in content
        with Image.open(file) as seen:
            assert not dict(seen.getexif())


def test_a_picture_comes_in_two_sizes_turned_as_the_phone_was_held(made) -> None:
    files, _ = made(pictures.from_a_phone())
    assert sizes(files) == [(1080, 1440), (540, 720)]


def test_a_small_picture_is_never_made_larger(made) -> None:
    files, removed = made(pictures.with_a_text())
    assert sizes(files) == [(300, 300)]
    assert removed == ("other",)


def test_what_hides_behind_a_picture_does_not_come_along(made) -> None:
    files, _ = made(pictures.polyglot())
    for file in files:
        content = file.read_bytes()
        assert b"canary" not in content
        assert struct.unpack("<I", content[4:8])[0] + 8 == len(content)


def test_of_a_picture_that_moves_the_first_moment_stays(made) -> None:
    files, _ = made(pictures.moving())
    with Image.open(files[0]) as seen:
        assert getattr(seen, "n_frames", 1) == 1
        red, _green, blue = seen.convert("RGB").getpixel((100, 100))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.empty),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Why.not_a_picture),
        (b"GIF89a" + bytes(50), Why.not_a_picture),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), Why.broken),
        (pictures.png()[:900], Why.broken),
        (pictures.png(64, 63), Why.too_few_pixels),
        (pictures.png(64, 900), Why.odd_shape),
        (pictures.bomb(), Why.too_many_pixels),
        (pictures.png() + bytes(MOST_BYTES), Why.too_big),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(made, content: bytes, why: Why) -> None:
    with pytest.raises(Unusable) as refused:
        made(content)
    assert refused.value.code == why


@pytest.mark.parametrize("content", [b"", b"<svg/>", pictures.png() + bytes(MOST_BYTES)])
def test_the_twin_refuses_at_the_same_door(made, content: bytes) -> None:
    with pytest.raises(Unusable):
        made(content, PlainPictures())


class Broken(Sandbox):
    def __init__(self, ended: Ended | None) -> None:
        super().__init__()
        self.ended = ended

    def run(self, *_: object, **__: object) -> Ended:  # type: ignore[override]
        if self.ended is None:
            raise FileNotFoundError("bwrap")
        return self.ended


@pytest.mark.parametrize(
    "ended",
    [
        None,
        Ended(1, b"", "bwrap: No permissions to create new namespace", False, False),
        Ended(1, b"", "ModuleNotFoundError: No module named 'PIL'", False, False),
        Ended(-9, b"", "", False, True),
    ],
)
def test_where_the_walls_are_missing_the_picture_is_not_blamed(made, ended: Ended | None) -> None:
    with pytest.raises(PicturesDown):
        made(pictures.png(), PillowPictures(Broken(ended)))
    with pytest.raises(PicturesDown):
        made(pictures.png(), NoPictures())
