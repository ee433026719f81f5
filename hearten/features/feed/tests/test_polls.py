"""A poll at the end of a post, as its readers meet it: counted without a name, told in words once enough answered."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from hearten.features.checks import actions as asks
from hearten.features.checks.models import Share
from hearten.features.checks.rules import ENOUGH, Poll
from hearten.features.feed import queries, rules, views
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Post
from tests.world.asking import POLL, TWO, asking
from tests.world.posts import approve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
NOT_A_SURVEY = "Anyone may answer; this is not a survey."
SHOWN_LATER = f"What others said stands here once {ENOUGH} people have answered."


@pytest.fixture(autouse=True)
def nobody_answered_yet() -> None:
    views.SENT.forget()
    views.OF_ONE.forget()


@pytest.fixture
def post(amara, lucia) -> Post:
    return approve(asking(amara, "Before you sleep", (POLL,)), lucia).post


def poll_of(post: Post) -> dict[str, object]:
    return queries.card(post.pk)["poll"]


def answered(post: Post, *places: int) -> None:
    for place in places:
        asks.count(post.pk, poll_of(post), place)


def page_of(post: Post, door: str = "poll", prefix: str = "") -> str:
    return Client().get(f"{prefix}/post/{post.pk}/{door}".removesuffix("/")).content.decode()


def test_a_post_asks_everyone_and_says_that_it_is_no_survey(post):
    for door in ("", "poll"):
        page = page_of(post, door)
        assert f'action="/post/{post.pk}/poll"' in page and page.count('name="poll"') == 3
        assert POLL.question in page and NOT_A_SURVEY in page and SHOWN_LATER in page


def test_without_script_an_answer_is_counted_once_and_nothing_is_kept_of_whose_it_was(post):
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post(f"/post/{post.pk}/poll", "poll=1&poll=1", "application/x-www-form-urlencoded")
    assert answer.status_code == 302 and not answer.cookies and not visitor.cookies
    assert "Thank you." in visitor.get(answer["Location"]).content.decode() and "poll=" not in answer["Location"]
    assert list(Share.objects.values_list("place", "answers", "shown")) == [(0, 0, 0), (1, 1, 0), (2, 0, 0)]
    assert {field.name for field in Share._meta.fields} == {"id", "post", "poll", "place", "answers", "shown"}


def test_before_twenty_have_answered_nothing_is_told_of_them(post):
    answered(post, *[0] * (ENOUGH - 1))
    for door in ("", "poll"):
        assert SHOWN_LATER in page_of(post, door) and "in 10 people" not in page_of(post, door)
    answered(post, 0)
    assert SHOWN_LATER not in page_of(post) and "Nearly everyone here said:" in page_of(post)


def test_it_is_told_in_words_in_the_order_of_the_answers_and_never_as_a_count(post):
    answered(post, *[1] * 13, *[0] * 7)
    page = page_of(post)
    told = re.findall(r"<li>(.*?):? <b[^>]*>(.*?)</b></li>", page)
    assert told == [
        ("About 4 in 10 people here said", "A warm bath"), ("About 7 in 10 people here said", "A quiet book"),
        ("Fewer than 1 in 10 people here said", "Something else"),
    ]  # fmt: skip
    shares = page[page.index('data-part="shares"') :].split("</ul>")[0]
    assert not re.search(r"13|20|65|35|%", shares) and NOT_A_SURVEY in page


def test_what_is_told_does_not_change_with_one_answer_more_so_nobody_sees_what_one_person_said(post):
    answered(post, *[1] * 10, *[0] * 10)
    before = page_of(post)
    answered(post, *[2] * (ENOUGH - 1))
    assert page_of(post) == before
    answered(post, 2)
    assert "About 5 in 10 people here said: <b" in page_of(post) and page_of(post) != before


@pytest.mark.parametrize("written", ["", "9", "-1", "٢", "01", "0,1", "x" * 999])
def test_what_is_none_of_the_answers_is_asked_for_again_and_not_counted(post, written):
    answer = Client().post(f"/post/{post.pk}/poll", {"poll": written})
    assert answer.status_code == 400 and "Please choose one of the answers." in answer.content.decode()
    assert not Share.objects.exists()


@pytest.mark.parametrize("said", [
    {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_SEC_FETCH_SITE": "same-site"}, {"HTTP_ORIGIN": "https://elsewhere.org"},
])  # fmt: skip
def test_another_site_cannot_make_a_readers_browser_answer(post, said):
    answer = Client().post(f"/post/{post.pk}/poll", {"poll": "1"}, **said)
    assert answer.status_code == 403 and "came from another site" in answer.content.decode()
    assert not Share.objects.exists()


@pytest.mark.parametrize("said", [
    {}, {"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_SEC_FETCH_SITE": "none"}, {"HTTP_ORIGIN": "null"},
    {"HTTP_ORIGIN": "http://testserver"},
])  # fmt: skip
def test_our_own_page_can(post, said):
    assert Client().post(f"/post/{post.pk}/poll", {"poll": "1"}, **said).status_code == 302


def test_one_household_cannot_answer_for_a_crowd(post):
    codes = [Client().post(f"/post/{post.pk}/poll", {"poll": "1"}).status_code for _ in range(12)]
    assert codes == [302] * 10 + [429] * 2 and sum(one.answers for one in Share.objects.all()) == 10
    answer = Client().post(f"/post/{post.pk}/poll", {"poll": "1"})
    assert "Please come back in an hour." in answer.content.decode() and POLL.question in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post(f"/post/{post.pk}/poll", {"poll": "1"}).status_code == 302


def test_a_body_too_big_to_be_an_answer_is_refused(post):
    answer = Client().post(
        f"/post/{post.pk}/poll", {"poll": "1", "more": "x" * 2_000_000}, "application/x-www-form-urlencoded"
    )
    assert answer.status_code in (400, 413) and not Share.objects.exists()


def test_what_is_not_public_or_asks_nothing_takes_no_answer(post, amara, lucia, a_post):
    silent = a_post("public", title="A film that asks nothing").post
    teaching = approve(asking(amara, "Only questions"), lucia).post
    waiting = asking(amara, "Not yet", (POLL,)).post
    answered(post, 1)
    posts.withdraw(post, amara, "for now")
    for one in (silent.pk, teaching.pk, waiting.pk, post.pk, uuid4(), "x"):
        for method in ("get", "post"):
            assert getattr(Client(), method)(f"/post/{one}/poll", {"poll": "1"}).status_code == 404
    assert sum(one.answers for one in Share.objects.all()) == 1


def test_the_database_counts_nothing_for_what_is_not_public_whatever_a_page_thought(post, amara):
    poll = poll_of(post)
    asks.count(post.pk, poll, 1)
    posts.withdraw(post, amara, "for now")
    with pytest.raises(asks.NotAsked):
        asks.count(post.pk, poll, 1)
    with pytest.raises(DatabaseError, match="no public post asks this"):
        Share.objects.update(answers=99)


def test_a_version_with_the_same_poll_goes_on_counting_and_one_letter_more_begins_anew(post, amara, lucia):
    from_before = poll_of(post)
    same = dict(reversed(from_before.items()))
    changed = {**from_before, "options": ["A warm bath!", *from_before["options"][1:]]}
    keys = [asks.rules.key_of(one) for one in (from_before, same, changed)]
    assert keys[0] == keys[1] != keys[2]


def test_a_card_in_the_feed_asks_where_questions_that_teach_stand(post):
    page = Client().get("/").content.decode().split("<template")[0]
    assert page.count("A question for you</summary>") == 1 and page.count('data-behavior="checks/poll"') == 1
    assert "What others said</a>" in page and "in 10 people" not in page


def test_the_feed_says_how_much_is_asked_and_the_whole_post_what_and_neither_who_said_what(post, amara, lucia):
    answered(post, *[1] * ENOUGH)
    both = approve(asking(amara, "Both", (*TWO, POLL)), lucia).post
    glances = [rules.at_a_glance(queries.card(one.pk)) for one in (post, both)]
    assert [one["asks"] for one in glances] == [1, 3] and "poll" not in glances[0]
    assert poll_of(post) == {"question": POLL.question, "options": list(POLL.options)}


def test_a_word_that_someone_hides_is_looked_for_in_polls_too(post):
    assert all(said in rules.words_of(queries.card(post.pk)) for said in (b"fall asleep", b"warm bath"))


def test_elsewhere_a_poll_is_said_without_what_others_said(post):
    answered(post, *[1] * ENOUGH)
    for door in (f"/post/{post.pk}/words", "/feeds/all.atom"):
        said = Client().get(door).content.decode()
        assert POLL.question in said and "A quiet book" in said and "people here said" not in said
    assert f"/post/{post.pk}#asks" in Client().get(f"/embed/{post.pk}").content.decode()


def test_what_a_poll_asks_is_found_by_searching(post):
    for words in ("fall asleep", "quiet book"):
        assert f"/post/{post.pk}" in Client().get("/search", {"q": words}).content.decode()


def test_in_arabic_the_page_runs_from_the_right_and_the_poll_in_its_own_language(post):
    answered(post, *[1] * ENOUGH)
    page = page_of(post, prefix="/ar")
    assert 'dir="rtl"' in page and '<legend data-part="question" lang="en" dir="auto">' in page
    assert '<b lang="en" dir="auto">A quiet book</b>' in page


@pytest.mark.django_db(transaction=True)
def test_answers_that_come_at_once_are_each_counted(post):
    poll = poll_of(post)

    def answer(place: int) -> None:
        try:
            asks.count(post.pk, poll, place % 3)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(answer, range(60)))
    assert list(Share.objects.values_list("answers", flat=True)) == [20, 20, 20]


@pytest.mark.parametrize(("answers", "tenths"), [
    ((ENOUGH - 1, 0), None), ((0, 0), None), ((20, 0), [10, 0]), ((13, 7), [7, 4]), ((19, 1), [10, 1]),
    ((1, 99, 0), [0, 10, 0]),
])  # fmt: skip
def test_shares_are_rounded_to_tenths(answers, tenths):
    assert asks.rules.told(answers) == tenths


@pytest.mark.parametrize("poll", [
    Poll("?", ("One",)), Poll("?", ("1", "2", "3", "4", "5")), Poll("?", ("One", " One ")), Poll(" ", ("One", "Two")),
])  # fmt: skip
def test_a_poll_asks_something_and_offers_two_to_four_different_answers(poll):
    assert asks.rules.may_be_polled(POLL) and not asks.rules.may_be_polled(poll)


def test_one_poll_stands_at_the_end_of_a_post_and_no_second_one():
    assert asks.rules.may_stand_together((*TWO, POLL)) and asks.rules.may_stand_together(())
    assert not asks.rules.may_stand_together((POLL, POLL)) and not asks.rules.may_stand_together((*TWO, TWO[0]))
