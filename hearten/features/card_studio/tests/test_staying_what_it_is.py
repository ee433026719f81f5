"""A post of cards stays one, and a film stays a film, whichever form its author opens."""

import pytest
from django.test import Client
from django.urls import reverse

from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions
from hearten.features.cards.actions import Written, written
from hearten.features.media.queries import original_of
from hearten.features.posts.models import Revision
from hearten.features.studio import actions as studio
from tests.world.posts import made, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
TWO = (Written("Put both feet on the floor."), Written("Breathe out slowly."))


@pytest.fixture
def of_cards(amara: Person) -> Revision:
    return actions.make(amara, words(), TWO)


def test_whichever_form_is_opened_the_right_one_comes_with_what_was_written(
    client: Client, amara: Person, of_cards: Revision
) -> None:
    client.force_login(amara)
    film = made(amara)
    for mine, wrong, right in ((of_cards, "edit", "edit_cards"), (film, "edit_cards", "edit")):
        for ask in (client.get, client.post):
            answer = ask(reverse(wrong, args=[mine.post_id]))
            assert (answer.status_code, answer.url) == (302, reverse(right, args=[mine.post_id]))
        assert mine.post.revisions.count() == 1
    page = client.get(reverse("edit", args=[of_cards.post_id]), follow=True).content.decode()
    assert all(card.text in page for card in TWO)


def test_no_new_version_turns_cards_into_a_film_or_a_film_into_cards(amara: Person, of_cards: Revision) -> None:
    film = made(amara)
    with pytest.raises(studio.NotAFilm):
        studio.change(of_cards.post, amara, words(), original_of(film))
    with pytest.raises(actions.NotOfCards):
        actions.change(film.post, amara, words(), TWO)
    later = actions.change(of_cards.post, amara, words("Slower"), TWO[::-1])
    assert written(later) == list(TWO[::-1]) and Revision.objects.count() == 3
