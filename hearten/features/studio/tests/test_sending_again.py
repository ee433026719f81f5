"""The same words may be sent again; and an author is told when an approval has ended."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from hearten.features.review import actions as review
from hearten.features.studio import actions, queries, rules
from tests.world.people import someone
from tests.world.posts import LIGHT, approve, caption_and_source, walk, words

pytestmark = pytest.mark.django_db
ENDED = "The approval has ended. Make a new version to have it looked at again."


def sent_again(revision):
    """As it was: no letter changed, the same film."""
    later = walk(actions.change(revision.post, revision.post.author, words()))
    if later.stage != "in_review":
        caption_and_source(later)
    return walk(later)


def approved_for_a_moment(revision):
    until = timezone.now() + timedelta(seconds=0.5)
    review.approve(revision, revision.digest, someone("Lucia"), "For now.", until, LIGHT)
    walk(revision)
    time.sleep(max(0.0, (until - timezone.now()).total_seconds()) + 0.05)
    return revision


def test_a_post_that_came_back_can_be_sent_again_just_as_it_was(a_post, lucia):
    returned = a_post("returned")
    again = sent_again(returned)
    assert (again.number, again.stage) == (2, "in_review") and again.digest != returned.digest
    assert approve(again, lucia).stage == "public"


@pytest.mark.django_db(transaction=True)
def test_when_an_approval_ends_the_author_is_told_and_can_send_it_again(a_post, lucia, amara, client):
    ended = approved_for_a_moment(a_post("in_review"))
    client.force_login(amara)
    for address in ("/mine/", f"/mine/{ended.post_id}/"):
        shown = client.get(address).content.decode()
        assert ENDED in shown and "is public" not in shown
    again = approve(sent_again(ended), lucia)
    assert queries.on_the_shelf([ended.post_id]) == {ended.post_id: again.number}
    assert ENDED not in client.get("/mine/").content.decode()


def test_nobody_is_told_that_an_approval_ended_while_it_stands_or_the_post_is_hidden(a_post, amara, client):
    client.force_login(amara)
    for stage in ("public", "hidden", "in_review"):
        post = a_post(stage)
        assert ENDED not in client.get(f"/mine/{post.post_id}/").content.decode()
    assert ENDED not in client.get("/mine/").content.decode()
    assert rules.has_ended("public", is_on_the_shelf=False, is_hidden=False)
