"""Where the posts of a campaign stand, and that the edge is told: at every moment what the views say."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from hearten.features.campaigns import actions
from hearten.features.feed.models import Facet, Place
from hearten.features.posts.actions import lift_withdrawal, withdraw
from hearten.features.posts.models import Post
from tests.world.campaigns import campaign_of, past_the_doors, plan
from tests.world.people import someone

Public = Callable[..., str]


def standing(slug: str = "a-kind-week") -> set[str]:
    found = Place.objects.filter(facet=Facet.campaign, value=slug, until__gt=timezone.now())
    return {str(place.post) for place in found}


def others() -> list[tuple[object, ...]]:
    rest = Place.objects.exclude(facet=Facet.campaign).order_by("post", "facet", "value")
    return [*rest.values_list("post", "facet", "value", "until", "digest")]


@pytest.mark.django_db
def test_posts_stand_under_a_campaign_from_its_signing_until_it_is_taken_back(public: Public) -> None:
    posts = [public("First"), public("Second")]
    before = others()
    made = actions.propose(plan(posts), someone("Jonas"))
    assert standing() == set()
    actions.sign(made, made.digest, someone("Lucia"), actions.Says.sign)
    assert standing() == set(posts)
    actions.retract(made, someone("Jonas"), "We begin anew.")
    assert standing() == set() and others() == before


@pytest.mark.django_db
def test_a_withdrawn_post_stands_nowhere_and_comes_back_with_its_campaign(public: Public) -> None:
    posts = [public("First"), public("Second")]
    campaign_of(posts)
    post = Post.objects.get(pk=posts[0])
    withdraw(post, post.author)
    assert standing() == {posts[1]}
    lift_withdrawal(post, post.author)
    assert standing() == set(posts)


@pytest.mark.django_db
def test_a_place_under_a_campaign_ends_with_the_campaign_and_the_others_stay(public: Public) -> None:
    post = public("First")
    made = campaign_of([post])
    place = Place.objects.get(facet=Facet.campaign)
    assert place.until == made.until < Place.objects.filter(facet=Facet.language).get().until
    past_the_doors([post], "last-year", over_for=timedelta(days=1))
    assert standing("last-year") == set() and standing() == {post}


@pytest.mark.django_db
def test_a_campaign_that_takes_the_place_of_another_leaves_its_posts_behind(public: Public) -> None:
    posts = [public("First"), public("Second")]
    campaign_of(posts)
    campaign_of(posts[1:])
    assert standing() == {posts[1]}


@pytest.mark.django_db
def test_whatever_changes_a_campaign_is_written_down_and_told_to_the_edge() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'campaign_places'")
        assert {table for (table,) in cursor.fetchall()} == {"campaigns_signing", "campaigns_retraction"}


@pytest.mark.django_db(transaction=True)
def test_the_edge_is_told_when_a_campaign_is_signed_and_when_it_is_taken_back(public: Public) -> None:
    def heard(do: Callable[[], object]) -> set[str]:
        told = connection.get_connection_params() | {"cursor_factory": None}
        with psycopg.connect(**told, autocommit=True) as ear:
            ear.execute("LISTEN shelf")
            do()
            return {news.payload for news in ear.notifies(timeout=0.2)}

    posts = [public("First post")]
    assert "campaigns" not in heard(lambda: actions.propose(plan(posts, slug="another"), someone("Jonas")))
    made = []
    assert "campaigns" in heard(lambda: made.append(campaign_of(posts)))
    assert "campaigns" in heard(lambda: actions.retract(made[0], someone("Ravi"), "Out of date."))
