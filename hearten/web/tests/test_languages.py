"""The languages of the pages, near at hand."""

import re

import pytest
from django.conf import settings
from django.test import Client

PAGES = ("/help/", "/hi/help/", "/ar/exercises/")


@pytest.mark.parametrize("page", PAGES)
def test_each_language_stands_in_the_menu_by_its_own_name_on_a_phone_and_beyond(page: str) -> None:
    top = Client().get(page).content.decode().split("</header>")[0]
    menus = re.findall(r'<ul role="list" class="menu__languages".*?</ul>', top, re.S)
    assert len(menus) == 2  # one in the menu of a phone, one of its own on a wide screen
    for menu in menus:
        assert menu.count("hreflang=") == len(settings.LANGUAGES) - 1 and menu.count('aria-current="true"') == 1
        assert ">हिंदी<" in menu and ">العربيّة<" in menu


@pytest.mark.parametrize("page", PAGES)
def test_paths_and_makers_are_reached_from_the_foot_of_every_page(page: str) -> None:
    foot = Client().get(page).content.decode().split("<footer", 1)[1]
    assert re.search(r'href="(/\w\w)?/paths/"', foot) and re.search(r'href="(/\w\w)?/makers/"', foot)
