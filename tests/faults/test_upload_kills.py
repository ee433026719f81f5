"""kill −9 of the web process in the middle of an upload. `UPLOAD_KILLS=200` is the long form."""

import http.client
import os
import random
import threading
from collections.abc import Iterator

import pytest

from tests.faults import afterwards
from tests.faults.browser import CSRF, TUS, Browser
from tests.faults.house.tree import Tree
from tests.faults.ledger import Ledger, sha256
from tests.faults.walk import Walk, film

pytestmark = pytest.mark.faults
KILLS = int(os.environ.get("UPLOAD_KILLS", "10"))
SIZE, PIECE = 2_500_000, 100_000  # more than a small body, so that it streams through the threads for uploads


def send_and_die(tree: Tree, browser: Browser, at: str, content: bytes, chance: random.Random) -> None:
    """The whole film in one PATCH; somewhere on the way, or just after the last byte, the server is killed."""
    pieces = [content[place : place + PIECE] for place in range(0, len(content), PIECE)]
    after_the_last = chance.random() < 0.4  # while the film takes its place under its own name
    fatal = len(pieces) if after_the_last else chance.randrange(len(pieces))
    pause = chance.uniform(0, 1.0 if after_the_last else 0.05)
    killing = threading.Timer(pause, tree.kill, ["web"])

    def sent() -> Iterator[bytes]:
        for place, piece in enumerate(pieces):
            if place == fatal:
                killing.start()
            yield piece
        if fatal == len(pieces):
            killing.start()

    line = http.client.HTTPConnection("127.0.0.1", tree.port, timeout=30)
    headers = {
        **TUS, "Cookie": f"sessionid={browser.session}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream", "Content-Length": str(len(content)),
    }  # fmt: skip
    try:
        line.request("PATCH", at, sent(), headers)
        line.getresponse().read()
    except (OSError, http.client.HTTPException):
        pass
    finally:
        line.close()
        killing.join()


def upload_through_a_death(tree: Tree, walk: Walk, chance: random.Random) -> bool:
    content, browser = film(SIZE), walk.author
    at = walk.begin(len(content))
    send_and_die(tree, browser, at, content, chance)
    upload = walk.finish(at, content)
    walk.make(upload, sha256(content))
    digest = sha256(content)
    kept = tree.rows("SELECT FROM media_upload WHERE id = %s AND original_id = %s", upload, digest)
    return bool(kept) and afterwards.digest_on_disk(tree.original(digest)) == digest


def identical(tree: Tree, kills: int, patience: float = 60) -> int:
    ledger = Ledger(patience=patience)
    ledger.over.set()
    walk = Walk(tree.browser("Mei"), tree.browser("Lucia"), ledger, random.Random(1))
    return sum(upload_through_a_death(tree, walk, random.Random(number)) for number in range(kills))


def test_a_video_arrives_as_it_was_sent_however_often_the_server_dies_under_it(tree):
    with tree.changed("worker", asleep=True):
        same = identical(tree, KILLS)
        print(f"\n{same} of {KILLS} identical")
        assert same == KILLS
        for (digest,) in tree.rows("SELECT sha256 FROM media_original"):
            assert afterwards.digest_on_disk(tree.original(digest)) == digest


def test_the_same_deaths_are_noticed_when_the_vault_makes_room_before_the_bytes_come(tree):
    with tree.changed("worker", asleep=True), tree.changed("web", broken="room_made_first"):
        tree.wait_until_up()
        with pytest.raises(AssertionError):
            assert identical(tree, 5, patience=15) == 5
