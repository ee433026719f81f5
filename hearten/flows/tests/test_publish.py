import pytest
from django.db import connection

from hearten import ports
from hearten.features.journal import queries as journal
from hearten.features.posts.models import Revision
from hearten.flows.advance import look_again
from hearten.flows.publish import publish
from hearten.kit.flow import Flow, step
from hearten.ports.transcoder import StillTranscoder, TranscoderDown, Unplayable, Why
from tests.world.people import someone
from tests.world.posts import at_stage, made, walk

pytestmark = pytest.mark.django_db


class Broken(StillTranscoder):
    def make(self, *given):
        raise TranscoderDown("ffmpeg is missing")


class Strict(StillTranscoder):
    def make(self, *given):
        raise Unplayable(Why.too_long)


def test_a_post_passes_every_stage_in_order_and_each_move_is_written_down(a_post):
    revision = a_post("public")
    moves = [e.detail["to"] for e in journal.about(revision.name_in_journal) if e.did == "post.moved"]
    assert moves == ["playable", "captioned", "screened", "in_review", "public"]


@pytest.mark.parametrize("stage", ["unplayable", "held", "returned", "rejected"])
def test_a_post_can_come_to_rest_on_the_way(a_post, stage):
    assert a_post(stage).stage == stage


def test_a_stage_nobody_drew_cannot_be_named():
    with pytest.raises(ValueError, match="no such stage"):
        Flow(Revision, {"received": step(lambda row: None, gone="nowhere")}, tell=lambda *_: None)


def test_a_step_that_fails_leaves_the_post_where_it_was_with_its_reason(twins, db):
    ports.now.transcoder = Broken()
    revision = walk(made(someone("Amara")))
    assert (revision.stage, revision.tries, revision.trouble) == ("received", 1, "ffmpeg is missing")


def test_a_post_with_trouble_moves_on_by_itself_when_the_part_is_back(twins, db):
    ports.now.transcoder = Broken()
    revision = walk(made(someone("Amara")))
    ports.now.transcoder = StillTranscoder()
    assert walk(revision).stage == "playable"
    assert revision.trouble == ""


def test_a_due_post_whose_job_was_lost_gets_a_new_one(twins, db):
    revision = made(someone("Amara"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        look_again(timestamp=0)
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args ->> 'row' = %s", [str(revision.pk)])
        assert cursor.fetchone() == (1,)


def test_a_post_at_rest_is_left_alone(a_post):
    revision = a_post("public")
    assert publish.advance(str(revision.pk)) is None
    assert revision not in publish.due()


def test_a_video_that_was_too_long_for_this_site_can_be_sent_again_when_it_allows_more(twins, db):
    ports.now.transcoder = Strict()
    assert walk(made(someone("Amara"))).stage == "unplayable"
    ports.now.transcoder = StillTranscoder()
    assert walk(made(someone("Amara"))).stage == "playable"


def test_a_video_sent_on_is_not_made_twice(twins, statements, db):
    first = at_stage("playable", someone("Amara"))
    again = made(someone("Amara"))
    assert walk(again).video.original_id == first.video.original_id
