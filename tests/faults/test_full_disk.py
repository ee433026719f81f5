"""The disk of the films is full: nothing that was typed or sent is lost, and all goes on when there is room again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults.browser import CSRF
from tests.faults.held import goes_on_by_itself, is_held_with_its_reason, is_plain_with_help, sent
from tests.faults.house.tree import Tree
from tests.faults.ledger import sha256
from tests.faults.walk import CUES, FIRST_VERSION, TINY, film

pytestmark = pytest.mark.faults
ON_A_SMALL_DISK = True


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
        answer = walk.author.post(page, **CUES, confirm="yes", shown=shown)
        assert answer.status >= 500 and is_plain_with_help(answer.body)
        assert "Breathe in slowly." in walk.author.get(page).body
    walk.confirm(post, FIRST_VERSION)
    walk.name_sources(post, FIRST_VERSION)
    walk.wait_for(post, ("in_review",))
