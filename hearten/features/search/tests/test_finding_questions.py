"""A post is found by what it asks, by the right answer and by why; never by what it offers beside that."""

import pytest
from django.test import Client

from hearten.features.search.models import Entry
from tests.world.asking import asking
from tests.world.posts import approve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]


@pytest.fixture
def post(amara, lucia):
    return approve(asking(amara, "For the evening"), lucia).post


@pytest.mark.parametrize("typed", ["strong feeling", "tell someone", "talking makes lighter", "rise and fall"])
def test_a_post_is_found_by_what_it_asks_and_what_is_right(post, typed):
    assert f"/post/{post.pk}" in Client().get("/search", {"q": typed}).content.decode()


def test_what_is_offered_beside_the_right_answer_is_read_nowhere(post):
    words = Entry.objects.get(post=post.pk).words
    assert "To tell someone" in words and "It never ends" not in words and "To be alone" not in words
