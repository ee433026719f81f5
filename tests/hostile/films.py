"""Hostile films: honest ones, made here, then cut, bent, stuffed or made to lie."""

from collections.abc import Iterator
from pathlib import Path
from struct import pack, unpack

from hearten.ports.transcoder.attacks import borrowed_track, box, full
from tests.hostile.kinds import HARMLESS, Hostile, film, of

BROKEN, LONG, NO_PICTURE, SHORT = "broken", "too_long", "no_picture", "too_short"
ODD = (BROKEN, HARMLESS)  # demuxers of different years mend such a file, or give it up
SCRIPT = b"<script>alert(document.cookie)</script>"


def grown(content: bytes, path: tuple[bytes, ...], extra: bytes) -> bytes:
    """Puts `extra` at the end of a box, and lets every box around it grow. The index comes last, so nothing moves."""
    at, ends, sizes = 0, len(content), []
    for kind in path:
        while True:
            size, found = unpack(">I4s", content[at : at + 8])
            if found == kind:
                break
            at += size
            assert at < ends, kind
        sizes.append((at, size))
        ends, at = at + size, at + 8
    bent = bytearray(content)
    for start, size in sizes:
        bent[start : start + 4] = pack(">I", size + len(extra))
    bent[ends:ends] = extra
    return bytes(bent)


def patched(content: bytes, kind: bytes, offset: int, value: bytes) -> bytes:
    """Overwrites bytes behind the name of the first box of that kind."""
    at = content.index(kind) + 4 + offset
    return content[:at] + value + content[at + len(value) :]


def cut() -> Iterator[Hostile]:
    late, early = film("mp4"), film("mp4", "-movflags", "+faststart")
    yield of("cut_first_bytes.mp4", "ends at once", late[:40], BROKEN, NO_PICTURE)
    yield of("cut_no_index.mp4", "ends before its index", late[: late.index(b"moov")], BROKEN, NO_PICTURE)
    yield of("cut_in_index.mp4", "ends within its index", early[: early.index(b"stsz")], BROKEN, NO_PICTURE)
    yield of("cut_half.mp4", "ends half way", early[: len(early) // 2], BROKEN, SHORT)
    yield of("cut_last_byte.mp4", "lacks one byte", early[:-1], BROKEN, HARMLESS)
    yield of("cut_half.webm", "ends half way", film("webm")[:9000], BROKEN, SHORT, HARMLESS)


def tagged() -> Iterator[Hostile]:
    words = (
        "location=+51.5007-000.1246/",
        "artist=Asha Secretname",
        "make=SecretPhone",
        "comment=SECRET HOME ADDRESS",
        "creation_time=2024-05-06T07:08:09Z",
        "com.apple.quicktime.location.ISO6709=+51.5007-000.1246/",
    )
    flags = [part for word in words for part in ("-metadata", word)]
    yield of("where_it_was.mp4", "tells where and who", film("mp4", *flags, "-movflags", "use_metadata_tags"), HARMLESS)
    yield of("where_it_was.mov", "tells where and who", film("mov", *flags), HARMLESS)
    yield of("where_it_was.webm", "tells where and who", film("webm", *flags), HARMLESS)
    plain = film("mp4")
    place = box(b"\xa9xyz", pack(">HH", 27, 0x15C7), b"+51.5007-000.1246+010.000/SECRET")
    owner = box(b"udta", place, full(b"auth", b"\x15\xc7SECRET NAME\0"), full(b"cprt", b"\x15\xc7SECRET\0"))
    yield of("owner_atoms.mp4", "owner and place in old atoms", grown(plain, (b"moov",), owner), HARMLESS)
    xmp = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), b"<x:xmpmeta>SECRET GPS</x:xmpmeta>")
    yield of("xmp.mp4", "place in an XMP packet", plain + xmp, HARMLESS)
    handler = film("mp4", "-metadata:s:v", "handler_name=SECRET NAME", "-metadata:s:a", "handler_name=SECRET NAME")
    yield of("named_tracks.mp4", "a name on the tracks", handler, HARMLESS)


def two_in_one() -> Iterator[Hostile]:
    plain = film("mp4")
    yield of(
        "film_and_archive.mp4", "an archive at its end", plain + b"PK\x03\x04SECRET.exe" + bytes(99), HARMLESS, BROKEN
    )
    yield of("film_and_page.mp4", "a page within", grown(plain, (b"moov",), box(b"free", SCRIPT * 9)), HARMLESS)
    yield of("page_first.mp4", "a page before all", box(b"free", SCRIPT) + plain, *ODD)
    lure = box(b"free", b"\n#EXTM3U\n#EXTINF:9,\nneighbour.mp4\n")
    yield of("playlist_within.mp4", "a playlist in its first box", lure + plain, *ODD)
    yield of("two_films.mp4", "a second film behind the first", plain + film("mp4", size="64x64"), *ODD)


