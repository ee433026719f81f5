import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hearten.features.accounts.models import Person
from hearten.features.feed import forms, queries, rules
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]
NOT_PUBLIC = ("received", "playable", "captioned", "held", "in_review", "returned", "rejected", "unplayable", "hidden")
PAGES = ("/", "/about", "/privacy")
NOT_OURS = ("1", "-", "0-" + "0" * 31, "9" * 18 + "-" + "0" * 32, "١-" + "0" * 32, "\x00", "' OR 1=1 --", "<script>",
            "x" * 5000, "2026-11-22T00:00:00/" + "0" * 32, "1-" + "0" * 32 + "\n")  # fmt: skip


def page(after: str | None, language: str) -> queries.Page:
    return queries.page(forms.read({"after": after or ""}), language)


def titles(page: bytes) -> list[str]:
    """Of the cards, in order; the mould that script fills has none."""
    return re.findall(r"Post number \d+", " ".join(re.findall(r"<h2[^>]*>.*?</h2>", page.decode(), re.S)))


def test_the_newest_approved_post_comes_first(client: Client, a_post: APost) -> None:
    for number in range(3):
        a_post("public", title=f"Post number {number}")
    assert titles(client.get("/").content) == ["Post number 2", "Post number 1", "Post number 0"]


def test_a_reader_without_script_walks_to_the_end_and_sees_each_post_once(
    client: Client, a_post: APost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(3):
        a_post("public", title=f"Post number {number}")
    first = client.get("/").content
    more = re.search(r'href="(\?after=[^"]+)"', first.decode())
    assert more
    second = client.get("/" + more[1]).content
    assert titles(first) + titles(second) == ["Post number 2", "Post number 1", "Post number 0"]
    assert 'href="?after=' not in second.decode()


@pytest.mark.parametrize("stage", NOT_PUBLIC)
def test_what_was_not_approved_or_was_withdrawn_is_nowhere_to_be_seen(
    client: Client, a_post: APost, stage: str
) -> None:
    revision = a_post(stage, title="Canary words")
    answer, never = client.get(f"/post/{revision.post_id}"), client.get(f"/post/{uuid4()}")
    assert answer.status_code == never.status_code == 404
    assert without_ids(answer.content) == without_ids(never.content)
    assert b"Canary words" not in client.get("/").content


def without_ids(page: bytes) -> bytes:
    return re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"", page)


def test_even_its_author_reads_the_public_page_as_everyone_does(client: Client, a_post: APost) -> None:
    revision = a_post("hidden", title="Canary words")
    client.force_login(revision.post.author)
    assert client.get(f"/post/{revision.post_id}").status_code == 404


def test_a_withdrawn_post_is_gone_with_the_very_next_page(client: Client, a_post: APost, amara: Person) -> None:
    revision = a_post("public", title="Post number 1")
    assert client.get(f"/post/{revision.post_id}").status_code == 200
    posts.withdraw(revision.post, amara)
    assert client.get(f"/post/{revision.post_id}").status_code == 404
    assert titles(client.get("/").content) == []


def test_a_cursor_that_is_not_ours_shows_the_first_page(client: Client, a_post: APost) -> None:
    a_post("public", title="Post number 1")
    for after in NOT_OURS:
        answer = client.get("/", {"after": after})
        assert answer.status_code == 200
        assert titles(answer.content) == ["Post number 1"], after


def test_no_page_gives_a_reader_a_cookie_or_asks_more_than_four_questions(
    client: Client,
    a_post: APost,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    a_post("public")
    revision = a_post("public")
    for path in (f"/post/{revision.post_id}", "/", "/hi/", *PAGES):
        with django_assert_max_num_queries(4):
            answer = client.get(path)
        assert (answer.status_code, bool(answer.cookies)) == (200, False)


def test_where_a_language_has_posts_only_those_are_shown_and_else_all(client: Client, a_post: APost) -> None:
    a_post("public", title="Post number 1")
    assert page("", "en").language == "en"
    assert page("", "hi").language == ""
    assert titles(client.get("/hi/").content) == ["Post number 1"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_reading_pages_take_no_other_verb(client: Client, method: str) -> None:
    for path in PAGES:
        assert getattr(client, method)(path).status_code == 405


def test_a_title_full_of_markup_is_shown_as_words_everywhere(client: Client, a_post: APost) -> None:
    hostile = "</script><img src=x onerror=alert(1)>\u2028{{ 7|add:7 }}"
    revision = a_post("public", title=hostile)
    page = client.get(f"/post/{revision.post_id}").content.decode()
    assert "<img src=x" not in page and "<img src=x" not in client.get("/").content.decode()
    structured = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert structured
    assert json.loads(structured[1])["name"] == hostile


def test_the_structured_words_name_the_film_its_length_and_what_is_said_in_it(client: Client, a_post: APost) -> None:
    revision = a_post("public")
    page = client.get(f"/post/{revision.post_id}").content.decode()
    said = json.loads(re.findall(r"ld\+json\">(.*?)</script>", page, re.S)[0])
    assert said["@type"] == "VideoObject"
    assert said["duration"] == "PT2S"
    assert said["contentUrl"].startswith("http://testserver/media/")
    assert said["transcript"] == "Breathe in slowly. And out again."


def described(client: Client, revision: Revision) -> dict[str, Any]:
    page = client.get(f"/post/{revision.post_id}").content.decode()
    return json.loads(re.findall(r"ld\+json\">(.*?)</script>", page, re.S)[0])


def test_the_structured_words_name_who_made_it_and_who_checked_it(client: Client, a_post: APost) -> None:
    said = described(client, a_post("public"))
    assert said["creator"] == {"@type": "Person", "name": "Amara"}
    page = said["mainEntityOfPage"]
    assert (page["@type"], page["@id"]) == ("MedicalWebPage", said["url"])
    assert page["reviewedBy"] == {"@type": "Person", "name": "Lucia", "jobTitle": "Clinical psychologist"}
    assert page["lastReviewed"] == said["dateModified"]


def test_a_profession_is_named_only_where_it_was_checked(client: Client, a_post: APost) -> None:
    card = queries.card(a_post("public").post_id)
    assert card
    maker = {**card["maker"], "credential": "Nurse"}
    checked = json.loads(queries.structured({**card, "maker": maker}, str))
    assert checked["creator"]["jobTitle"] == "Nurse"


def test_an_example_was_checked_by_nobody(client: Client, a_post: APost) -> None:
    card = queries.card(a_post("public").post_id)
    assert card
    example = queries.structured({**card, "checked": {**card["checked"], "demo": True}}, str)
    assert "reviewedBy" not in example and "lastReviewed" not in example


def test_a_length_is_written_as_iso_says() -> None:
    assert [rules.duration(seconds) for seconds in (0.2, 59.6, 75.2)] == ["PT1S", "PT1M0S", "PT1M15S"]


def test_where_a_language_ends_no_other_language_begins_in_the_middle(
    client: Client, a_post: APost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    older, newer = (a_post("public", title=f"Post number {number}") for number in range(2))
    after = page("", "en").after
    posts.withdraw(older.post, older.post.author)
    assert newer.is_sealed and page(after, "en").cards == []
    assert len(page("", "hi").cards) == 1


def test_wherever_a_maker_is_named_stands_their_profession_or_that_they_lived_it() -> None:
    templates = Path(__file__).resolve().parents[3].rglob("*.html")
    naming = [page for page in templates if re.search(r"maker\.name", page.read_text(encoding="utf-8"))]
    assert len(naming) > 7
    alone = [page.name for page in naming if "maker.credential" not in page.read_text(encoding="utf-8")]
    assert alone == []
