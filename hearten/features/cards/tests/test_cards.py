import json
from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from hearten import ports
from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions as studio
from hearten.features.cards import actions, queries, rules
from hearten.features.cards.actions import Written
from hearten.features.cards.models import Card
from hearten.features.feed import queries as feed
from hearten.features.feed.rules import at_a_glance
from hearten.features.guidance import actions as guidance
from hearten.features.journal import queries as journal
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision
from hearten.features.posts.rules import canonical
from hearten.features.screening.models import Finding
from hearten.features.screening.queries import manifest_of
from hearten.ports.pictures import NoPictures
from tests.world import pictures
from tests.world.posts import approve, walk, words

TWO = (Written("Breathe in slowly."), Written("And out again."))
Made = Callable[..., Revision]


def sent(author: Person, slides: tuple[Written, ...] = TWO, **more: object) -> Revision:
    revision = studio.make(author, words(**more), slides)
    guidance.name_sources(revision, ["G001"])
    return walk(revision)


def test_a_card_can_be_added_moved_and_taken_away_and_nothing_else_changes() -> None:
    rows = ["one", "two", "three"]
    assert rules.arranged(rows, rules.Asked("add"), "") == ["one", "two", "three", ""]
    assert rules.arranged(rows, rules.Asked("up", 2), "") == ["one", "three", "two"]
    assert rules.arranged(rows, rules.Asked("down", 0), "") == ["two", "one", "three"]
    assert rules.arranged(rows, rules.Asked("remove", 1), "") == ["one", "three"]
    for beyond in (rules.Asked("up", 0), rules.Asked("down", 2), rules.Asked("remove", 9), rules.Asked("bare", 1)):
        assert rules.arranged(rows, beyond, "") == rows
    assert len(rules.arranged(["x"] * 10, rules.Asked("add"), "")) == 10


@pytest.mark.parametrize("said", ["", "up", "up-", "up--1", "up-1000", "add-1", "steal-1", "up-²", "remove-1;2"])
def test_a_wish_that_no_button_makes_is_no_wish(said: str) -> None:
    assert rules.asked(said) is None


@pytest.mark.django_db
def test_a_post_of_cards_needs_no_captions_and_every_step_is_written_down(
    amara: Person, twins: None, statements: None
) -> None:
    revision = sent(amara)
    assert revision.stage == "in_review"
    moves = [e.detail["to"] for e in journal.about(revision.name_in_journal) if e.did == "post.moved"]
    assert moves == ["playable", "captioned", "screened", "in_review"]


@pytest.mark.django_db
def test_the_digest_covers_every_card_in_its_order(amara: Person, twins: None, statements: None) -> None:
    one, other = sent(amara), sent(amara, TWO[::-1])
    said = [json.loads(revision.manifest or "")["cards"] for revision in (one, other)]
    assert said[0] == [{"text": card.text, "alt": "", "image": None} for card in TWO] == said[1][::-1]


@pytest.mark.django_db
def test_a_film_has_the_manifest_it_always_had(a_post: Made) -> None:
    """To the byte: what was signed before there were cards is found again in every way."""
    film = a_post("in_review")
    assert set(json.loads(film.manifest or "")) == {
        "post", "number", "kind", "language", "title", "text", "topics", "maker", "video", "captions", "transcript",
        "sources",
    }  # fmt: skip
    assert canonical(manifest_of(film)) == film.manifest


@pytest.mark.django_db
def test_words_on_a_card_and_words_for_a_picture_are_read_by_the_checks(
    amara: Person, twins: None, statements: None
) -> None:
    harmful = Written("You should stop taking your medication today.")
    revision = sent(amara, (TWO[0], harmful))
    assert revision.stage == "held"
    assert {(f.where, f.seconds) for f in Finding.objects.filter(screening__revision=revision, severity="hold")} == {
        ("card", 2.0)
    }


