"""The demo shows posts of cards, one with pictures drawn here, and making them twice makes them once."""

import pytest

from hearten import ports
from hearten.demo import people, slides, world
from hearten.features.feed.queries import card
from hearten.ports.pictures import PillowPictures

pytestmark = pytest.mark.django_db


def test_posts_of_cards_become_public_in_the_demo_with_their_pictures(settings, twins, statements):
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"demo": True, "demo_password": "a demo's own"})
    ports.now.pictures = PillowPictures()
    cast = people.everyone()
    for _ in range(2):
        world._cards_to_their_place(cast)
    shown = {deck.name: card(world.post_id(deck.name)) for deck in slides.all_decks()}
    pictures = {name: [bool(one["image"]) for one in post["cards"]] for name, post in shown.items() if post}
    assert [one["question"] for one in shown["a-slow-breath-in-cards"]["checks"]] == [
        "Besides slow breathing, what can help people manage anxiety?"
    ]
    assert shown["a-slow-breath-in-cards"]["checks"][0]["source"]["id"] == "G030"
    assert shown["one-small-thing"]["poll"]["question"] == "Which small thing helps you on a low day?"
    assert pictures == {"a-slow-breath-in-cards": [True, True, True, False], "one-small-thing": [False] * 5}