def liars() -> Iterator[Hostile]:
    plain = film("mp4")
    yield of("giant_index.mp4", "an index of two gigabytes", patched(plain, b"moov", -8, pack(">I", 0x7FFFFFFF)), *ODD)
    yield of("negative_size.mp4", "a box smaller than nothing", patched(plain, b"trak", -8, pack(">i", -9)), *ODD)
    yield of("endless_table.mp4", "four thousand million entries", patched(plain, b"stts", 4, b"\xff" * 4), *ODD)
    yield of("endless_samples.mp4", "four thousand million samples", patched(plain, b"stsz", 8, b"\xff" * 4), *ODD)
    yield of("no_time.mp4", "frames that take no time", patched(plain, b"stts", 12, bytes(4)), *ODD)
    yield of(
        "backwards.mp4",
        "frames that go back in time",
        patched(plain, b"stts", 12, b"\xff\xff\xff\x00"),
        "too_fast",
        *ODD,
    )
    yield of("no_scale.mp4", "a clock that never ticks", patched(plain, b"mdhd", 12, bytes(4)), LONG, *ODD)
    yield of("says_a_year.mp4", "says it lasts a year", patched(plain, b"mvhd", 16, b"\x7f\xff\xff\xff"), LONG, *ODD)
    yield of("far_chunk.mp4", "samples beyond its end", patched(plain, b"stco", 8, b"\x7f\xff\xff\xff"), *ODD)
    huge = patched(plain, b"avc1", 24, pack(">HH", 65000, 65000))
    yield of("says_huge.mp4", "says it is 65,000 pixels wide", huge, "too_many_pixels", *ODD)
    edits = b"".join(pack(">IIHH", 1, 0, 1, 0) for _ in range(20_000))
    bomb = full(b"elst", pack(">I", 20_000), edits)
    yield of(
        "edit_bomb.mp4", "twenty thousand edits", grown(plain, (b"moov", b"trak", b"edts"), bomb), "too_fast", *ODD
    )
    nest = b""
    for _ in range(3000):
        nest = box(b"udta", nest)
    yield of("deep.mp4", "boxes three thousand deep", grown(plain, (b"moov",), nest), *ODD)
    turn = pack(">iiiiiiiii", 46341, 46341, 0, -46341, 46341, 0, 0, 0, 1 << 30)
    yield of("askew.mp4", "held at forty-five degrees", patched(plain, b"tkhd", 40, turn), *ODD)
    wide = patched(film("webm"), b"\x1a\x45\xdf\xa3", 0, b"\x01\xff\xff\xff\xff\xff\xff\xfe")
    yield of("giant_header.webm", "a header without end", wide, *ODD)


def too_much() -> Iterator[Hostile]:
    yield of(
        "many_pixels.mp4", "ten million pixels", film("mp4", size="4400x2304", fps=2, sound=False), "too_many_pixels"
    )
    yield of(
        "many_hours.mp4",
        "an hour in few bytes",
        film("mp4", "-g", "9999", size="64x64", fps=1, seconds=3600, sound=False),
        LONG,
    )
    yield of("many_frames.mp4", "240 frames a second", film("mp4", fps=240, seconds=1.5, sound=False), "too_fast")
    yield of("many_streams.mp4", "twelve sounds", film("mp4", "-map", "0", *["-map", "1"] * 12), "too_many_streams")
    yield of(
        "very_many_streams.mkv",
        "eighty sounds",
        film("mkv", "-map", "0", *["-map", "1"] * 80),
        BROKEN,
        "too_many_streams",
    )
    yield of("a_blink.mp4", "a fifth of a second", film("mp4", seconds=0.2), SHORT)
    yield of("a_dot.mp4", "sixteen pixels", film("mp4", size="16x16"), "too_few_pixels")
    yield of("no_film.mp4", "sound called a film", film("mp4", "-vn"), NO_PICTURE)
    yield of(
        "odd_codec.mov",
        "a codec nobody needs",
        film("mov", "-c:v", "qtrle", "-pix_fmt", "rgb24"),
        "unknown_codec",
        BROKEN,
    )


def stowaways(neighbour: Path) -> Iterator[Hostile]:
    yield of("borrowed.mov", "sound samples from the neighbour", borrowed_track(neighbour, 1856), NO_PICTURE, BROKEN)
    plain = film("mp4")
    url = full(b"dref", pack(">I", 1), box(b"url ", bytes(4), b"http://127.0.0.1:9/x\0"))
    yield of("calls_home.mp4", "samples at an address", grown(plain, (b"moov",), box(b"minf", box(b"dinf", url))), *ODD)
    attach = ("-attach", __file__, "-metadata:s:t", "mimetype=text/html")  # any small text will do
    yield of("attachment.mkv", "carries a page along", film("mkv", *attach), HARMLESS, "unknown_codec")
    words = "data:text/plain,1%0A00:00:00,000 --> 00:00:01,500%0A<script>alert(1)</script>SECRET%0A%0A"
    subtitled = film("mkv", *("-map", "0", "-map", "1", "-map", "2", "-c:s", "srt"), third=("-f", "srt", "-i", words))
    yield of("subtitles.mkv", "subtitles with script", subtitled, HARMLESS)


def all_films(neighbour: Path) -> Iterator[Hostile]:
    yield from cut()
    yield from tagged()
    yield from two_in_one()
    yield from liars()
    yield from too_much()
    yield from stowaways(neighbour)
