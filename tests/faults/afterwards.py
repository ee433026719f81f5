"""When the killing is over: is everything that was said yes to there, exactly once, and is nothing else?"""

import hashlib
import time
from pathlib import Path

from tests.faults.house.tree import Tree
from tests.faults.ledger import Ledger

MOVING = "('received', 'playable', 'captioned', 'held', 'screened', 'in_review')"


def nothing_is_lost(tree: Tree, ledger: Ledger) -> None:
    kept = dict(tree.rows("SELECT id::text, original_id FROM media_upload"))
    assert {upload: kept[upload] for upload in ledger.uploads} == ledger.uploads
    for digest in ledger.uploads.values():
        assert digest_on_disk(tree.original(digest)) == digest
    titles = tree.rows("SELECT post_id::text, number, title FROM posts_revision")
    assert {(post, number): title for post, number, title in titles} == ledger.titles
    confirmed = tree.rows(
        "SELECT r.post_id::text, r.number FROM media_captions c JOIN posts_revision r ON r.id = c.revision_id"
        " WHERE c.confirmed_at IS NOT NULL"
    )
    sourced = tree.rows(
        "SELECT r.post_id::text, r.number FROM guidance_basis b JOIN posts_revision r ON r.id = b.revision_id"
        " WHERE b.statements = '{G001}'"
    )
    assert set(confirmed) >= ledger.confirmed and set(sourced) >= ledger.sourced
    decided = tree.rows(
        "SELECT r.post_id::text, r.number, d.digest FROM review_decision d"
        " JOIN posts_revision r ON r.id = d.revision_id"
    )
    assert set(decided) == ledger.approved
    public = dict(tree.rows("SELECT post_id::text, number FROM public_post"))
    assert public == {post: number for post, number, _ in sorted(ledger.approved)}
    for (text,) in tree.rows(
        "SELECT DISTINCT sha256 FROM media_file UNION SELECT sha256 FROM media_captions WHERE sha256 <> ''"
    ):
        assert digest_on_disk(tree.folder / "media" / "files" / text[:2] / text) == text


def nothing_is_doubled(tree: Tree, ledger: Ledger) -> None:
    assert sorted(post for (post,) in tree.rows("SELECT id::text FROM posts_post")) == sorted(ledger.posts)
    videos = tree.rows(
        "SELECT r.post_id::text, v.original_id FROM media_video v JOIN posts_revision r ON r.id = v.revision_id"
    )
    assert sorted(set(videos)) == sorted(ledger.posts.items())
    hidden = tree.rows("SELECT post_id::text FROM posts_withdrawal WHERE lifted_at IS NOT NULL")
    assert sorted(post for (post,) in hidden) == sorted(ledger.shown_again)
    assert not tree.rows("SELECT FROM posts_withdrawal WHERE lifted_at IS NULL")
    twice = tree.rows(
        "SELECT about, did, detail->>'number', detail->>'to', count(*) FROM journal_entry WHERE about LIKE 'post:%'"
        " AND did NOT IN ('captions.confirmed', 'video.received', 'sources.named')"
        " GROUP BY 1, 2, 3, 4 HAVING count(*) > 1"
    )
    assert not twice, f"taken twice: {twice}"
    yes = tree.rows("SELECT about, count(*) FROM journal_entry WHERE did = 'captions.confirmed' GROUP BY about")
    assert sorted(yes) == sorted((f"post:{post}", 2) for post in ledger.posts)


def the_journal_is_whole(tree: Tree) -> None:
    said = tree.hearten("journal")
    assert said.returncode == 0, said.stdout


def nothing_is_stuck(tree: Tree, ledger: Ledger) -> None:
    """Rows at rest, and no job in the hands of the dead, at most a minute after the last kill."""
    waiting = f"SELECT id, stage, trouble FROM posts_revision WHERE stage IN {MOVING} OR trouble <> ''"
    jobs = (
        "SELECT id, status, task_name FROM procrastinate_jobs"
        " WHERE status IN ('doing', 'todo') AND task_name = 'hearten.advance'"
    )
    until = ledger.last_kill + 60
    while (left := tree.rows(waiting) + tree.rows(jobs)) and time.monotonic() < until:
        time.sleep(0.5)
    assert not left, f"still waiting a minute after the last kill: {left}"
    assert tree.hearten("stuck").stdout.endswith("Nothing is stuck.\n")


def digest_on_disk(place: Path) -> str:
    with place.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
