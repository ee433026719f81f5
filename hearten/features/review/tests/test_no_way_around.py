"""Any order of steps by anyone: what is shown was signed, byte for byte, by someone who did not make it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from hearten.features.accounts.models import Person
from hearten.features.posts import actions as posts
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Post, Revision
from hearten.features.posts.rules import digest_of
from hearten.features.review import actions as review
from hearten.features.review import queries
from hearten.features.review.models import Approval
from hearten.features.review.rules import Says
from tests.world.people import someone
from tests.world.posts import LIGHT

pytestmark = pytest.mark.django_db
PEOPLE = st.sampled_from(["Amara", "Lucia", "Ravi"])
REFUSED = (review.AlreadyDecided, review.MayNotDecide, review.NotAsShown, posts.NotYours)


class Road(RuleBasedStateMachine):
    """Authors, reviewers and the flow, in whatever order chance has it. `signed` is what a reviewer saw and signed."""

    revisions = Bundle("revisions")

    def __init__(self) -> None:
        super().__init__()
        self.signed: set[tuple[str, str]] = set()
        self.around = transaction.atomic()
        self.around.__enter__()

    @rule(target=revisions, author=PEOPLE, title=st.sampled_from(["One", "Two", "Three"]))
    def write(self, author: str, title: str) -> Revision:
        return posts.begin(someone(author), Words("coping", "en", title, "", []))

    @rule(target=revisions, earlier=revisions, by=PEOPLE, title=st.sampled_from(["One", "Two", "Three"]))
    def write_again(self, earlier: Revision, by: str, title: str) -> Revision:
        try:
            return posts.revise(earlier.post, someone(by), Words("coping", "en", title, "", []))
        except posts.NotYours:
            return earlier

    @rule(one=revisions)
    def seal(self, one: Revision) -> None:
        one.refresh_from_db()
        said = {"title": one.title, "number": one.number, "post": str(one.post_id), "language": "en", "kind": "coping"}
        manifest = {**said, "text": "", "topics": [], "transcript": [], "sources": []}
        posts.seal(one, manifest)
        Revision.objects.filter(pk=one.pk, stage="received").update(stage="in_review")

    @rule(one=revisions, shown=revisions, by=PEOPLE)
    def approve(self, one: Revision, shown: Revision, by: str) -> None:
        shown.refresh_from_db()
        try:
            until = timezone.now() + timedelta(days=30)
            review.approve(one, shown.digest or "", someone(by), "Fine.", until, LIGHT)
        except REFUSED:
            return
        assert someone(by).pk != one.post.author_id
        self.signed.add((str(one.post_id), shown.digest or ""))

    @rule(target=revisions, title=st.sampled_from(["One", "Two", "Three"]))
    def take_the_usual_road(self, title: str) -> Revision:
        """Now and then all goes as it should, so that there is something public to tamper with."""
        one = self.write("Amara", title)
        self.seal(one)
        self.approve(one, one, "Lucia")
        self.carry_out(one)
        assert queries.public_post(str(one.post_id)) is not None
        return one

    @rule(one=revisions, by=PEOPLE, says=st.sampled_from([Says.ask_changes, Says.reject]))
    def turn_back(self, one: Revision, by: str, says: Says) -> None:
        one.refresh_from_db()
        try:
            review.turn_back(one, one.digest or "", someone(by), says, "Not yet.")
        except REFUSED:
            return

    @rule(one=revisions)
    def carry_out(self, one: Revision) -> None:
        one.refresh_from_db()
        review.carry_out(one)

    @rule(one=revisions)
    def hide(self, one: Revision) -> None:
        posts.withdraw(one.post, one.post.author)

    @rule(one=revisions)
    def show_again(self, one: Revision) -> None:
        posts.lift_withdrawal(one.post, one.post.author)

    @invariant()
    def only_signed_bytes_are_shown(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT post_id::text, digest, manifest FROM public_post")
            for post_id, digest, manifest in cursor.fetchall():
                assert (post_id, digest) in self.signed and digest_of(manifest) == digest

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)


class NoWayAround(TestCase):
    def test_no_order_of_steps_shows_what_nobody_signed(self) -> None:
        for name in ("Amara", "Lucia", "Ravi"):
            someone(name)
        few = settings(max_examples=15, stateful_step_count=25, deadline=None,
                       suppress_health_check=list(HealthCheck))  # fmt: skip
        run_state_machine_as_test(Road, settings=few)
        assert Person.objects.count() >= 3 and not Post.objects.exists() and not Approval.objects.exists()


def test_the_game_can_be_lost(a_post):
    """The control: a view that trusted the stage alone would show what nobody signed."""
    waiting = a_post("in_review")
    Revision.objects.filter(pk=waiting.pk).update(stage="public")
    assert queries.public_post(str(waiting.post_id)) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM posts_revision WHERE stage = 'public' AND post_id = %s", [waiting.post_id])
        assert cursor.fetchone() == (1,)
