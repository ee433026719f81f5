"""From one page to the next: a topic's paths and exercises; a post's topics, maker and what comes after it."""

from collections.abc import Callable

import pytest
from django.test import Client

from hearten.features.feed.rules import maker_of
from hearten.features.posts.models import Revision
from tests.world.paths import path_of

pytestmark = pytest.mark.django_db


def main(page: str) -> str:
    return Client().get(page).content.decode().split("<main", 1)[1].split("</main", 1)[0]


def test_a_topic_leads_to_the_paths_with_posts_on_it_and_to_exercises_that_fit(
    public: Callable[..., Revision],
) -> None:
    path_of([str(public(f"Post {word}", topics=["stress"]).post_id) for word in ("one", "two")])
    page = main("/topics/stress/")
    assert "/paths/a-first-path/" in page and "/exercises/muscles" in page
    other = main("/topics/grief/")
    assert "/paths/a-first-path/" not in other and "/exercises/kindness" in other and "/exercises/muscles" not in other


def test_a_post_leads_to_its_topics_its_maker_and_what_comes_next_in_its_path(public: Callable[..., Revision]) -> None:
    first, second = (public(f"Post {word}", topics=["stress", "self-care"]) for word in ("one", "two"))
    path_of([str(first.post_id), str(second.post_id)])
    page = main(f"/post/{first.post_id}")
    assert 'href="/topics/stress/"' in page and 'href="/topics/self-care/"' in page
    assert 'href="/paths/a-first-path/"' in page and f'rel="next" href="/post/{second.post_id}"' in page
    assert 'rel="next"' not in main(f"/post/{second.post_id}")
    made_by = f"{maker_of({'name': 'Amara', 'credential': '', 'country': '', 'lived': False}):016x}"
    assert "/?of=maker:" in page and made_by in page


def test_nobody_is_led_from_a_story_to_who_told_it(public: Callable[..., Revision]) -> None:
    assert "of=maker:" not in main(f"/post/{public('Post one', kind='story').post_id}")
