"""The model beside a living worker is killed, hangs or babbles: people look first, and the worker goes on."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from hearten.features.screening import rules
from tests.faults import walk as walking
from tests.faults.afterwards import digest_on_disk
from tests.faults.held import sent
from tests.faults.house.tree import Tree
from tests.faults.walk import Walk

pytestmark = pytest.mark.faults
PATIENCE = 5.0  # seconds that the worker's model is given; out of the box twenty
CLAIM = "Suicides can be prevented."
BROKE = "comparing the meaning of claims with guidance: it broke"


@pytest.fixture(scope="module")
def mood(tree: Tree) -> Iterator[Path]:
    """A worker whose model is in the mood that this file names."""
    said = tree.folder / "mood"
    said.write_text("sound")
    told = {"HEARTEN_CHECKS": "embedding", "MOOD": str(said), "PATIENCE": str(PATIENCE)}
    told |= {"XDG_CACHE_HOME": str(tree.folder / "cache")}
    with tree.changed("worker", broken=os.environ.get("MODEL_BREAK", "model_of_moods"), environment=told):
        yield said


@pytest.fixture(autouse=True)
def every_film_makes_a_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(walking.CUES, "form-0-text", CLAIM)


def ready_to_be_read(walk: Walk) -> str:
    post = sent(walk)
    walk.name_sources(post, 1)
    walk.wait_for(post, ("playable",))
    walk.confirm(post, 1)
    return post


def is_asked(mood: Path) -> bool:
    """Whether somebody has put a question to the model since this was asked last."""
    asked = mood.with_suffix(".asked")
    was = asked.exists()
    asked.unlink(missing_ok=True)
    return was


def kill_the_model(tree: Tree) -> None:
    worker = tree.find("worker")
    assert worker
    for one in worker.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if "tests.faults.house.model" in one.cmdline():
                one.kill()


def wait_while_it_breaks(tree: Tree, mood: Path, how: str, is_over: Callable[[], bool]) -> float:
    """Killed in the middle of each question, or left to hang or babble. Returns when the last one was put."""
    until, asked_at = time.monotonic() + 90, 0.0
    while not is_over():
        assert time.monotonic() < until, "nothing came of it"
        if is_asked(mood):
            asked_at = time.monotonic()
            if how == "killed":
                kill_the_model(tree)
        time.sleep(0.05)
    return asked_at or (time.monotonic() if is_asked(mood) else 0.0)  # it may be over before we first looked


@pytest.mark.parametrize("how", ["killed", "hangs", "garbage"])
def test_a_post_whose_model_breaks_is_held_for_people_and_the_worker_goes_on(tree, walk, mood, how):
    def in_trouble() -> bool:
        return bool(tree.rows("SELECT FROM posts_revision WHERE post_id = %s AND trouble <> ''", post))

    def is_held_after_so_many_tries() -> bool:
        """We do not wait the minutes between them."""
        moved = "UPDATE posts_revision SET tries = %s, look_at = now() WHERE post_id = %s RETURNING stage"
        return tree.rows(moved, rules.MOST_TRIES, post) == [("held",)]

    mood.write_text("sound")
    walk.wait_for(ready_to_be_read(walk), ("in_review",))
    worker = tree.find("worker")
    mood.write_text("garbage" if how == "garbage" else "hangs")
    is_asked(mood)
    post = ready_to_be_read(walk)
    asked_at = wait_while_it_breaks(tree, mood, how, in_trouble)
    assert how == "hangs" or time.monotonic() - asked_at < PATIENCE - 1
    assert walk.stage(post) == "captioned"
    wait_while_it_breaks(tree, mood, how, is_held_after_so_many_tries)
    is_held_for_people_with_nothing_lost(tree, walk, post)
    mood.write_text("sound")
    walk.wait_for(ready_to_be_read(walk), ("in_review",))
    assert tree.find("worker") == worker, "the worker died with it"


def is_held_for_people_with_nothing_lost(tree: Tree, walk: Walk, post: str) -> None:
    assert BROKE in walk.reviewer.get(f"/desk/{post}/1/").body
    assert "A person looks at it first" in walk.author.get(f"/mine/{post}/").body
    missing = "SELECT checks_missing FROM screening_screening s JOIN posts_revision r ON r.id = s.revision_id"
    claims = "SELECT c.text FROM screening_claimfound c JOIN screening_screening s ON s.id = c.screening_id"
    claims += " JOIN posts_revision r ON r.id = s.revision_id WHERE r.post_id = %s"
    assert "embedding:broken" in tree.rows(f"{missing} WHERE r.post_id = %s", post)[0][0]
    assert tree.rows(claims, post) == [(CLAIM,)]
    assert tree.rows("SELECT title FROM posts_revision WHERE post_id = %s", post) == [(walk.ledger.titles[post, 1],)]
    digest = walk.ledger.posts[post]
    assert digest_on_disk(tree.original(digest)) == digest
    assert not tree.rows("SELECT FROM review_approval UNION ALL SELECT FROM review_publication")
