"""One part down, wrong or full: the post is held where it is with its reason, and goes on by itself afterwards."""

import subprocess
import time

import imageio_ffmpeg
import psutil
import pytest

from tests.faults.held import goes_on_by_itself, is_held_with_its_reason, is_plain_with_help, sent
from tests.faults.house.tree import Tree

pytestmark = pytest.mark.faults
RUBBISH = "#!/bin/sh\nhead -c 20000 /dev/urandom\n"
THIEF = '#!/bin/sh\nfor last; do :; done\necho "somebody else\'s private video" > "$last"\n'
FAILS = "#!/bin/sh\necho 'cannot load shared library' >&2\nexit 127\n"


def script(tree: Tree, words: str) -> str:
    place = tree.folder / "ffmpeg"
    place.write_text(words)
    place.chmod(0o755)
    return str(place)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="missing"),
        pytest.param(THIEF, id="a thief"),
        pytest.param(FAILS, id="broken"),
        pytest.param(RUBBISH, id="rubbish"),
    ],
)
def test_a_video_waits_with_its_reason_while_ffmpeg_cannot_be_trusted(tree, walk, words):
    ffmpeg = script(tree, words) if words else "/nowhere/ffmpeg"
    with tree.changed("worker", environment={"HEARTEN_FFMPEG": ffmpeg}):
        post = sent(walk)
        is_held_with_its_reason(tree, walk, post)
    goes_on_by_itself(tree, walk, post)


def encoder(tree: Tree) -> psutil.Process:
    """The ffmpeg that works for our worker just now."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        worker = tree.find("worker")
        for child in worker.children(recursive=True) if worker else []:
            try:
                if "-filter_complex" in child.cmdline() and "ffmpeg" in child.name():
                    return child
            except psutil.NoSuchProcess:
                continue
    raise AssertionError("no encoder was seen")


def longer_film(tree: Tree) -> bytes:
    place = tree.folder / "longer.mp4"
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", "-f", "lavfi", "-i"]
    subprocess.run([*ffmpeg, "testsrc2=s=720x1280:d=6", "-preset", "ultrafast", place], check=True)
    return place.read_bytes()


def test_a_video_is_made_again_when_its_encoder_was_killed(tree, walk):
    post = sent(walk, longer_film(tree))
    encoder(tree).kill()
    is_held_with_its_reason(tree, walk, post)
    goes_on_by_itself(tree, walk, post)


def test_a_post_waits_while_nobody_works_and_goes_on_when_someone_does(tree, walk):
    with tree.changed("worker", asleep=True):
        post = sent(walk)
        assert "How far it has come" in walk.author.get(f"/mine/{post}/").body
        tree.rows(
            "UPDATE posts_revision SET look_at = now() - interval '3 minutes' WHERE post_id = %s RETURNING 1", post
        )
        listed = tree.hearten("stuck")
        assert listed.returncode == 1 and post in listed.stdout and "hearten work" in listed.stdout
    goes_on_by_itself(tree, walk, post)


PAGES = ("/", "/mine/", "/mine/new", "/desk/", "/account/", "/account/login/", "/ar/", "/about")


def test_without_its_database_every_page_says_so_at_once_and_help_stands(tree, walk):
    with tree.database_gone():
        for page in PAGES:
            begun = time.monotonic()
            answer = walk.author.get(page)
            assert time.monotonic() - begun < 5, page
            assert answer.status in (200, 503), f"{page}: {answer.status}"
            assert is_plain_with_help(answer.body), page
        words = walk.author.post("/mine/new", title="Typed before it went away")
        assert words.status == 503 and is_plain_with_help(words.body)
        for page in ("/help/", "/ar/help/", "/help/in"):
            begun = time.monotonic()
            assert tree.browser().get(page).status == 200 and time.monotonic() - begun < 5
    walk.insist("its pages again", lambda: walk.author.get("/mine/"), lambda a: a.status == 200)
