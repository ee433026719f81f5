"""The feeds of a running Hearten, read and played by programs that others wrote.

ffmpeg, PyAV and Chromium each bring a build of FFmpeg's decoders; GStreamer, where it is installed, shares no line with
them: its own reader of MP4, Cisco's OpenH264 and FAAD2.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen
from xml.etree import ElementTree

import av
import feedparser
import imageio_ffmpeg
import pytest
import webvtt

from tests.world.live import Live

pytestmark = pytest.mark.browser
FEEDS = ("/feeds/all.atom", "/feeds/all.rss", "/feeds/podcast.rss")
GSTREAMER = "gst-launch-1.0"
NEEDS = "apt install gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad"
LAST = 2  # pictures that GStreamer's OpenH264 keeps to itself where a film ends
NEAR = 0.15  # seconds by which two players may differ over where a film ends
PLAYED = """([address, kind]) => new Promise((done) => {
  const player = document.createElement(kind.startsWith("video/") ? "video" : "audio");
  const told = (what) => done({what, at: player.currentTime, of: player.duration, wide: player.videoWidth ?? 0,
                               fault: player.error?.message ?? ""});
  let could = false;
  player.muted = true;
  player.addEventListener("canplay", () => { could = true; });
  player.addEventListener("ended", () => told(could ? "ended" : "never could play"));
  player.addEventListener("error", () => told("failed"));
  setTimeout(() => told("stuck"), 20000);
  document.body.append(player);
  player.src = address;
  player.play().catch((fault) => told(String(fault)));
})"""

READ = """(address) => new Promise((done) => {
  const [film, track] = [document.createElement("video"), document.createElement("track")];
  track.addEventListener("load", () => done([...track.track.cues].map((cue) =>
    [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent])));
  track.addEventListener("error", () => done([]));
  track.src = address;
  film.append(track);
  document.body.append(film);
  track.track.mode = "hidden";
})"""
TRANSCRIPT = "{https://podcastindex.org/namespace/1.0}transcript"


@dataclass(frozen=True)
class Enclosure:
    """What a feed says of a file, and the file."""

    address: str
    kind: str
    length: int
    file: Path

    @property
    def is_film(self) -> bool:
        return self.kind.startswith("video/")


@dataclass(frozen=True)
class Played:
    """Seconds until its end; pictures and stretches of sound that came out."""

    seconds: float
    pictures: int
    sounds: int


def fetched(address: str) -> bytes:
    with urlopen(address) as answer:
        whole: bytes = answer.read()
        return whole


@pytest.fixture(scope="module")
def enclosures(hearten: Live, tmp_path_factory: pytest.TempPathFactory) -> list[Enclosure]:
    """Of every feed, each file once."""
    folder = tmp_path_factory.mktemp("enclosures")
    said: dict[str, tuple[str, int]] = {}
    for feed in FEEDS:
        found = feedparser.parse(fetched(hearten.url(feed)))
        assert not found.bozo, feed
        named = {one.href: (one.type, int(one.length)) for entry in found.entries for one in entry.enclosures}
        assert named, feed  # a correction brings no file
        said |= named
    made = []
    for place, (address, (kind, length)) in enumerate(sorted(said.items())):
        file = folder / f"{place}{Path(address).suffix}"
        file.write_bytes(fetched(address))
        made.append(Enclosure(address, kind, length, file))
    return made


def by_ffmpeg(file: Path) -> Played:
    program = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-xerror", "-nostdin", "-nostats"]
    said = subprocess.run(
        [*program, "-i", file, "-f", "null", "-progress", "-", "-"], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")
    last = dict(line.split("=", 1) for line in said.stdout.splitlines())
    return Played(int(last["out_time_us"]) / 1e6, int(last.get("frame", 0)), 1)


def by_pyav(file: Path) -> Played:
    with av.open(str(file)) as opened:
        came = list(opened.decode(*opened.streams.video[:1], *opened.streams.audio[:1]))
    pictures = [one for one in came if isinstance(one, av.VideoFrame)]
    sounds = [one for one in came if isinstance(one, av.AudioFrame)]
    ends = [float(one.pts * one.time_base) + one.samples / one.sample_rate for one in sounds]
    return Played(max([*ends, *(float(one.time or 0) for one in pictures)]), len(pictures), len(sounds))


def by_gstreamer(file: Path) -> Played:
    if not shutil.which(GSTREAMER):
        pytest.skip(f"GStreamer is not here: {NEEDS}")
    sinks = [f"{kind}-sink=fakesink name={kind} silent=false" for kind in ("video", "audio")]
    said = subprocess.run(
        [GSTREAMER, "-v", "playbin", f"uri={file.as_uri()}", *sinks], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0 and "ERROR" not in said.stdout + said.stderr, said.stderr[-2000:]
    found = re.findall(r"(video|audio): last-message = chain .*?pts: (\S+), duration: (\S+),", said.stdout)
    came = [(kind, seconds(at), seconds(lasts)) for kind, at, lasts in found]
    kinds = [kind for kind, *_ in came]
    # Its OpenH264 counts from the second in which a picture may be decoded, not from that in which it is shown.
    began = {kind: min(at for one, at, _ in came if one == kind) for kind in set(kinds)}
    end = max(at + lasts - began[kind] for kind, at, lasts in came)
    return Played(end, kinds.count("video"), kinds.count("audio"))


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_every_feed_names_films_and_sounds_as_long_as_they_truly_are(enclosures):
    assert {one.kind for one in enclosures} == {"video/mp4", "audio/mp4"}
    assert [one.file.stat().st_size for one in enclosures] == [one.length for one in enclosures]


def test_the_same_files_stand_in_the_form_for_programs(hearten, enclosures):
    items = json.loads(fetched(hearten.url("/feeds/all.json")))["items"]
    named = {(one["url"], one["mime_type"], one["size_in_bytes"]) for item in items for one in item["attachments"]}
    films = {(one.address, one.kind, one.length) for one in enclosures if one.is_film}
    assert films and films <= named


@pytest.mark.parametrize("player", [by_ffmpeg, by_pyav, by_gstreamer])
def test_every_film_and_sound_of_the_feeds_plays_to_its_end(enclosures, player: Callable[[Path], Played]):
    for one in enclosures:
        played, known = player(one.file), by_ffmpeg(one.file)
        assert played.seconds == pytest.approx(known.seconds, abs=NEAR) and known.seconds > 1, one.address
        held_back = LAST if player is by_gstreamer and one.is_film else 0
        assert known.pictures - held_back <= played.pictures <= known.pictures, one.address
        assert played.sounds and bool(played.pictures) == one.is_film, one.address


def test_a_player_in_the_page_of_somebody_else_plays_them_to_their_end(browser, enclosures):
    """A page of another origin, which is what a reader of feeds in a browser is."""
    page = browser.new_page()
    for one in enclosures:
        told = page.evaluate(PLAYED, [one.address, one.kind])
        assert (told["what"], told["fault"]) == ("ended", ""), (one.address, told)
        assert told["at"] == pytest.approx(told["of"], abs=NEAR) and told["at"] > 1
        assert bool(told["wide"]) == one.is_film
    page.close()


def test_two_readers_of_captions_find_the_same_words_at_the_same_seconds(hearten, device, enclosures):
    podcast = ElementTree.fromstring(fetched(hearten.url("/feeds/podcast.rss")))
    named = {str(one.get("url")) for one in podcast.iter(TRANSCRIPT) if one.get("type") == "text/vtt"}
    page, longest = device(), max(by_ffmpeg(one.file).seconds for one in enclosures)
    page.goto("/help/")
    assert named
    for address in named:
        read = [
            (cue.start_in_seconds, cue.end_in_seconds, cue.text)
            for cue in webvtt.from_buffer(StringIO(fetched(address).decode()))
        ]
        assert [tuple(cue) for cue in page.evaluate(READ, address)] == read
        assert all(0 <= start < end <= longest + 1 and words.strip() for start, end, words in read)
        assert all(one[0] <= then[0] for one, then in pairwise(read))
