"""What a result shows of a post: its still, how long the film is, and nothing that all of them say."""

import re

import pytest
from django.test import Client

from hearten.features.review.rules import Heaviness, Leaves, Weight
from tests.world.people import someone
from tests.world.posts import approve, caption_and_source, made, walk, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]


def public(title: str, heavy: bool = False, **other: object) -> None:
    revision = walk(made(someone("Amara"), words(title, **other)))
    caption_and_source(revision)
    weight = Weight(Heaviness.heavy if heavy else Heaviness.light, Leaves.hope)
    approve(walk(revision), someone("Lucia"), weight)


def results(typed: str = "lantern") -> tuple[str, list[str]]:
    """What stands above the results, and each of them."""
    page = Client().get("/search", {"q": typed}).content.decode()
    begun = page.split('id="posts-found"', 1)[1]
    return begun.split("<article", 1)[0], re.findall(r"<article.*?</article>", begun, re.S)


def test_a_film_that_was_found_shows_its_still_and_how_long_it_is() -> None:
    public("A lantern")
    (one,) = results()[1]
    still = re.search(
        r'<img class="result__still" src="/media/[^"]+" alt="" loading="lazy" width="\d+" height="\d+">', one
    )
    assert still and re.search(r"Length: </span><bdi>\d+:\d\d</bdi>", one)


def test_the_still_of_something_heavy_is_not_shown() -> None:
    public("A lantern", heavy=True, kind="story")
    (one,) = results()[1]
    assert "<img" not in one and "Length:" in one


def test_what_all_results_say_stands_once_above_them() -> None:
    for title in ("A lantern", "Two lanterns"):
        public(title)
    above, found = results()
    assert len(found) == 2 and "Something to try" in above and "Checked by" in above
    assert not any("Something to try" in one or "Checked by" in one for one in found)


def test_what_they_do_not_share_and_all_of_a_single_result_stands_with_each() -> None:
    public("A lantern")
    above, (one,) = results()
    assert "Checked by" not in above and "Checked by" in one and "Something to try" in one
    public("Two lanterns", kind="story")
    above, found = results()
    assert "Checked by" in above and "A story" not in above
    assert sorted("A story" in one for one in found) == [False, True]
