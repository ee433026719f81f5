"""Searching: what is found, and what never is."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_public_post_is_found_by_its_title_its_words_and_what_is_said_in_it(a_post):
    a_post("public", title="A lantern for the evening")
    for words in ("lantern", "two minutes to settle", "breathe in slowly", "breathing"):
        page = Client().get("/search", {"q": words})
        assert page.status_code == 200 and "lantern" in page.content.decode(), words
