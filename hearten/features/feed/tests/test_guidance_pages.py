"""The public pages of guidance: what it says, where it comes from, who checked it, and what here rests on it."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from hearten.features.guidance import actions, queries
from hearten.features.guidance.models import Basis, Myth, Statement
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("statements")]
APost = Callable[..., Revision]
PAGES = ("/guidance/", "/guidance/depression/", "/guidance/safe-messaging/", "/guidance/myths/")
NO_TOPIC = ("nothing", "Depression", "safe_messaging", "safe%20messaging", "..", "%00", "<script>", "x" * 3000, "-")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def structured(written: str) -> dict[str, Any]:
    return json.loads(re.findall(r"ld\+json\">(.*?)</script>", written, re.S)[0])


def rested_on(revision: Revision) -> Statement:
    return Statement.objects.get(code=Basis.objects.get(revision=revision).statements[0])


def test_every_topic_stands_in_the_list_once_and_its_page_opens(client: Client) -> None:
    index = page(client, "/guidance/")
    slugs = re.findall(r'href="/guidance/([a-z-]+)/"', index)
    named = [slug for slug in slugs if slug != "myths"]
    assert sorted(named) == sorted({said.slug for said in Statement.objects.all()})
    assert [words.casefold() for words in re.findall(r'/guidance/[a-z-]+/">([^<]+)</a> <span', index)] == sorted(
        escape(topic.words).casefold() for topic in queries.topics()
    )


def test_each_statement_stands_with_its_source_its_year_and_that_nobody_has_checked_it(client: Client) -> None:
    shown = page(client, "/guidance/depression/")
    for said in Statement.objects.filter(topic="depression").select_related("guideline"):
        part = shown.split(f'id="{said.code}"')[1].split("</article>")[0]
        assert escape(said.text) in part and said.guideline.url in part and str(said.guideline.year) in part
        assert "Awaiting a check by a clinician" in part


def test_a_checked_statement_says_by_whom_and_when(client: Client) -> None:
    Statement.objects.filter(topic="depression").update(checked_on=date(2026, 11, 2), checked_by="Dr <Ada>")
    shown = page(client, "/guidance/depression/")
    assert "Checked by Dr &lt;Ada&gt; on" in shown and "Awaiting a check" not in shown
    assert structured(shown)["lastReviewed"] == "2026-11-02"


def test_one_unchecked_statement_keeps_the_whole_page_from_calling_itself_reviewed(client: Client) -> None:
    Statement.objects.filter(topic="depression").exclude(code="G001").update(checked_on=date(2026, 11, 2))
    assert "lastReviewed" not in structured(page(client, "/guidance/depression/"))


def test_a_graded_recommendation_says_how_strongly(client: Client) -> None:
    Statement.objects.filter(code="G001").update(kind="recommendation", strength="strong", certainty="low")
    assert "Recommendation · strong · not very sure" in page(client, "/guidance/depression/")


def test_a_public_post_is_named_under_what_it_rests_on_and_gone_when_withdrawn(client: Client, a_post: APost) -> None:
    revision = a_post("public", title="A canary sings")
    said = rested_on(revision)
    path = f"/guidance/{said.slug}/"
    part = page(client, path).split(f'id="{said.code}"')[1].split("</article>")[0]
    assert "A canary sings" in part and f"/post/{revision.post_id}" in part
    posts.withdraw(revision.post, revision.post.author)
    assert "A canary sings" not in page(client, path)


@pytest.mark.parametrize("stage", ["captioned", "held", "in_review", "returned", "rejected", "hidden"])
def test_what_is_not_public_is_named_under_no_statement(client: Client, a_post: APost, stage: str) -> None:
    revision = a_post(stage, title="A canary sings")
    basis, _new = Basis.objects.get_or_create(revision=revision, defaults={"statements": ["G001"]})
    for code in basis.statements:
        assert "A canary sings" not in page(client, f"/guidance/{Statement.objects.get(code=code).slug}/")


def test_a_draft_of_a_public_post_lends_it_no_new_statement(client: Client, a_post: APost) -> None:
    revision = a_post("public", title="A canary sings")
    Basis.objects.filter(revision=revision).update(statements=["G041"])
    assert "A canary sings" not in page(client, "/guidance/schizophrenia/")


@pytest.mark.parametrize("topic", NO_TOPIC)
def test_a_strange_topic_does_not_exist(client: Client, topic: str) -> None:
    assert client.get(f"/guidance/{topic}/").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_guidance_gives_a_cookie_takes_another_verb_or_asks_more_than_four_questions(
    client: Client, path: str, a_post: APost, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_post("public")
    for told in (path, f"/ar{path}"):
        with django_assert_max_num_queries(4):
            answer = client.get(told)
        assert (answer.status_code, bool(answer.cookies)) == (200, False)
        assert "Not endorsed by WHO" in answer.content.decode() or told.startswith("/ar")
    assert {getattr(client, verb)(path).status_code for verb in ("post", "put", "delete", "patch")} == {405}


def test_a_myth_never_stands_without_its_answer(client: Client) -> None:
    Myth.objects.filter(code="M001").update(refuted_by=["G999"])
    shown = page(client, "/guidance/myths/")
    assert 'id="M001"' not in shown
    for one in queries.myths():
        part = shown.split(f'id="{one.myth.code}"')[1].split("</article>")[0]
        assert escape(one.myth.claim) in part and escape(one.myth.correction) in part
        assert all(f"#{said.code}" in part for said in one.statements)
    assert len(queries.myths()) == Myth.objects.count() - 1


def test_on_a_long_page_of_myths_every_topic_is_one_press_away(client: Client) -> None:
    shown = page(client, "/guidance/myths/")
    links = re.findall(r'href="#(topic-\d+)"', shown)
    assert len(links) > 10 and links == re.findall(r'<h2 id="(topic-\d+)"', shown)


def test_the_pages_of_guidance_name_the_code_a_reviewer_is_asked_for(client: Client) -> None:
    shown = page(client, "/guidance/depression/")
    for said in Statement.objects.filter(topic="depression"):
        assert f'href="#{said.code}">{said.code}<' in shown


def test_a_myth_that_no_clinician_has_checked_is_rated_for_nobodys_search(client: Client) -> None:
    assert Myth.objects.filter(checked_on=None).exists()
    shown = page(client, "/guidance/myths/")
    assert structured(shown)["@graph"] == [] and "ratingValue" not in shown
    assert 'id="M001"' in shown and "Awaiting a check by a clinician" in shown


def test_a_review_of_a_claim_says_when_a_clinician_checked_it(client: Client) -> None:
    checked = {"checked_on": "2026-11-20", "checked_by": "A clinician", "awaiting_check": False}
    Myth.objects.filter(code="M001").update(**checked)
    (one,) = structured(page(client, "/guidance/myths/"))["@graph"]
    assert one["url"].endswith("/guidance/myths/#M001") and one["datePublished"] == "2026-11-20"
    assert one["@type"] == "ClaimReview" and one["author"]["name"] == "Hearten"
    assert one["reviewRating"]["ratingValue"] == 1 and "Awaiting" not in one["reviewRating"]["alternateName"]


def test_a_topic_is_a_medical_page_that_cites_its_sources(client: Client) -> None:
    said = structured(page(client, "/guidance/depression/?x=<script>"))
    assert (said["@type"], said["url"]) == ("MedicalWebPage", "http://testserver/guidance/depression/")
    assert {cited["publisher"]["name"] for cited in said["citation"]} >= {"WHO"}


def test_markup_in_a_statement_is_shown_as_words(client: Client) -> None:
    Statement.objects.filter(code="G001").update(text="</script><img src=x>")
    Myth.objects.filter(code="M001").update(claim="</script><img src=x>")
    for path in ("/guidance/depression/", "/guidance/myths/"):
        assert "<img src=x" not in page(client, path)


def test_packs_can_be_read_twice(settings: Any) -> None:
    before = Statement.objects.count(), Myth.objects.count()
    actions.load_packs(settings.GUIDANCE_ROOT)
    assert (Statement.objects.count(), Myth.objects.count()) == before == (169, 80)
