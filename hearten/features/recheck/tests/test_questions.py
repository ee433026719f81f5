"""A question falls with the guidance it rests on, and comes back only when someone has signed it again."""

import json

import pytest

from hearten.features.checks.queries import checks_of
from hearten.features.posts.models import Revision
from hearten.features.recheck import actions
from hearten.features.recheck.models import Reopening
from hearten.features.review import queries as public
from hearten.flows import recheck
from tests.world.asking import TWO, asking
from tests.world.people import someone
from tests.world.posts import approve, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]


def changed(root) -> Revision:
    """A post that asks, once the guidance under its second question was changed; its newest version."""
    post = approve(asking(someone("Tom"), "What helps?"), someone("Lucia"))
    assert public.public_post(str(post.post_id))
    change = actions.propose(root, someone("Lucia"), "It was revised.")
    actions.answer(change, change.digest, someone("Ravi"), True, "I looked too.")
    assert public.public_post(str(post.post_id)) is None
    recheck.change.advance(str(change.pk))
    for one in Reopening.objects.all():
        recheck.reopening.advance(str(one.pk))
    return walk(Revision.objects.filter(post=post.post_id).order_by("-number")[0])


def test_a_post_goes_out_of_sight_with_the_guidance_under_one_question_and_asks_the_same_again(packs):
    again = changed(packs(G004={"statement": "Talking with someone can help, and so can rest."}))
    sources = {one["id"]: one["statement"] for one in json.loads(again.manifest or "")["sources"]}
    assert (again.stage, again.number, checks_of(again)) == ("in_review", 2, list(TWO))
    assert sources["G004"].startswith("Talking with someone can help")


def test_a_question_whose_guidance_is_withdrawn_waits_for_people(packs):
    again = changed(packs(G004=None))
    assert (again.stage, again.number, checks_of(again)) == ("held", 2, list(TWO))
