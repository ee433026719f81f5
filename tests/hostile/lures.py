"""Hostile files that are no film at all: scripts, pages and pictures that hope to be opened as one."""

from collections.abc import Iterator

from tests.hostile.kinds import Hostile, of

NOT, UNSAFE, NO_PICTURE, EMPTY, BROKEN = "not_a_video", "unsafe_kind", "no_picture", "empty", "broken"
HEAD = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n"
TAIL = b"\n#EXT-X-ENDLIST\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def playlists() -> Iterator[Hostile]:
    for name, what, line in (
        ("playlist_theft.mp4", "reads the neighbour's private video", b"neighbour.mp4"),
        ("playlist_absolute.mp4", "reads a file of the machine", b"file:///etc/passwd"),
        ("playlist_upward.mp4", "reads outside its folder", b"../../../../etc/passwd"),
        ("playlist_network.mp4", "calls the machine's own network", b"http://127.0.0.1:9/latest/meta-data/"),
        ("playlist_cloud.mp4", "asks a cloud for its keys", b"http://169.254.169.254/latest/"),
        ("playlist_itself.mp4", "opens itself for ever", b"playlist_itself.mp4"),
        ("playlist_concat.mp4", "glues a secret onto an address", b"concat:http://127.0.0.1:9/?|file:///etc/passwd"),
        ("playlist_subfile.mp4", "cuts a piece of a file", b"subfile,,start,0,end,99,,:/etc/passwd"),
        ("playlist_crypto.mp4", "reads through a cipher", b"crypto:/etc/passwd"),
        ("playlist_inline.mp4", "carries a second playlist in an address", b"data:text/plain,%23EXTM3U"),
    ):
        yield of(name, what, HEAD + line + TAIL, UNSAFE)
    yield of(
        "playlist_key.mp4",
        "fetches a key",
        HEAD.replace(b"#EXTINF", b'#EXT-X-KEY:METHOD=AES-128,URI="file:///etc/passwd"\n#EXTINF') + b"a.ts" + TAIL,
        UNSAFE,
    )
    yield of("playlist_late.mp4", "hides behind blank lines", b"\n" * 64 + HEAD + b"neighbour.mp4" + TAIL, UNSAFE)
    yield of(
        "playlist_bom.mp4", "hides behind a byte order mark", b"\xef\xbb\xbf" + HEAD + b"neighbour.mp4" + TAIL, UNSAFE
    )
    yield of(
        "playlist_master.m3u8",
        "two steps to the neighbour",
        b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nplaylist_theft.mp4\n",
        UNSAFE,
    )


def scripts() -> Iterator[Hostile]:
    mpd = (
        b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><BaseURL>%s</BaseURL></Period></MPD>'
    )
    yield of("dash_network.mp4", "calls the network", mpd % b"http://127.0.0.1:9/", UNSAFE)
    yield of("dash_theft.mpd", "reads the neighbour", mpd % b"neighbour.mp4", UNSAFE)
    yield of("concat.mp4", "glues the neighbour in", b"ffconcat version 1.0\nfile neighbour.mp4\n", UNSAFE)
    yield of("concat_bare.mp4", "the same without its header", b"file '/etc/passwd'\nfile 'neighbour.mp4'\n", UNSAFE)
    yield of(
        "session.mp4",
        "opens a port to listen on",
        b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 9 RTP/AVP 96\r\n",
        UNSAFE,
    )
    yield of("smil.mp4", "an old playlist", b'<smil><body><video src="http://127.0.0.1:9/a"/></body></smil>', UNSAFE)
    yield of("picture.svg", "a picture that runs script", SVG + b"<script>alert(1)</script></svg>", UNSAFE)
    yield of(
        "picture_svg.mp4", "a picture that reads files", SVG + b'<image xlink:href="file:///etc/passwd"/></svg>', UNSAFE
    )
    yield of(
        "entities.mp4", "grows without end", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', UNSAFE
    )
    yield of("page.mp4", "a page that runs script", b"<!doctype html><script>alert(1)</script>", UNSAFE)
    yield of("text.mp4", "plain words", b"Dear diary, this is no video.\n", NOT)
    yield of("program.mp4", "a program for this machine", b"\x7fELF\x02\x01\x01" + bytes(200), NOT)
    yield of("archive.mp4", "an archive", b"PK\x03\x04" + bytes(200), NOT)
    yield of("document.mp4", "a document", b"%PDF-1.7\n" + bytes(200), NOT)


def pictures_and_sounds() -> Iterator[Hostile]:
    avi = b"RIFF\xff\x00\x00\x00AVI LIST" + bytes(80) + b"GAB2\x00\x02" + HEAD + b"/etc/passwd" + TAIL
    yield of("playlist_in.avi", "a playlist as the subtitle of a film", avi, UNSAFE, NOT)
    yield of("gif_script.mp4", "a picture and a script at once", b"GIF89a=1;alert(1)//" + bytes(99), NOT)
    yield of("photo.mp4", "a photograph", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(99), NOT)
    yield of(
        "png_bomb.mp4",
        "four thousand million pixels",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06" + bytes(99),
        NOT,
    )
    yield of(
        "photo.heic",
        "a photograph that looks like a film",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99),
        BROKEN,
        NO_PICTURE,
    )
    yield of("song.mp3", "sound alone", b"ID3\x04" + bytes(200), NO_PICTURE)
    yield of("song.ogg", "sound alone", b"OggS" + bytes(200), NO_PICTURE)
    yield of("song.m4a", "sound alone", b"\0\0\0\x18ftypM4A \0\0\0\0M4A isom" + bytes(200), NO_PICTURE)
    yield of("stream.ts", "a kind not taken", (b"G" + bytes(187)) * 20, NOT)
    yield of("flash.flv", "a kind not taken", b"FLV\x01\x05\0\0\0\x09" + bytes(99), NOT)


def nearly_nothing() -> Iterator[Hostile]:
    yield of("empty.mp4", "nothing", b"", EMPTY)
    yield of("one_byte.mp4", "a single byte", b"\0", NOT)
    yield of("zeros.mp4", "a megabyte of nothing", bytes(1_000_000), NOT)
    yield of("only_a_name.mp4", "says it is a film, and ends", b"\0\0\0\x08ftyp", BROKEN, NO_PICTURE)


def all_lures() -> Iterator[Hostile]:
    yield from playlists()
    yield from scripts()
    yield from pictures_and_sounds()
    yield from nearly_nothing()
