"""A post of cards is found by what stands on them, and by what is in their pictures."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client

from hearten.features.card_studio import actions as studio
from hearten.features.cards.actions import Written
from hearten.features.guidance import actions as guidance
from hearten.features.posts.models import Post
from hearten.features.search.models import Entry
from tests.world import pictures
from tests.world.posts import approve, walk, words

pytestmark = pytest.mark.django_db


def page_for(typed: str) -> str:
    return Client().get("/search", {"q": typed}).content.decode()


@pytest.fixture
def post(twins, statements, amara, lucia) -> Post:
    original = studio.keep_picture(amara, BytesIO(pictures.png()), len(pictures.png())).original
    assert original
    slides = (Written("Look for a gentle zebra."), Written("Breathe out.", "A lighthouse at dusk.", original.sha256))
    revision = studio.make(amara, words("For the evening"), slides)
    guidance.name_sources(revision, ["G001"])
    return approve(walk(walk(revision)), lucia).post


@pytest.mark.parametrize("typed", ["zebra", "zebras gently", "lighthouse", "lighthouses", "breathe out", "evening"])
def test_a_post_of_cards_is_found_by_its_words_and_by_what_is_in_its_pictures(post, typed):
    assert f"/post/{post.pk}" in page_for(typed)


def test_the_words_of_cards_are_read_for_their_meaning_in_their_order(post):
    assert Entry.objects.get(post=post.pk).words.endswith("Look for a gentle zebra. Breathe out. A lighthouse at dusk.")


@pytest.mark.parametrize("typed", ["zebra", "lighthouse"])
def test_cards_whose_post_is_out_of_sight_are_not_found(post, amara, typed):
    studio.posts.withdraw(post, amara, "for now")
    assert f"/post/{post.pk}" not in page_for(typed)


@pytest.mark.parametrize("manifest", [{}, {"title": "In no language"}, {"language": None, "transcript": []}])
def test_for_what_names_no_language_nothing_is_written_and_nothing_fails(a_post, amara, manifest):
    post = a_post("public").post
    later = studio.posts.revise(post, amara, words())
    digest = studio.posts.seal(later, manifest)
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_write_post(%s, %s)", [post.pk, digest])
    assert not Entry.objects.filter(post=post.pk).exists()
