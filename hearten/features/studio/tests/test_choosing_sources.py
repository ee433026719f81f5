"""The page on which an author says which guidance a post rests on."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from hearten.features.accounts.models import Person
from hearten.features.guidance import actions as guidance
from hearten.features.guidance.models import Basis, Statement
from hearten.features.guidance.queries import TOPIC_WORDS
from hearten.features.guidance.rules import ALSO_FITS, fitting
from hearten.features.posts.models import Revision
from hearten.features.posts.rules import TOPICS

Made = Callable[..., Revision]


@pytest.fixture
def at_home(client: Client, amara: Person, twins: None) -> Client:
    client.force_login(amara)
    return client


def folds(page: str) -> list[tuple[str, bool]]:
    """The name of each fold, and whether it is open."""
    found = re.findall(r'<details class="fold"( open)?><summary>(.*?) <span', page)
    return [(unescape(name), bool(is_open)) for is_open, name in found]


def about(revision: Revision, *topics: str) -> str:
    Revision.objects.filter(pk=revision.pk).update(topics=list(topics))
    return f"/mine/{revision.post_id}/sources"


def topics_of_guidance() -> set[str]:
    files = settings.GUIDANCE_ROOT.glob("*/*.jsonl")
    return {json.loads(line)["topic"] for file in files for line in file.read_text().splitlines()}


def test_every_topic_of_our_guidance_has_a_name_people_can_read() -> None:
    there = topics_of_guidance()
    assert len(there) > 10
    assert there == set(TOPIC_WORDS)


def test_what_a_post_is_about_leads_to_guidance_that_is_there() -> None:
    assert set(ALSO_FITS) <= set(TOPICS)
    assert set().union(*ALSO_FITS.values()) <= set(TOPIC_WORDS)
    assert fitting(["trauma", "anxiety"]) == {"trauma", "ptsd", "anxiety"}


@pytest.mark.django_db
def test_what_fits_the_post_comes_first_and_is_open(a_post: Made, at_home: Client) -> None:
    place = about(a_post("playable"), "trauma", "anxiety")
    Basis.objects.all().delete()
    shown = folds(at_home.get(place).content.decode())
    assert shown[:2] == [("After something terrible: trauma and PTSD", True), ("Anxiety", True)]
    rest = [name for name, _is_open in shown[2:]]
    assert rest == sorted(rest, key=str.casefold) and len(rest) > 10
    assert not any(is_open for _name, is_open in shown[2:])


@pytest.mark.django_db
def test_guidance_for_platforms_and_reviewers_is_not_offered_to_authors(a_post: Made, at_home: Client) -> None:
    place = about(a_post("playable"), "anxiety")
    duty = Statement.objects.filter(topic="platform duty").first()
    assert duty is not None
    assert duty.text not in unescape(at_home.get(place).content.decode())
    assert at_home.post(place, {"statement": [duty.code]}).status_code == 422


@pytest.mark.django_db
def test_a_source_that_was_named_once_stays_in_sight(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    place = about(revision, "anxiety")
    once = Statement.objects.filter(topic="language").first()
    assert once is not None
    guidance.name_sources(revision, [once.code])
    page = at_home.get(place).content.decode()
    assert f'value="{once.code}" checked' in page
    assert dict(folds(page))["Words that respect people"]
    assert at_home.post(place, {"statement": [once.code]}).status_code == 302


@pytest.mark.django_db
def test_the_names_of_the_topics_are_in_the_language_of_the_page(a_post: Made, at_home: Client) -> None:
    with translation.override("en"):  # and after this, English again
        page = at_home.get("/es" + about(a_post("playable"), "anxiety")).content.decode()
    assert ("Ansiedad", True) in folds(page)