@pytest.mark.django_db
def test_harmful_words_split_over_two_cards_are_heard_all_the_same(
    amara: Person, twins: None, statements: None
) -> None:
    assert sent(amara, (Written("You should stop taking"), Written("your medication today."))).stage == "held"


@pytest.mark.django_db
def test_the_public_sees_the_cards_of_the_version_that_was_signed(
    amara: Person, lucia: Person, twins: None, statements: None, client: Client
) -> None:
    revision = approve(sent(amara), lucia)
    card = feed.card(revision.post_id)
    assert card and [one["text"] for one in card["cards"]] == [one.text for one in TWO]
    assert [one["text"] for one in at_a_glance(card)["cards"]] == [one.text for one in TWO]
    for path in (f"/post/{revision.post_id}", "/"):
        page = client.get(path).content.decode()
        assert all(one.text in page for one in TWO)
        assert "deck__row" in page
    posts.withdraw(revision.post, amara)
    assert client.get(f"/post/{revision.post_id}").status_code == 404


@pytest.mark.django_db
def test_a_card_without_words_or_a_picture_without_them_is_no_card(amara: Person, a_post: Made) -> None:
    revision = posts.begin(amara, words())
    for wrong in ([Written("Only one.")], [Written("x")] * 11, [Written("x"), Written(" ")]):
        with pytest.raises(actions.NotSo):
            actions.write(revision, wrong)
    original = a_post("playable").video.original
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(revision=revision, number=1, text="x", original=original)
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(revision=revision, number=11, text="x")
    assert not queries.is_of_cards(revision)


@pytest.mark.django_db
def test_a_new_version_is_the_same_again_when_guidance_has_changed(
    amara: Person, twins: None, statements: None
) -> None:
    first = sent(amara)
    later = posts.revise(first.post, amara, words())
    actions.carry_over(first, later)
    assert actions.written(later) == actions.written(first) == list(TWO)


@pytest.mark.django_db
def test_where_pictures_cannot_be_made_safe_nothing_goes_on_and_the_page_says_why(
    amara: Person, twins: None, statements: None, client: Client
) -> None:
    ports.now.pictures = NoPictures("no walls here")
    original = studio.keep_picture(amara, BytesIO(pictures.png()), len(pictures.png())).original
    assert original
    revision = sent(amara, (TWO[0], Written("And out.", "A grey sheet.", original.sha256)))
    assert (revision.stage, revision.trouble) == ("received", "no walls here")
    client.force_login(amara)
    assert "We could not prepare your pictures just now" in client.get(f"/mine/{revision.post_id}/").content.decode()


@pytest.mark.django_db
def test_a_picture_is_seen_by_its_author_then_by_reviewers_then_by_all_and_never_as_it_came(
    amara: Person, tom: Person, lucia: Person, twins: None, statements: None
) -> None:
    original = studio.keep_picture(amara, BytesIO(pictures.png()), len(pictures.png())).original
    assert original
    slides = (TWO[0], Written("And out.", "Two soft colours.", original.sha256))
    revision = studio.make(amara, words(), slides)
    walk(revision)
    image = next(iter(queries.manifest_part(revision)["cards"][1:]))["image"]  # type: ignore[index]
    paths = [f"/media/{one['sha']}/{one['name']}" for one in (image, image["small"])]

    def seen_by(person: Person | None, path: str) -> int:
        client = Client()
        if person:
            client.force_login(person)
        return client.get(path).status_code

    assert [seen_by(amara, path) for path in paths] == [200, 200]
    assert [seen_by(who, path) for who in (None, tom) for path in paths] == [404] * 4
    guidance.name_sources(revision, ["G001"])
    approve(walk(revision), lucia)
    assert [seen_by(None, path) for path in paths] == [200, 200]
    posts.withdraw(revision.post, amara)
    assert [seen_by(None, path) for path in paths] == [404, 404]
    assert [seen_by(who, f"/media/{original.sha256}/x.png") for who in (amara, lucia, None)] == [404] * 3
