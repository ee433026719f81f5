"""Whoever searches for something sad finds it, and is not met with a wall of it."""

import re

import pytest
from django.test import Client

from hearten.features.review.rules import Heaviness, Leaves, Weight
from tests.world.people import someone
from tests.world.posts import approve, caption_and_source, made, walk, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
HEAVY, LOSS = Weight(Heaviness.heavy, Leaves.hope), Weight(Heaviness.heavy, Leaves.loss)
PLAIN, SKILL = Weight(Heaviness.light, Leaves.neither), Weight(Heaviness.light, Leaves.hope)
LINE = 'data-part="hard"><summary>More about hard things (<span data-part="count">'


def public(title: str, weight: Weight, kind: str = "story") -> str:
    revision = walk(made(someone("Amara"), words(title, kind=kind, topics=["grief"])))
    caption_and_source(revision)
    return str(approve(walk(revision), someone("Lucia"), weight).post_id)


def page_for(typed: str = "lantern", **more: str) -> str:
    answer = Client().get("/search", {"q": typed, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def weights(page: str) -> list[str]:
    return re.findall(r'class="card flow result" data-heaviness="(\d)"', page.split(LINE)[0])


def test_of_many_heavy_posts_two_are_shown_with_a_rest_after_each_and_the_others_stand_behind_a_line():
    for number in range(5):
        public(f"A lantern number {number}", HEAVY)
    public("A breath of air", SKILL, "coping")
    public("A walk by the sea", SKILL, "coping")
    page = page_for()
    assert weights(page) == ["2", "0", "2", "0"] and f"{LINE}3<" in page
    assert page.count("It comes after something heavy, as a rest.") == 2
    assert all(f"number {number}" in re.sub("<[^>]+>", "", page) for number in range(5)), "none is missing"
    assert ">5 posts" in page and "Search: 5 posts found" in page
    behind = page.split(LINE)[1]
    assert behind.index("/help/") < behind.index("/exercises/breathing") < behind.index('class="card flow result"')


def test_the_line_is_shut_until_someone_opens_it():
    public("A lantern", HEAVY)
    page = page_for()
    assert weights(page) == [] and f'<details class="fold behind" {LINE}1<' in page


def test_who_looks_for_one_heavy_post_by_its_name_sees_it_first_and_a_rest_after_it():
    public("A lantern for my brother", LOSS)
    rest = public("A breath of air", SKILL, "coping")
    page = page_for("lantern for my brother")
    assert weights(page) == ["2", "0"] and LINE not in page and f"/post/{rest}" in page
    assert ">1 post" in page, "what was not looked for is not counted"


@pytest.mark.parametrize("narrowed", [{"kind": "story"}, {"topic": "grief"}, {"lang": "en"}])
def test_a_rest_comes_also_where_a_search_is_narrowed(narrowed):
    public("A lantern for my brother", LOSS)
    public("A breath of air", SKILL, "coping")
    assert weights(page_for("lantern for my brother", **narrowed)) == ["2", "0"]


def test_in_a_crisis_what_is_heavy_stands_behind_the_line_and_what_prevents_comes_first():
    public("A lantern when you cant do this anymore", HEAVY)
    public("A breath when you cant do this anymore", SKILL, "coping")
    page = page_for("i cant do this anymore")
    assert "2" not in weights(page) and f"{LINE}1<" in page
    assert page.index("A breath") < page.index(LINE)


def test_the_next_search_knows_how_heavy_the_last_results_were_and_nothing_else():
    for number in range(4):
        public(f"A lantern number {number}", HEAVY)
    public("A breath of air", SKILL, "coping")
    public("A walk by the sea", SKILL, "coping")
    first = page_for()
    tail = re.search(r'<input type="hidden" name="tail" value="([0-9a-f]+)">', first)
    assert tail and int(tail[1], 16) >> 12 == 0b1010
    again = page_for(tail=tail[1])
    assert weights(again) == [] and f"{LINE}4<" in again
    for odd in ("x", "9" * 40, "-1", "\0"):
        assert weights(page_for(tail=odd)) == ["2", "0", "2", "0"]


def test_where_nothing_is_heavy_nothing_is_said_of_it():
    public("A lantern", PLAIN, "explain")
    page = page_for()
    assert LINE not in page and 'name="tail"' not in page and weights(page) == ["0"]


def test_pages_go_on_after_a_page_of_heavy_posts_and_name_the_same_search():
    for number in range(11):
        public(f"A lantern number {number}", HEAVY)
    first, second = page_for(), page_for(page="2")
    assert f"{LINE}10<" in first and "page=2" in first and f"{LINE}1<" in second and "page=3" not in second
    assert "This page is not here" not in second
