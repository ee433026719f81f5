import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hearten.features.paths import actions, queries
from hearten.features.paths.models import Path
from hearten.features.posts.actions import withdraw
from hearten.features.posts.models import Post
from tests.world.paths import path_of, plan
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
Public = Callable[..., str]
PAGES = ("/paths/", "/paths/a-first-path/", "/paths/a-first-path/check/")


@pytest.fixture
def steps(public: Public) -> list[str]:
    return [public("First post"), public("Second post")]


def text(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def form_of(posts: list[str], **other: str) -> dict[str, str]:
    facts = {
        "title": "A first path",
        "slug": "a-first-path",
        "language": "en",
        "learn": "What it is.",
        "steps": "\n".join(f"https://example.org/post/{step}" for step in posts),
    }
    facts["until"] = (timezone.now().date() + timedelta(days=300)).isoformat()
    for number in ("1", "2"):
        facts |= {f"question_{number}": "Is it so?", f"options_{number}": "Yes\nNo", f"right_{number}": "2",
                  f"why_{number}": "Because.", f"source_{number}": "g015"}  # fmt: skip
    return facts | other


def test_a_path_shows_its_posts_in_order_and_who_signed_it(client: Client, steps: list[str]) -> None:
    path_of(steps)
    page = text(client, PAGES[1])
    assert page.index("First post") < page.index("Second post")
    assert f"/post/{steps[0]}" in page and "Ravi" in page and "Lucia" in page
    assert "?of=path:a-first-path" in page
    assert "A first path" in text(client, "/paths/")


def test_a_path_that_nobody_signed_is_nowhere(client: Client, steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Ravi"))
    assert "A first path" not in text(client, "/paths/")
    assert [client.get(page).status_code for page in PAGES[1:]] == [404, 404]
    assert client.get(f"/desk/paths/{made.pk}/").status_code == 302


def test_a_post_that_is_withdrawn_is_named_on_no_path(client: Client, public: Public, steps: list[str]) -> None:
    third = public("Third post")
    path_of([*steps, third])
    post = Post.objects.get(pk=third)
    withdraw(post, post.author)
    assert "Third post" not in "".join(text(client, page) for page in PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_path_asks_the_database_twice(
    client: Client, steps: list[str], page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path_of(steps)
    with django_assert_max_num_queries(2):
        text(client, page)


def test_an_answer_teaches_whether_it_was_right_or_not(client: Client, steps: list[str]) -> None:
    path_of(steps)
    before = text(client, PAGES[2])
    assert "It can happen to anybody." not in before and "checked>" not in before
    said = client.post(PAGES[2], {"answer-0": "1", "answer-1": "1"}).content.decode()
    assert "Yes, that is so." in said and "Many people think so. It is this:" in said
    assert said.count('class="notice') >= 2 and "There are treatments that work." in said
    assert 'href="/guidance/depression/#G015"' in said
    assert not re.search(r"\b\d+ (of|/|out of) \d+\b|score|wrong|incorrect", said.split("<main")[1].split("</main")[0])


def test_a_question_left_open_is_answered_too(client: Client, steps: list[str]) -> None:
    path_of(steps)
    said = client.post(PAGES[2], {"answer-0": "99"}).content.decode()
    assert said.count("This is the answer:") == 2


def test_nothing_of_an_answer_is_kept_anywhere(client: Client, steps: list[str]) -> None:
    path_of(steps)
    answer = Client(enforce_csrf_checks=True).post(PAGES[2], {"answer-0": "1"})
    assert answer.status_code == 200 and not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert text(client, PAGES[2]).count("checked>") == 0


def test_a_path_can_be_watched_in_its_order_whatever_is_newest(client: Client, public: Public) -> None:
    posts = [public(f"Post number {at}") for at in range(4)]
    path_of([posts[2], posts[0], posts[3]])
    page = text(client, "/?of=path:a-first-path")
    assert re.findall(r'id="post-([0-9a-f-]{36})"', page) == [posts[2], posts[0], posts[3]]
    assert "data-whole" in page and 'href="/paths/a-first-path/"' in page
    assert "It is the next step of the path you follow." in page


@pytest.mark.parametrize("called", ["nothing", "a b", "%00", "../x", ""])
def test_a_path_that_is_not_there_sends_nobody_away_from_the_feed(
    client: Client, steps: list[str], called: str
) -> None:
    assert client.get(f"/?of=path:{called}").status_code == 200


def test_the_words_of_a_path_stay_words(client: Client, steps: list[str]) -> None:
    hostile = "</script><b>x</b>"
    path_of(steps, title=hostile, learn=hostile)
    for page in PAGES:
        assert "<b>x" not in text(client, page)


@pytest.mark.parametrize("page", ["/paths/nothing/", "/paths/nothing/check/", "/paths/%00/"])
def test_a_path_that_is_not_there_is_not_found(client: Client, steps: list[str], page: str) -> None:
    assert client.get(page).status_code == 404


def test_a_professional_makes_a_path_and_a_reviewer_signs_it_with_plain_forms(client: Client, steps: list[str]) -> None:
    nadia, lucia = at_the_desk("Nadia"), at_the_desk("Lucia")
    made = nadia.post("/desk/paths/new/", form_of(steps))
    assert made.status_code == 302
    draft_page = made.headers["Location"]
    assert "It waits for another reviewer" in text(nadia, draft_page)
    assert "Sign it: everybody may follow it" not in text(nadia, draft_page)
    digest = Path.objects.get().digest
    assert nadia.post(f"{draft_page}sign/", {"says": "sign", "digest": digest}).status_code == 404
    assert "A first path" in text(lucia, "/desk/paths/") and digest in text(lucia, draft_page)
    assert lucia.post(f"{draft_page}sign/", {"says": "sign", "digest": digest}).status_code == 302
    assert "First post" in text(client, "/paths/a-first-path/")
    assert lucia.post(f"{draft_page}sign/", {"says": "sign", "digest": digest}).status_code == 409
    assert nadia.post(f"{draft_page}take-back/", {"because": "It was wrong."}).status_code == 302
    assert client.get("/paths/a-first-path/").status_code == 404


def test_what_is_missing_in_a_path_is_said_beside_the_question_and_nothing_is_lost(steps: list[str]) -> None:
    nadia = at_the_desk("Nadia")
    wrong = {"steps": steps[0], "options_1": "Only one", "right_2": "4", "source_2": "G999", "until": "2040-01-01"}
    answer = nadia.post("/desk/paths/new/", form_of(steps, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 400 and Path.objects.count() == 0
    for words in ("Please name two to twelve posts that are public.", "Please write two to four answers",
                  "There is no such answer.", "We do not know all of these", "between tomorrow and two"):  # fmt: skip
        assert words in page, words
    assert "Only one" in page and steps[0] in page


def test_another_persons_path_is_not_taken_back_by_a_professional(steps: list[str]) -> None:
    made = path_of(steps)
    nadia = at_the_desk("Nadia")
    assert nadia.post(f"/desk/paths/{made.pk}/take-back/", {"because": "I do not like it."}).status_code == 404
    assert queries.public_path(made.slug)


def test_a_path_is_made_in_the_words_it_was_planned_in(steps: list[str]) -> None:
    said = path_of(steps, language="es", title=" Un camino ").said
    assert (said["title"], said["language"], said["steps"]) == ("Un camino", "es", list(plan(steps).steps))
    assert said["checks"][0]["source"]["url"].startswith("https://")
