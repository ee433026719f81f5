"""What a phone fetches before it can show a film stays light, whatever is added to watching."""

import gzip
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

MOST_FILES = 5  # two styles, two scripts, the sign
MOST_PACKED = 30_000  # bytes: with the page and its headers half of the 60 KB that may come before a film
ASKED = re.compile(rf'(?:src|href)="{settings.STATIC_URL}([^"]+\.(?:js|css|svg))"')

pytestmark = pytest.mark.django_db


def asked_for(page: str) -> list[str]:
    """What the page names by itself: scripts that it only wakes later are named in none of it."""
    return sorted(set(ASKED.findall(page)))


def packed(name: str) -> int:
    with staticfiles_storage.open(name) as file:
        return len(gzip.compress(file.read()))


def test_the_feed_names_few_files_and_together_they_are_light() -> None:
    names = asked_for(Client().get("/").content.decode())
    assert any(name.startswith("build/hearten_watching-") for name in names)
    assert len(names) <= MOST_FILES, names
    assert sum(map(packed, names)) <= MOST_PACKED


def test_what_films_need_comes_in_one_file_so_that_no_script_waits_for_another() -> None:
    page = Client().get("/").content.decode()
    for name in asked_for(page):
        if name.endswith(".js"):
            with staticfiles_storage.open(name) as file:
                assert not re.search(r'\bimport\s*["{*]', file.read().decode()), name
