"""Searching: what is found, what never is, and what a page says of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from hearten.engines.captions import Cue
from hearten.features.posts import actions as posts
from hearten.features.search import queries
from hearten.features.search.forms import Asked
from hearten.features.search.models import Entry
from tests.world.posts import approve, caption_and_source, made, walk, words

pytestmark = pytest.mark.django_db


def page_for(typed: str, path: str = "/search", **more: str) -> str:
    answer = Client().get(path, {"q": typed, **more})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "typed", ["lantern", "LANTERN", "lanterns", "lantren", "two minutes", "breathe in", "breathing"]
)
def test_a_public_post_is_found_by_its_title_its_words_a_slip_and_what_is_said_in_it(a_post, typed):
    a_post("public", title="A lantern for the evening")
    assert "for the evening" in page_for(typed)


def test_words_said_in_a_film_are_shown_with_the_way_to_their_second(twins, statements, amara, lucia):
    a_film = walk(made(amara, words("A lantern for the evening")))
    caption_and_source(a_film, (Cue(0.0, 1.0, "Breathe in."), Cue(1.2, 2.0, "Watch the gentle zebra.")))
    post = approve(walk(a_film), lucia).post_id
    page = page_for("zebras gently")
    assert f'/post/{post}?t=1">In the film, at 0:01' in page
    assert "Watch the <mark>gentle</mark> <mark>zebra</mark>." in page


@pytest.mark.parametrize("stage", ["in_review", "held", "returned", "rejected", "hidden"])
def test_what_is_not_public_is_not_found_nor_offered(a_post, stage):
    a_post(stage, title="A lantern for the evening")
    assert "for the evening" not in page_for("lantern") and queries.offers("lantern", "en") == []


def test_a_post_that_is_withdrawn_is_gone_with_the_next_search_and_back_when_shown_again(a_post, amara):
    post = a_post("public", title="A lantern for the evening").post
    assert "for the evening" in page_for("lantern") and queries.offers("lant", "en")
    posts.withdraw(post, amara, "for now")
    assert "for the evening" not in page_for("lantern") and not queries.offers("lant", "en")
    posts.lift_withdrawal(post, amara)
    assert "for the evening" in page_for("lantern")


def test_a_post_whose_approval_has_lapsed_is_not_found(a_post):
    a_post("public", title="A lantern for the evening")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE review_approval DISABLE TRIGGER USER")
        lapsed = [timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1)]
        cursor.execute("UPDATE review_approval SET at = %s, until = %s", lapsed)
        cursor.execute("ALTER TABLE review_approval ENABLE TRIGGER USER")
    assert "for the evening" not in page_for("lantern")


def test_a_draft_of_a_public_post_is_not_found_by_its_new_words(a_post, amara):
    a_post("public", title="A lantern for the evening")
    walk(made(amara, words("An umbrella for the morning")))
    assert "umbrella for" not in page_for("umbrella") and Entry.objects.filter(post__isnull=False).count() == 1


def test_a_statement_whose_words_in_the_index_are_not_its_own_any_more_is_not_found(statements):
    assert "is a common mental disorder" in page_for("loss of pleasure or interest")
    Entry.objects.filter(topics=["depression"]).update(digest="0" * 64)
    assert "is a common mental disorder" not in page_for("loss of pleasure or interest")


def test_a_statement_is_searched_in_its_new_words_at_once(statements):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE guidance_statement SET text = 'A zebra may help.' WHERE code = 'G001'")
        assert "zebra" in page_for("zebra")
        cursor.execute("UPDATE guidance_statement SET withdrawn_at = now() WHERE code = 'G001'")
        assert "A zebra" not in page_for("zebras")


def test_what_guidance_says_to_those_who_write_is_no_answer_to_a_reader(statements):
    found = queries.find(Asked("sensational headlines photographs", "", "", "", 1, False), "en")
    assert "safe messaging" not in {said.topic for said in found.statements}


def test_asked_what_something_is_guidance_comes_before_posts_and_to_cope_exercises_do(a_post):
    a_post("public", title="What anxiety is and what it does")
    told = page_for("what is anxiety")
    assert told.index('id="said"') < told.index('id="posts-found"')
    coping = page_for("cant sleep")
    assert coping.index('id="to-do"') < coping.index('id="posts-found"') and 'href="/exercises/breathing"' in coping


def test_a_search_can_be_narrowed_by_language_kind_and_topic(a_post):
    a_post("public", title="A lantern for the evening")
    for name, fits, other in (("lang", "en", "fr"), ("kind", "coping", "story"), ("topic", "breathing", "sleep")):
        assert "for the evening" in page_for("lantern", **{name: fits})
        assert "for the evening" not in page_for("lantern", **{name: other})
    assert "for the evening" in page_for("", topic="breathing")


def test_ten_posts_are_on_a_page_and_the_others_on_the_next(a_post):
    for number in range(11):
        a_post("public", title=f"A lantern number {number}")
    first, second = page_for("lantern"), page_for("lantern", page="2")
    assert first.count('class="card flow result"') == 10 and "page=2" in first
    assert second.count('class="card flow result"') == 1 and "page=3" not in second
    assert page_for("lantern", page="20").count('class="card flow result"') == 0


def test_where_nothing_is_found_the_page_says_so_kindly_and_names_ways_on(statements):
    page = page_for("xqzv")
    assert "We found nothing" in page and 'href="/topics/"' in page and 'href="/topics/depression/"' in page
    assert "/help/" in page


@pytest.mark.parametrize("typed", ["what is anxiety", "i want to die", "lantern"])
def test_a_page_of_results_asks_the_database_five_times_at_most(a_post, typed):
    a_post("public", title="A lantern for the evening")
    asked = list[str]()

    def count(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        page_for(typed)
    reads = [sql for sql in asked if sql.lstrip().startswith(("SELECT", "WITH"))]
    assert 0 < len(reads) <= 5, reads  # how it is heard, what fits, its words or guidance, paths, campaigns


def test_a_title_says_how_much_was_found_and_never_what_was_typed(a_post):
    a_post("public", title="A lantern for the evening")
    page = page_for("lantern")
    assert "<title>Search: 1 post found" in page and page.count("<h1") == 1 and '<h2 id="posts-found"' in page


def test_in_arabic_the_page_runs_from_right_to_left_and_finds_guidance_by_the_arabic_name(statements):
    page = page_for("ما هو الفصام", path="/ar/search")
    assert 'dir="rtl"' in page and "Schizophrenia" in page


def test_offers_are_small_say_nothing_of_what_was_typed_and_name_only_what_is_public(a_post):
    post = a_post("public", title="A lantern for the evening").post_id
    answer = Client().get("/search/suggest", {"q": "lant"})
    line = {"words": "A lantern for the evening", "language": "en", "href": f"/post/{post}"}
    assert answer.json() == {"offers": [line], "help": False}
    topic = Client().get("/search/suggest", {"q": "anx"}).json()["offers"][0]
    assert topic["words"] == "Anxiety" and topic["href"] == "/topics/anxiety/"


def test_of_many_titles_that_fit_the_newest_are_looked_at_so_that_a_search_stays_quick(a_post, monkeypatch):
    for number in range(3):
        a_post("public", title=f"A lantern number {number}")
    monkeypatch.setattr(queries, "LOOKED_AT", 2)
    assert [offer.words for offer in queries.offers("lantern", "en")] == ["A lantern number 2", "A lantern number 1"]
    monkeypatch.setattr(queries, "WEIGHED", 1)
    assert "number 2" in page_for("lantern")


@pytest.mark.parametrize(("typed", "found"), [("50%", 1), ("a%d", 0), ("a_c", 0), ("\\a", 0), ("%", 0)])
def test_signs_that_are_typed_stand_for_themselves_in_suggestions(a_post, typed, found):
    a_post("public", title="Zzyx 50% abcd")
    held = [offer for offer in queries.offers(typed, "en") if "Zzyx" in offer.words]
    assert len(held) == found
