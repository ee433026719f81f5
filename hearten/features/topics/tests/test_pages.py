import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hearten.features.guidance.models import Statement
from hearten.features.posts.actions import Words, withdraw
from hearten.features.posts.models import Revision
from hearten.features.topics import queries, rules

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]
PAGES = ("/topics/", "/topics/breathing/", "/topics/breathing/?kind=coping", "/languages/", "/languages/en/",
         "/countries/es/", "/makers/")  # fmt: skip
NOT_PUBLIC = ("received", "captioned", "held", "in_review", "returned", "rejected", "unplayable", "hidden")
LANGUAGES = ("", "/es", "/fr", "/pt", "/ar", "/hi")


def text(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def main(client: Client, page: str) -> str:
    return text(client, page).split("<main", 1)[1].split("</main", 1)[0]


def shown(page: str) -> list[str]:
    return re.findall(r"Post \w+", " ".join(re.findall(r'shelf__title title">(.*?)</p>', page, re.S)))


@pytest.mark.parametrize("stage", NOT_PUBLIC)
def test_a_post_that_is_not_public_is_on_no_page_that_gathers(client: Client, a_post: APost, stage: str) -> None:
    a_post(stage, title="Canary words")
    everywhere = "".join(text(client, page) for page in PAGES)
    assert "Canary words" not in everywhere
    assert " 1 post" not in everywhere


def test_a_public_post_is_on_each_page_that_gathers_it(client: Client, public: APost) -> None:
    public("Post one", author="Nadia")
    for page in (*PAGES[1:3], PAGES[4], "/countries/es/", "/countries/ma/"):
        assert shown(text(client, page)) == ["Post one"], page
    assert ">1 post<" in re.sub(r"\s*([<>])\s*", r"\1", text(client, "/topics/")).replace(" · 1 statement", "")
    assert shown(text(client, "/topics/grief/")) == []


def test_a_post_that_is_withdrawn_leaves_at_once(client: Client, public: APost) -> None:
    revision = public("Post one")
    withdraw(revision.post, revision.post.author)
    assert "Post one" not in "".join(text(client, page) for page in PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_database_four_things_at_most(
    client: Client, public: APost, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        public(f"Post {number}", author="Nadia")
    for prefix in LANGUAGES:
        with django_assert_max_num_queries(4):
            text(client, prefix + page)


def test_a_page_of_posts_goes_on_until_each_was_shown_once(
    client: Client, public: APost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "SHELF", 2)
    for number in range(5):
        public(f"Post {number}")
    pages = [shown(text(client, f"/languages/en/?page={number}")) for number in (1, 2, 3)]
    assert [len(some) for some in pages] == [2, 2, 1]
    assert {title for some in pages for title in some} == {f"Post {number}" for number in range(5)}
    assert shown(text(client, "/languages/en/?page=99")) == pages[2]


def test_a_reader_can_ask_for_one_kind_only(client: Client, public: APost) -> None:
    public("Post one")
    public("Post two", kind="explain")
    assert shown(text(client, "/languages/en/?kind=explain")) == ["Post two"]
    assert shown(text(client, "/languages/en/?kind=nothing")) == ["Post two", "Post one"]


def test_what_is_in_the_readers_language_comes_first(client: Client, public: APost) -> None:
    public("Post castellano", language="es")
    public("Post english")
    assert shown(text(client, "/es/topics/breathing/")) == ["Post castellano", "Post english"]
    assert shown(text(client, "/topics/breathing/")) == ["Post english", "Post castellano"]


def test_a_story_that_is_hard_to_watch_is_closed_first_and_comes_after_lighter_ones(
    client: Client, public: APost
) -> None:
    public("Post light", kind="story")
    public("Post hopeful", kind="story", heaviness=1)
    for title in ("Post heavy", "Post heavier"):
        public(title, kind="story", heaviness=2)
    page = text(client, "/topics/breathing/")
    assert shown(page) in (["Post light", "Post heavier", "Post hopeful"], ["Post light", "Post heavy", "Post hopeful"])
    closed = re.findall(r"<details[^>]*shelf__hard[^>]*>(.*?)</details>", page, re.S)
    assert len(closed) == 1 and "This may be hard to watch" in closed[0] and "<img" not in closed[0]
    assert 'href="?kind=story"' in page


def test_a_topic_says_what_guidance_says_with_its_source_and_each_myth_with_its_answer(
    client: Client, public: APost
) -> None:
    page = main(client, "/topics/depression/")
    for heading in ("What it is", "Signs", "What helps", "Myths and their answers", "The guidance behind it"):
        assert f">{heading}</h2>" in page
    assert "Depressive episodes can bring" in page and "who.int" in page
    assert page.count("Not supported by guidance") + page.count("Guidance says otherwise") > 3
    myths = re.findall(r'<details class="fold">(.*?)</details>', page, re.S)
    assert myths and all("What guidance says" in one for one in myths)


def test_programs_are_told_the_source_of_every_statement_that_people_read(client: Client, public: APost) -> None:
    found = queries.about("depression", "en")
    assert found.facts and found.helps and found.statements == [*found.facts, *found.signs, *found.helps]
    page = text(client, "/topics/depression/")
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[0])
    assert {one["url"] for one in told["citation"]} == {said.guideline.url for said in found.statements}


def test_a_statement_that_was_withdrawn_is_said_no_more(client: Client, public: APost) -> None:
    said = Statement.objects.get(code="G008")
    assert said.text in main(client, "/topics/depression/")
    Statement.every.filter(code="G008").update(withdrawn_at="2026-01-01T00:00Z")
    assert said.text not in main(client, "/topics/depression/")


def test_a_topic_with_nothing_says_so_and_shows_help_and_what_is_near(client: Client, public: APost) -> None:
    page = main(client, "/topics/grief/")
    assert "There is nothing here about this yet" in page
    assert 'href="/help/"' in page and 'href="/topics/depression/"' in page
    assert ">What it is</h2>" not in page and ">Stories</h2>" not in page


def test_help_is_that_of_the_country_the_reader_names_and_never_of_another(client: Client, public: APost) -> None:
    assert 'href="tel:112"' in main(client, "/topics/grief/?country=no")
    assert 'href="tel:' not in main(client, "/topics/grief/?country=xx")
    assert main(client, "/countries/no/").count('href="tel:') >= 1


@pytest.mark.parametrize("page", [
    "/topics/nothing/", "/topics/new%20parents/", "/languages/xx/", "/languages/english/", "/countries/xx/",
    "/countries/nowhere/", "/makers/0000000000000000/", "/languages/%00/", "/makers/amara/",
])  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, public: APost, page: str) -> None:
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_gathers_is_read_by_programs_as_one(client: Client, public: APost, page: str) -> None:
    public("</script><b>Post one</b>")
    said = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(client, page), re.S)
    assert len(said) == 1 and "<b>" not in said[0]
    assert '"@type": "MedicalWebPage"' in said[0] or '"@type": "CollectionPage"' in said[0]


def test_the_words_of_a_post_stay_words(client: Client, public: APost) -> None:
    said = Words("coping", "en", "<i>Post</i> one", "", ("breathing",))
    public(said.title)
    for page in PAGES[1:]:
        assert "<i>Post" not in text(client, page)
