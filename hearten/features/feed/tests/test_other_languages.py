"""Where a language has no more, the way to the others; who chose languages is left with these."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from hearten.features.posts.models import Revision

pytestmark = pytest.mark.django_db


def others(page: str) -> str:
    found = re.search(r'data-others="([^"]*)"', Client().get(page).content.decode())
    return found[1] if found else ""


def test_at_the_end_of_a_language_the_page_leads_to_the_others(a_post: Callable[..., Revision]) -> None:
    a_post("public", title="Post number 1")
    page = Client().get("/").content.decode()
    assert 'data-part="others"><a class="button button--quiet" href="?lang=es%2Cfr%2Cpt%2Car%2Chi"' in page
    assert others("/") == others("/?of=topic:breathing") == others("/?of=new") == "es,fr,pt,ar,hi"


@pytest.mark.parametrize("page", ["/fr/", "/?lang=en", "/?of=lang:en", "/fr/?of=topic:breathing"])
def test_where_all_is_shown_or_languages_were_chosen_there_are_no_others(
    a_post: Callable[..., Revision], page: str
) -> None:
    a_post("public", title="Post number 1")
    assert others(page) == ""
