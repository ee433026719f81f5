"""One part down, wrong or full: the post is held where it is with its reason, and goes on by itself afterwards."""

import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import imageio_ffmpeg
import psutil
import pytest

from tests.faults.browser import CSRF
from tests.faults.ledger import Ledger, sha256
from tests.faults.tree import Tree
from tests.faults.walk import CUES, FIRST_VERSION, TINY, Walk, film

pytestmark = pytest.mark.faults
RUBBISH = "#!/bin/sh\nhead -c 20000 /dev/urandom\n"
THIEF = "#!/bin/sh\nfor last; do :; done\necho \"somebody else's private video\" > \"$last\"\n"
FAILS = "#!/bin/sh\necho 'cannot load shared library' >&2\nexit 127\n"


@pytest.fixture
def walk(tree: Tree) -> Walk:
    return Walk(tree.browser("Amara"), tree.browser("Lucia"), Ledger(), random.Random(1))


def sent(walk: Walk, content: bytes | None = None) -> str:
    content = content or film(50_000)
    return walk.make(walk.send(content), sha256(content))


def trouble(tree: Tree, post: str) -> tuple[str, str]:
    """Stage and trouble, once there is any."""
    until = time.monotonic() + 60
    while True:
        stage, said = tree.rows("SELECT stage, trouble FROM posts_revision WHERE post_id = %s", post)[0]
        if said or time.monotonic() > until:
            return stage, said
        time.sleep(0.2)


def is_held_with_its_reason(tree: Tree, walk: Walk, post: str) -> None:
    stage, said = trouble(tree, post)
    assert stage == "received" and said
    assert "We could not prepare your video just now. Nothing is lost" in walk.author.get(f"/mine/{post}/").body
    listed = tree.hearten("stuck")
    assert listed.returncode == 1 and post in listed.stdout and said in listed.stdout


def goes_on_by_itself(tree: Tree, walk: Walk, post: str) -> None:
    walk.wait_for(post, ("playable",))
    assert tree.rows("SELECT trouble FROM posts_revision WHERE post_id = %s", post) == [("",)]
    shows = "SELECT original_id FROM media_video v JOIN posts_revision r ON r.id = v.revision_id WHERE r.post_id = %s"
    assert tree.rows(shows, post) == [(walk.ledger.posts[post],)]


def script(tree: Tree, words: str) -> str:
    place = tree.folder / "ffmpeg"
    place.write_text(words)
    place.chmod(0o755)
    return str(place)


@pytest.mark.parametrize("words", ["", FAILS, RUBBISH, THIEF], ids=["missing", "broken", "rubbish", "a thief"])
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
        tree.rows("UPDATE posts_revision SET look_at = now() - interval '3 minutes' WHERE post_id = %s RETURNING 1", post)
        listed = tree.hearten("stuck")
        assert listed.returncode == 1 and post in listed.stdout and "hearten work" in listed.stdout
    goes_on_by_itself(tree, walk, post)


@contextmanager
def full(tree: Tree) -> Iterator[None]:
    """The disk of the films without one free byte."""
    if not tree.has_disk:
        pytest.skip("only root may mount a small disk to fill")
    ballast = tree.folder / "media" / "ballast"
    with ballast.open("wb", buffering=0) as out:
        try:
            while out.write(bytes(1 << 16)):
                pass
        except OSError:
            pass
    assert shutil.disk_usage(ballast.parent).free == 0
    try:
        yield
    finally:
        ballast.unlink()


def is_plain_with_help(body: str) -> bool:
    return "Traceback" not in body and "No space left" not in body and "/help/" in body


def test_an_upload_goes_on_where_it_was_when_the_full_disk_has_room_again(tree, walk):
    content = film(900_000)
    at = walk.begin(len(content))
    offset = {"Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    with full(tree):
        answer = walk.author.tus("PATCH", at, content, **offset)
        assert answer.status == 507 and "Traceback" not in answer.body
    upload = walk.finish(at, content)
    post = walk.make(upload, sha256(content))
    goes_on_by_itself(tree, walk, post)


def form_with_video(title: str) -> tuple[bytes, dict[str, str]]:
    fields = {"csrfmiddlewaretoken": CSRF, "kind": "coping", "language": "en", "topics": "breathing", "title": title}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{said}\r\n' for name, said in fields.items()]
    video = '--x\r\nContent-Disposition: form-data; name="video"; filename="a.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
    body = "".join(parts).encode() + video.encode() + TINY.read_bytes() + b"\r\n--x--\r\n"
    return body, {"Content-Type": "multipart/form-data; boundary=x"}


def test_what_was_typed_beside_a_video_is_kept_when_the_disk_is_full(tree, walk):
    body, kind = form_with_video("Words that took an hour")
    with full(tree):
        answer = walk.author.ask("POST", "/mine/new", body, kind)
    assert answer.status == 422 and "Words that took an hour" in answer.body and is_plain_with_help(answer.body)
    assert walk.author.ask("POST", "/mine/new", body, kind).status == 302


def test_a_video_waits_with_its_reason_while_the_disk_is_full(tree, walk):
    with tree.changed("worker", asleep=True):
        post = sent(walk)
        tree.wish("worker")
        with full(tree):
            tree.kill("worker")
            is_held_with_its_reason(tree, walk, post)
        goes_on_by_itself(tree, walk, post)


def test_captions_are_kept_when_the_disk_is_full_at_their_yes(tree, walk):
    post = sent(walk)
    walk.wait_for(post, ("playable",))
    page = f"/mine/{post}/captions"
    with full(tree):
        assert walk.author.post(page, **CUES).leads_to == page
        read = walk.author.get(page)
        assert "Breathe in slowly." in read.body
        shown = read.body.split('name="shown" value="')[1][:64]
        answer = walk.author.post(f"{page}/confirm", shown=shown)
        assert answer.status >= 500 and is_plain_with_help(answer.body)
        assert "Breathe in slowly." in walk.author.get(page).body
    walk.confirm(post, FIRST_VERSION)
    walk.name_sources(post, FIRST_VERSION)
    walk.wait_for(post, ("in_review",))


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
        for page in ("/help/", "/ar/help/", "/help/?country=IN"):
            begun = time.monotonic()
            assert tree.browser().get(page).status == 200 and time.monotonic() - begun < 5
    assert walk.author.get("/mine/").status == 200


