"""What the tests of missing parts have in common: a post is sent, is held with its reason, and goes on by itself."""

import time

from tests.faults.house.tree import Tree
from tests.faults.ledger import sha256
from tests.faults.walk import Walk, film


def sent(walk: Walk, content: bytes | None = None) -> str:
    content = content or film(50_000)
    return walk.make(walk.send(content), sha256(content))


def trouble(tree: Tree, post: str) -> tuple[str, str]:
    """Stage and trouble, once there is any."""
    until = time.monotonic() + 60
    while True:
        stage, said = tree.rows("SELECT stage, trouble FROM posts_revision WHERE post_id = %s", post)[0]
        if said or stage != "received" or time.monotonic() > until:
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


def is_plain_with_help(body: str) -> bool:
    return "Traceback" not in body and "No space left" not in body and "/help/" in body
