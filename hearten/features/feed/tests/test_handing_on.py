"""A post is handed on by its plain address, with where help is, and nothing that follows anyone."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/ar"])
def test_the_page_of_a_post_has_a_card_to_hand_on_with_its_address_and_where_help_is(a_post, language):
    path = f"{language}/post/{a_post('public', title='A lantern').post_id}"
    page = Client().get(f"{path}?t=1").content.decode()
    card = page.split('data-behavior="syndication/hand"', 1)[1].split("</details>", 1)[0]
    assert f">http://testserver{path}</p>" in card and f'href="http://testserver{language}/help/"' in card
    assert "<img " in card and 'loading="lazy" width="' in card
    links = [part.split('"', 1)[0] for part in card.split('href="')[1:]]
    assert not any(urlsplit(link).query or urlsplit(link).fragment for link in links), "nothing that follows anyone"


def test_a_film_can_be_kept_as_a_file_and_the_page_says_what_a_file_cannot_do(a_post):
    page = Client().get(f"/post/{a_post('public', title='A lantern').post_id}").content.decode()
    assert page.count(" download>") == 1 and "its address says so. A file cannot." in page
