"""The foot of every page leads to campaigns while one runs, and costs hardly a question."""

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hearten.config.pages import page
from hearten.config.pages.page import _a_campaign_runs as asks
from hearten.features.campaigns import queries
from tests.world.campaigns import campaign_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_a_campaign_runs", asks)
    asks.cache_clear()


def foot(path: str = "/about") -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode().split("<footer", 1)[1]


@pytest.mark.parametrize("path", ["/about", "/ar/about", "/help/", "/exercises/"])
def test_the_foot_leads_to_campaigns_paths_and_exercises_while_a_campaign_runs(a_post, path):
    campaign_of([str(a_post("public", title="First post").post_id)])
    before = "/ar" if path.startswith("/ar") else ""
    said = foot(path)
    assert all(f'href="{before}{to}"' in said for to in ("/campaigns/", "/paths/", "/exercises/"))


def test_while_none_runs_the_foot_leads_to_none() -> None:
    assert "/campaigns/" not in foot() and 'href="/paths/"' in foot() and 'href="/exercises/"' in foot()


def test_pages_that_follow_each_other_ask_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        for _nth in range(3):
            foot()


def test_where_the_database_is_away_the_page_comes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> bool:
        raise OperationalError

    monkeypatch.setattr(queries, "is_one_running", away)
    assert "/campaigns/" not in foot()
