"""Who types the name of a topic is led to its page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BEGIN = 'class="search__pages"'


def page_for(typed: str, path: str = "/search", **more: str) -> str:
    answer = Client().get(path, {"q": typed, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def led_to(page: str) -> str:
    return page.split(BEGIN, 1)[1].split("</ul>", 1)[0] if BEGIN in page else ""


def offered(typed: str, path: str = "/search/suggest") -> list[str]:
    return [one["href"] for one in Client().get(path, {"q": typed}).json()["offers"]]


@pytest.mark.parametrize("typed", ["anxiety", "what is anxiety", "anxeity", "so worried today", "anxiety and school"])
def test_results_begin_with_the_page_of_the_topic_that_was_named_misspelt_or_meant(a_post, statements, typed):
    a_post("public", title="What anxiety is and what it does")
    page = page_for(typed)
    assert 'href="/topics/anxiety/"' in led_to(page)
    assert page.index(BEGIN) < page.index('id="posts-found"')


def test_whoever_cannot_sleep_is_led_to_the_page_on_sleep(twins, statements):
    assert 'href="/topics/sleep/"' in led_to(page_for("cant sleep"))


def test_who_narrows_a_search_to_a_topic_alone_is_led_to_its_page_too(a_post):
    a_post("public", title="A lantern")
    assert 'href="/topics/new-parents/"' in led_to(page_for("", topic="new parents"))


def test_in_another_language_a_topic_is_known_by_what_that_page_calls_it(twins, statements):
    assert 'href="/fr/topics/ageing/"' in led_to(page_for("vieillir", path="/fr/search"))
    assert 'href="/ar/topics/sleep/"' in led_to(page_for("النوم", path="/ar/search"))


@pytest.mark.parametrize("typed", ["lantern", "i want to kill myself because of stress"])
def test_no_topic_page_begins_a_search_for_something_else_or_stands_before_help(a_post, statements, typed):
    a_post("public", title="A lantern for the evening")
    assert led_to(page_for(typed)) == ""


@pytest.mark.parametrize("typed", ["anxi", "anxeity", "worried"])
def test_while_someone_types_the_page_of_the_topic_is_offered_first(a_post, typed):
    a_post("public", title="What anxiety is and what it does")
    assert offered(typed)[0] == "/topics/anxiety/"


def test_topics_that_are_offered_leave_room_for_a_post(a_post):
    post = a_post("public", title="Stories of a lantern").post_id
    assert f"/post/{post}" in offered("st")


def test_where_nothing_was_found_topics_that_are_near_are_named_first(twins, statements):
    page = page_for("anxiety xqzv", kind="myth")
    near = led_to(page)
    assert "We found nothing" in page and near.index("/topics/anxiety/") < near.index("/topics/panic/")
    assert "What is near" not in page_for("xqzv")
