"""Questions at the end of a post, as its readers meet them."""

import json
import re

import pytest
from django.test import Client

from hearten.features.feed import queries, rules
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Post
from tests.world.asking import TWO, asking
from tests.world.posts import approve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
RIGHT, OTHER, NONE = "Yes, that is so.", "Many people think so. It is this:", "This is the answer:"


@pytest.fixture
def post(amara, lucia) -> Post:
    return approve(asking(amara, "Slow down"), lucia).post


def test_the_page_of_a_post_asks_and_keeps_the_answers_folded_until_they_are_wanted(post):
    page = Client().get(f"/post/{post.pk}").content.decode()
    assert f'action="/post/{post.pk}/check"' in page and page.count('type="radio" name="answer-') == 5
    answers = re.findall(r'data-part="answer"[^>]*>', page)
    assert len(answers) == 2 and all("hidden" in one for one in answers)
    assert "Not a test: each answer tells you why. Nothing is kept." in page


def test_a_card_in_the_feed_asks_the_same_and_a_post_without_questions_says_nothing_of_them(post, a_post):
    a_post("public", title="A film that asks nothing")
    page = Client().get("/").content.decode().split("<template")[0]
    assert page.count("A question for you</summary>") == 1 and page.count('data-behavior="checks/answer"') == 1


@pytest.mark.parametrize(("chosen", "says"), [("0", RIGHT), ("1", OTHER), (None, NONE), ("7", NONE), ("x" * 99, NONE)])
def test_without_script_each_answer_says_what_is_right_why_and_where_it_stands(post, chosen, says):
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post(f"/post/{post.pk}/check", {"answer-0": chosen} if chosen else {})
    page = answer.content.decode()
    assert answer.status_code == 200 and says in page
    assert "Feelings rise and fall." in page and "Talking makes it lighter." in page and 'rel="noreferrer' in page
    assert not answer.cookies and "no-store" in answer["Cache-Control"]


def test_before_anything_is_chosen_that_page_gives_nothing_away(post):
    page = Client().get(f"/post/{post.pk}/check").content.decode()
    assert TWO[0].question in page and "Feelings rise and fall." not in page


def test_nothing_of_an_answer_is_kept(post, django_assert_num_queries):
    with django_assert_num_queries(2) as asked:  # the post, and whether it was corrected
        Client().post(f"/post/{post.pk}/check", {"answer-0": "1"})
    assert not [one for one in asked.captured_queries if re.match("INSERT|UPDATE|DELETE", one["sql"])]


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_asks_for_the_questions_of_a_post_that_is_not_public_finds_nothing(post, amara, a_post, method):
    silent = a_post("public", title="A film that asks nothing").post
    waiting = asking(amara, "Not yet").post
    posts.withdraw(post, amara, "for now")
    for one in (silent, waiting, post):
        assert getattr(Client(), method)(f"/post/{one.pk}/check").status_code == 404


def test_a_word_that_someone_hides_is_looked_for_in_questions_too(post):
    words = rules.words_of(queries.card(post.pk))
    assert all(said in words for said in (b"strong feeling", b"tell someone", b"makes it lighter"))


def test_the_feed_says_how_many_questions_and_the_whole_post_which(post):
    card = queries.card(post.pk)
    glance = json.dumps(rules.at_a_glance(card), default=str)
    assert '"asks": 2' in glance and "Feelings" not in glance
    assert [one["source"]["id"] for one in card["checks"]] == ["G001", "G004"]


def test_elsewhere_only_what_is_right_is_said(post):
    for door in (f"/post/{post.pk}/words", "/feeds/all.atom"):
        said = Client().get(door).content.decode()
        assert "To tell someone" in said and "Talking makes it lighter." in said
        assert "To be alone" not in said and "It never ends" not in said
    assert f"/post/{post.pk}#asks" in Client().get(f"/embed/{post.pk}").content.decode()


def test_in_arabic_the_page_runs_from_the_right_and_the_question_in_its_own_direction(post):
    page = Client().get(f"/ar/post/{post.pk}/check").content.decode()
    assert 'dir="rtl"' in page and '<legend data-part="question" lang="en" dir="auto">' in page
