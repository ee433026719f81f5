"""What a search page says where there is nothing more, and where it cannot hear."""

import re

import pytest
from django.test import Client

from tests.world.paths import path_of
from tests.world.people import someone
from tests.world.posts import approve, caption_and_source, made, walk, words

pytestmark = pytest.mark.django_db
GRAVE = "i want to kill myself"


def public(title: str, topics: list[str]) -> str:
    revision = walk(made(someone("Amara"), words(title, topics=topics)))
    caption_and_source(revision)
    return str(approve(walk(revision), someone("Lucia")).post_id)


def page_for(typed: str, language: str = "en", **more: str) -> str:
    answer = Client(headers={"accept-language": language}).get("/search", {"q": typed, **more})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("number", ["2", "20", "21", "999"])
def test_past_the_last_page_a_search_says_so_and_leads_to_the_first(a_post, statements, number):
    a_post("public", title="A lantern for the evening")
    page = page_for("lantern", page=number)
    assert "This page is not here" in page and 'href="?q=lantern"' in page
    assert "for the evening" not in page and 'id="said"' not in page and "We found nothing" not in page


def test_whoever_searches_in_a_language_we_do_not_hear_reads_so_beside_the_way_to_help(statements):
    said = "We can only hear words of a crisis in these languages"
    assert said in page_for("ich will sterben", "de-DE,de;q=0.9,en;q=0.5")
    assert said in page_for("死にたい")
    assert said not in page_for("lantern")


@pytest.mark.parametrize("typed", ["ich will sterben", "ich kann nicht mehr leben", "ölmek istiyorum", "nie chcę żyć"])
def test_so_do_they_with_a_browser_in_english(statements, typed):
    assert "We can only hear words of a crisis in these languages" in page_for(typed)


@pytest.mark.parametrize("typed", ["what helps with sleep", "no puedo dormir", "je suis triste ce soir", "नींद नहीं आती",
                                   "لا أستطيع النوم", "how do i tell my mother", "estou muito cansado"])  # fmt: skip
def test_nobody_who_writes_in_one_of_our_languages_reads_that_we_may_not_hear_it(statements, typed):
    assert "We can only hear words of a crisis" not in page_for(typed)


def test_with_no_country_known_a_grave_search_lets_one_choose_it_beside_the_words_on_the_emergency_number(statements):
    card = page_for(GRAVE).split("<h1", 1)[0]
    assert "ring the emergency number of your country" in card
    assert re.search(r'<form action="/help/".*<select id="country".*<option value="IN">', card, re.S)


def test_where_the_number_is_known_it_stands_there_instead(statements, settings):
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"country": "FR"})
    card = page_for(GRAVE).split("<h1", 1)[0]
    assert 'href="tel:112"' in card and '<select id="country"' not in card


@pytest.mark.parametrize("typed", ["panic", "panic attack", "panick atack"])
def test_who_searches_for_panic_finds_what_stands_under_anxiety_a_path_and_exercises(twins, statements, typed):
    steps = [public(f"A calm {word}", ["anxiety"]) for word in ("sea", "hill")]
    path_of(steps, title="When fear rushes in")
    page = page_for(typed)
    assert "A calm sea" in page and "A calm hill" in page
    assert 'href="/paths/a-first-path/"' in page and 'href="/exercises/breathing"' in page


def test_a_path_is_found_by_its_own_words_in_any_script_and_by_no_part_of_a_word(a_post):
    steps = [str(a_post("public", title=f"A calm {word}").post_id) for word in ("sea", "hill")]
    path_of(steps, title="Lanterns नींद")
    assert "/paths/a-first-path/" in page_for("lanterns") and "/paths/a-first-path/" in page_for("नींद")
    assert "/paths/a-first-path/" not in page_for("tern")


def test_in_a_crisis_no_path_stands_before_help(twins, statements):
    steps = [public(f"A calm {word}", ["coping"]) for word in ("sea", "hill")]
    path_of(steps)
    assert "/paths/a-first-path/" not in page_for(GRAVE)
