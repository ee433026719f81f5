"""The cards of a post and their pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from hearten import ports
from hearten.features.cards import queries, rules
from hearten.features.cards.models import Card, Picture, PictureFile
from hearten.features.posts.models import Revision
from hearten.kit.flow import alone
from hearten.kit.vault import Vault
from hearten.ports.pictures import Made, PicturesDown, Unusable


class NotSo(Exception):
    """Two to ten cards make a post, each with words."""


@dataclass(frozen=True)
class Written:
    """A card as its author wrote it; `original` names the picture by the SHA-256 of its bytes."""

    text: str
    alt: str = ""
    original: str | None = None


@transaction.atomic
def write(revision: Revision, cards: Sequence[Written]) -> None:
    """These are the cards of a revision that was just made."""
    if not rules.may_be_a_post(len(cards)) or not all(card.text.strip() for card in cards):
        raise NotSo
    Card.objects.bulk_create(
        Card(
            revision=revision, number=number, text=card.text.strip(), original_id=card.original,
            alt=card.alt.strip() if card.original else "",
        )
        for number, card in enumerate(cards, 1)
    )  # fmt: skip


def are_here(revision: Revision) -> bool:
    return queries.is_of_cards(revision)


def written(revision: Revision) -> list[Written]:
    """The cards of a revision, as they were written."""
    return [Written(card.text, card.alt, card.original_id) for card in queries.cards_of(revision)]


@transaction.atomic
def carry_over(earlier: Revision, later: Revision) -> None:
    """A new revision begins with the cards of the one before it."""
    if cards := written(earlier):
        write(later, cards)


def make_ready(revision: Revision) -> str:
    """Flow: every picture made anew, in the sandbox. Safe to do again after any interruption."""
    names = {card.original_id for card in queries.cards_of(revision) if card.original_id}
    return rules.outcome([_made(name) for name in sorted(names)])


def _made(sha256: str) -> str:
    """Why this picture cannot be shown; nothing where it can."""
    with alone(f"picture:{sha256}") as mine:  # two posts may share a picture
        if not mine:
            raise PicturesDown("another post is preparing the same picture")
        picture, _new = Picture.objects.get_or_create(original_id=sha256)
        if picture.made_at is None:
            _make(picture)
            picture.refresh_from_db()
        return picture.unusable


def _make(picture: Picture) -> None:
    store, mine = Vault(settings.MEDIA_ROOT), Picture.objects.filter(pk=picture.pk)
    source, into = store.path_of("originals", picture.pk), store.workspace(f"picture-{picture.pk}")
    try:
        made = ports.now.pictures.make(source, into, rules.MOST_BYTES, rules.MOST_PIXELS)
        _keep(picture, made, store)
    except Unusable as error:
        mine.update(unusable=error.code.value)
    finally:
        store.clear(into)


@transaction.atomic
def _keep(picture: Picture, made: Made, store: Vault) -> None:
    for file in made.files:
        kept = store.keep(file.path, "files")
        facts = {"mime": file.mime, "width": file.width, "height": file.height, "size": kept.size}
        PictureFile.objects.update_or_create(picture=picture, sha256=kept.sha256, defaults=facts)
    Picture.objects.filter(pk=picture.pk).update(made_at=Now(), unusable="", removed=list(made.removed))
