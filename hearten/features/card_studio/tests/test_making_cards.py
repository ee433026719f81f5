"""The form of a post of cards, without any script."""

import json
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hearten.features.accounts.models import Person
from hearten.features.cards.actions import written
from hearten.features.cards.models import Card
from hearten.features.guidance import actions as guidance
from hearten.features.media.models import Upload
from hearten.features.posts.models import Post, Revision
from hearten.features.posts.queries import latest
from tests.hostile.words import NAUGHTY
from tests.world import pictures
from tests.world.posts import walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
NEW = "/mine/cards/new"


def form(*cards: dict[str, str], **more: object) -> dict[str, object]:
    said = {f"card-{n}-{name}": words for n, card in enumerate(cards) for name, words in card.items()}
    facts = {
        "kind": "coping",
        "language": "en",
        "title": "Slow down",
        "text": "For a loud day.",
        "topics": ["breathing"],
    }
    return {**facts, **said, "cards": str(len(cards)), **more}


def said(*words: str) -> list[dict[str, str]]:
    return [{"text": one, "alt": "", "upload": ""} for one in words]


def picture(content: bytes, name: str = "holiday.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def at_work(amara: Person, client: Client) -> Client:
    client.force_login(amara)
    return client


def test_the_limits_are_said_before_anything_is_written(at_work: Client) -> None:
    page = at_work.get(NEW).content.decode()
    assert "up to 280 letters on each" in page
    assert page.count('data-part="slide"') == 2


def test_two_cards_become_a_post_that_waits_for_its_sources(at_work: Client, amara: Person) -> None:
    sent = at_work.post(NEW, form(*said("Breathe in.", "Breathe out.")))
    revision = walk(Revision.objects.get())
    assert (sent.status_code, sent.url) == (302, reverse("status", args=[revision.post_id]))
    assert [card.text for card in written(revision)] == ["Breathe in.", "Breathe out."]
    page = at_work.get(sent.url).content.decode()
    assert "Choose the sources it rests on" in page and "Add captions" not in page
    assert "Words are ready" in page


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("add", ["one", "two", "three", ""]),
        ("up-2", ["one", "three", "two"]),
        ("down-0", ["two", "one", "three"]),
        ("remove-1", ["one", "three"]),
        ("nonsense", ["one", "two", "three"]),
    ],
)
def test_cards_are_added_moved_and_taken_away_by_plain_buttons_and_no_word_is_lost(
    at_work: Client, do: str, order: list[str]
) -> None:
    answer = at_work.post(NEW, form(*said("one", "two", "three"), title="Kept", do=do, kind="nowhere"))
    page = answer.content.decode()
    assert answer.status_code == (422 if do == "nonsense" else 200)
    assert re.findall(r"<textarea name=\"card-\d+-text\"[^>]*>\s*([^<]*)</textarea>", page) == order
    assert 'value="Kept"' in page and "For a loud day." in page
    assert not Post.objects.exists()


def test_a_picture_stays_while_its_words_are_mended_and_goes_with_the_post(at_work: Client, amara: Person) -> None:
    wrong = at_work.post(NEW, form(*said("one", "two"), **{"card-0-picture": picture(pictures.png())}))
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "say in words what is in the picture" in page
    assert "A picture is here" in page
    upload = Upload.objects.get()
    cards = said("one", "two")
    cards[0] |= {"upload": str(upload.pk), "alt": "Two soft colours."}
    assert at_work.post(NEW, form(*cards)).status_code == 302
    revision = walk(Revision.objects.get())
    guidance.name_sources(revision, ["G001"])
    shown = json.loads(walk(revision).manifest or "")["cards"]
    assert shown[0]["alt"] == "Two soft colours." and shown[0]["image"]["width"] == 1080
    assert shown[0]["image"]["small"]["width"] == 540 and shown[1]["image"] is None


