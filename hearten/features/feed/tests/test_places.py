"""Where a post stands is counted, so it must say at every moment what the view of public posts says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from hearten.features.feed.models import Facet, Place
from hearten.features.posts import actions as posts
from tests.world.posts import STAGES

pytestmark = pytest.mark.django_db


def standing() -> set[tuple[str, str]]:
    """Post and digest of each place that counts now."""
    found = Place.objects.filter(until__gt=timezone.now()).values_list("post", "digest")
    return {(str(post), digest) for post, digest in found}


def public() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT post_id, digest FROM public_post")
        return {(str(post), digest) for post, digest in cursor.fetchall()}


@pytest.mark.parametrize("stage", STAGES)
def test_a_post_is_counted_exactly_while_it_is_public(a_post, stage):
    a_post(stage)
    assert standing() == public() and bool(public()) is (stage == "public")


def test_a_post_stands_under_its_language_kind_topics_and_countries(a_post, lucia):
    a_post("public")
    found = set(Place.objects.values_list("facet", "value"))
    assert {(Facet.language, "en"), (Facet.kind, "coping"), (Facet.topic, "breathing")} <= found
    assert {value for facet, value in found if facet == Facet.country}


def test_a_withdrawal_and_its_end_are_counted_in_the_same_step(a_post, amara):
    post = a_post("public").post
    posts.withdraw(post, amara, "for now")
    assert standing() == public() == set()
    posts.lift_withdrawal(post, amara)
    assert standing() == public() != set()


def test_an_approval_that_lapses_counts_no_more_though_nobody_writes(a_post):
    a_post("public")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE review_approval DISABLE TRIGGER USER")
        lapsed = [timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1)]
        cursor.execute("UPDATE review_approval SET at = %s, until = %s", lapsed)
        cursor.execute("ALTER TABLE review_approval ENABLE TRIGGER USER")
    Place.objects.update(until=lapsed[1])  # as it would have been written
    assert standing() == public() == set()


def test_whatever_is_news_for_the_shelf_is_written_down_here_too():
    """A new way to take a post out of sight must not be forgotten."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        triggers = cursor.fetchall()
    news, places = ({table for name, table in triggers if name == one} for one in ("shelf_news", "feed_places"))
    assert news == places and len(news) > 5
