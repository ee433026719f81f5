"""The promise under a race: writers, editors, approvers and publishers at once, and a prober who only looks.

`RACE_SECONDS=20 .venv/bin/pytest tests/faults/test_race.py -s` runs it as long as the scorecard asks.
"""

import json
import os
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections
from django.utils import timezone

from hearten.features.accounts.models import Person
from hearten.features.posts import actions as posts
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Post, Revision
from hearten.features.posts.rules import canonical, digest_of
from hearten.features.review import actions as review
from tests.world.people import someone
from tests.world.posts import LIGHT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]
SECONDS = float(os.environ.get("RACE_SECONDS", "4"))
POSTS = 6
# What search writes down of a post that becomes public: without it the database would refuse for another reason.
WORDS: dict[str, object] = {
    "language": "en",
    "kind": "coping",
    "text": "",
    "topics": [],
    "transcript": [],
    "sources": [],
}
SORRY = (IndexError, DatabaseError, review.AlreadyDecided, review.NotAsShown, review.MayNotDecide)

# A view that believes the publication alone: then the foreign key is the only thing between bytes and readers.
TRUSTING = """
CREATE OR REPLACE VIEW race_view AS SELECT pub.post_id, pub.digest, rev.manifest
  FROM review_publication pub JOIN posts_revision rev ON rev.post_id = pub.post_id AND rev.digest = pub.digest
"""
AS_BUILT = "CREATE OR REPLACE VIEW race_view AS SELECT post_id, digest, manifest FROM public_post"
DROP_BINDING = "ALTER TABLE review_publication DROP CONSTRAINT publication_of_approved_bytes"
BIND_AGAIN = (
    "DELETE FROM review_publication; ALTER TABLE review_publication ADD CONSTRAINT publication_of_approved_bytes"
    " FOREIGN KEY (post_id, digest) REFERENCES review_approval (post_id, digest)"
)
DROP_SEAL = (
    "ALTER TABLE posts_revision DISABLE TRIGGER posts_sealed_means_fixed;"
    " ALTER TABLE posts_revision DROP CONSTRAINT digest_is_of_manifest"
)
SEAL_AGAIN = (
    "DELETE FROM review_publication; DELETE FROM review_approval; DELETE FROM review_decision;"
    " DELETE FROM posts_revision; ALTER TABLE posts_revision ENABLE TRIGGER posts_sealed_means_fixed;"
    " ALTER TABLE posts_revision ADD CONSTRAINT digest_is_of_manifest CHECK ((manifest IS NULL AND digest IS NULL) OR"
    " (manifest IS NOT NULL AND digest IS NOT NULL AND digest = encode(sha256(convert_to(manifest, 'UTF8')), 'hex')))"
)


@dataclass
class Race:
    """What reviewers signed is written down before they sign; the prober compares what it sees with that."""

    posts: list[Post]
    signed: set[str] = field(default_factory=set)
    looks: int = 0
    unapproved: int = 0
    approvals: int = 0
    refused: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def run(self, seconds: float) -> None:
        jobs = [self.write, self.write, self.edit_in_place, self.approve, self.approve]
        jobs += [self.publish_anything, self.probe]
        threads = [threading.Thread(target=self._keep_on, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self.over.set()
        for thread in threads:
            thread.join(30)

    def _keep_on(self, job: Callable[[random.Random], None]) -> None:
        chance = random.Random(job.__name__)
        while not self.over.is_set():
            try:
                job(chance)
            except SORRY:
                self.refused += 1
        connections.close_all()

    def write(self, chance: random.Random) -> None:
        time.sleep(0.1)  # a writer pauses, or no version stays the latest long enough to be signed
        post = chance.choice(self.posts)
        revision = posts.revise(post, post.author, Words("coping", "en", f"Version {chance.random()}", "", []))
        shown = {"post": str(post.pk), "number": revision.number, "title": revision.title, **WORDS}
        posts.seal(revision, shown)
        Revision.objects.filter(pk=revision.pk).update(stage="in_review")

    def edit_in_place(self, chance: random.Random) -> None:
        """Someone who edits what is sealed, after or while it is approved."""
        revision = chance.choice(list(Revision.objects.filter(digest__isnull=False).order_by("-pk")[:20]))
        text = json.dumps({"title": f"Swapped {chance.random()}", **WORDS})
        Revision.objects.filter(pk=revision.pk).update(manifest=text)

    def approve(self, chance: random.Random) -> None:
        waiting = Revision.objects.filter(post=chance.choice(self.posts)).order_by("-number")[:1]
        revision = chance.choice([one for one in waiting if one.stage == "in_review" and one.digest])
        self.signed.add(digest_of(revision.manifest or ""))
        until = timezone.now() + timedelta(days=30)
        review.approve(revision, revision.digest or "", someone("Lucia"), "Fine.", until, LIGHT)
        self.approvals += 1
        review.carry_out(revision)

    def publish_anything(self, chance: random.Random) -> None:
        """A publisher gone wrong: it points the post at whatever was written last."""
        post = chance.choice(self.posts)
        latest = Revision.objects.filter(post=post, digest__isnull=False).order_by("-number").first()
        if latest:
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO review_publication (post_id, digest, number, at) VALUES (%s, %s, %s, now())"
                    " ON CONFLICT (post_id) DO UPDATE SET digest = excluded.digest, number = excluded.number",
                    [post.pk, latest.digest, latest.number],
                )

    def probe(self, _: random.Random) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT manifest FROM race_view")
            shown = [row[0] for row in cursor.fetchall()]
        self.looks += 1
        self.unapproved += sum(digest_of(manifest) not in self.signed for manifest in shown)


def begin() -> Race:
    authors: list[Person] = [someone("Amara"), someone("Tom")]
    someone("Lucia")
    begun = [posts.begin(authors[place % 2], Words("coping", "en", "First", "", [])).post for place in range(POSTS)]
    return Race(begun)


def sql(words: str) -> None:
    """Each statement in a transaction of its own: a table with pending triggers cannot be altered."""
    with connection.cursor() as cursor:
        for one in words.split(";"):
            cursor.execute(one)


@pytest.mark.parametrize("view", [AS_BUILT, TRUSTING], ids=["as built", "with a view that trusts the publication"])
def test_nobody_ever_sees_bytes_that_no_reviewer_signed(view):
    sql(view)
    race = begin()
    race.run(SECONDS)
    print(f"\n{race.looks} looks, {race.approvals} approvals, {race.refused} refused, {race.unapproved} unapproved")
    assert race.looks > 20 and race.approvals > 5 and race.refused > 5
    assert race.unapproved == 0


@pytest.mark.parametrize(
    ("drop", "again", "view"),
    [(DROP_BINDING, BIND_AGAIN, TRUSTING), (DROP_SEAL, SEAL_AGAIN, AS_BUILT)],
    ids=["without the foreign key", "without the seal"],
)
def test_the_same_race_goes_red_when_the_promise_is_taken_out_of_the_database(drop, again, view):
    sql(view)
    race = begin()
    sql(drop)
    try:
        race.run(SECONDS)
        print(f"\n{race.looks} looks, {race.unapproved} unapproved")
        assert race.unapproved > 0
    finally:
        sql(again)


def test_a_digest_in_the_manifest_is_what_the_database_recomputes():
    race = begin()
    revision = race.posts[0].revisions.get()
    with pytest.raises(IntegrityError):
        Revision.objects.filter(pk=revision.pk).update(manifest=canonical({"a": 1}), digest="0" * 64)