def test_a_picture_may_be_taken_away_again(at_work: Client) -> None:
    cards = said("one", "two")
    page = at_work.post(NEW, form(*cards, do="add", **{"card-1-picture": picture(pictures.png())})).content.decode()
    upload = re.findall(r'name="card-1-upload" value="([^"]+)"', page)
    cards[1] |= {"upload": upload[0], "alt": "Colours"}
    page = at_work.post(NEW, form(*cards, do="bare-1")).content.decode()
    assert upload[0] not in page and 'value="Colours"' in page


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (pictures.png() + bytes(10_000_000), "larger than 8 MB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a picture we know"),
        (b"GIF89a" + bytes(100), "not a picture we know"),
        (b"", "The submitted file is empty|file is empty|say in words"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason_and_the_words_stay(
    at_work: Client, content: bytes, why: str
) -> None:
    cards = said("one", "two")
    cards[0]["alt"] = "What is on it"
    answer = at_work.post(NEW, form(*cards, **{"card-0-picture": picture(content)}))
    page = answer.content.decode()
    assert answer.status_code == 422 and ">\none</textarea>" in page and 'value="What is on it"' in page
    assert re.search(why, page) or "Please choose one, or leave them empty" in page
    assert not Upload.objects.exists() and not Post.objects.exists()


def test_sixty_cards_are_no_post_and_one_card_is_none(at_work: Client) -> None:
    for many in (60, 1, 0):
        answer = at_work.post(NEW, form(*said(*["words"] * many)))
        assert answer.status_code == 422 and "A post has two to ten cards." in answer.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize("count", ["", "-3", "1e9", "٣", "99999999999", "x"])
def test_a_number_of_cards_that_nobody_typed_is_no_trouble(at_work: Client, count: str) -> None:
    assert at_work.post(NEW, form(*said("a", "b"), cards=count)).status_code == 422


def test_the_same_form_sent_twice_is_one_post(at_work: Client) -> None:
    once = form(*said("one", "two"), once=str(uuid4()))
    first, second = at_work.post(NEW, once), at_work.post(NEW, once)
    assert first.url == second.url
    assert Post.objects.count() == 1 and Card.objects.count() == 2


@pytest.mark.parametrize("words", NAUGHTY)
def test_words_that_bite_are_kept_as_words(at_work: Client, words: str) -> None:
    answer = at_work.post(NEW, form(*said(words, words), title="Plain"))
    assert answer.status_code in (302, 422)
    page = at_work.get(answer.url) if answer.status_code == 302 else answer
    assert b"<script>alert" not in page.content and b"<img src=x" not in page.content


def test_a_new_version_begins_with_the_cards_of_the_one_before_and_its_pictures(at_work: Client, amara: Person) -> None:
    cards = said("one", "two")
    cards[0]["alt"] = "Colours"
    at_work.post(NEW, form(*cards, **{"card-0-picture": picture(pictures.png())}))
    post = Post.objects.get()
    edit = reverse("edit_cards", args=[post.pk])
    page = at_work.get(edit).content.decode()
    assert ">\none</textarea>" in page and str(Upload.objects.get().pk) in page
    cards[0]["upload"], cards[1]["text"] = str(Upload.objects.get().pk), "two, mended"
    assert at_work.post(edit, form(*cards, after="1")).status_code == 302
    assert [card.text for card in written(latest(post))] == ["one", "two, mended"]
    assert written(latest(post))[0].original == Upload.objects.get().original_id
    stale = at_work.post(edit, form(*said("other", "words"), after="1"))
    assert stale.status_code == 422 and "changed in another window" in stale.content.decode()


def test_another_persons_picture_or_cards_do_not_exist_for_anyone_else(
    at_work: Client, tom: Person, amara: Person
) -> None:
    at_work.post(NEW, form(*said("one", "two"), do="add", **{"card-0-picture": picture(pictures.png())}))
    cards = said("one", "two")
    cards[0] |= {"upload": str(Upload.objects.get().pk), "alt": "Not mine"}
    at_work.post(NEW, form(*said("one", "two")))
    theirs = Post.objects.get()
    at_work.force_login(tom)
    assert at_work.post(NEW, form(*cards)).status_code == 422
    assert at_work.get(reverse("edit_cards", args=[theirs.pk])).status_code == 404


def test_a_look_over_the_words_is_given_beside_each_card_without_script(at_work: Client) -> None:
    cards = said("You should stop taking your medication today.", "Rest.")
    answer = at_work.post(NEW, form(*cards, look="yes"))
    page = answer.content.decode()
    assert answer.status_code == 200 and "We looked over your words" in page
    first, _, second = page.partition('id="card-2"')
    assert 'class="advice"' in first and 'class="advice"' not in second
