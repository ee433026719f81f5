from dataclasses import dataclass

from django.db.models import Q

from hearten.features.cards.models import Card as Card
from hearten.features.cards.models import Picture, PictureFile
from hearten.features.cards.rules import ALT, CARD
from hearten.features.posts.models import Revision


@dataclass(frozen=True)
class Removed:
    """What we took out of a picture, and why it cannot be shown where that is so."""

    number: int
    kinds: tuple[str, ...]
    unusable: str


def is_of_cards(revision: Revision) -> bool:
    return Card.objects.filter(revision=revision).exists()


def those_of_cards(revisions: list[int]) -> set[int]:
    """Which of these revisions are made of cards."""
    return set(Card.objects.filter(revision__in=revisions).values_list("revision_id", flat=True))


def cards_of(revision: Revision) -> list[Card]:
    return list(Card.objects.filter(revision=revision).order_by("number"))


def pictures_of(revision: Revision) -> list[Removed]:
    """What became of each picture, in the order of the cards."""
    mine = {card.original_id: card.number for card in reversed(cards_of(revision)) if card.original_id}
    made = Picture.objects.in_bulk(list(mine))
    found = [Removed(number, tuple(made[it].removed), made[it].unusable) for it, number in mine.items() if it in made]
    return sorted(found, key=lambda one: one.number)


def manifest_part(revision: Revision) -> dict[str, object]:
    """What of the cards the public would see; nothing for a film, whose manifest stays as it always was."""
    shown = [{"text": card.text, "alt": card.alt, "image": _image(card)} for card in cards_of(revision)]
    return {"cards": shown} if shown else {}


def _image(card: Card) -> dict[str, object] | None:
    """The largest size, with the smaller one in it where there are two."""
    made = [_shown(file) for file in PictureFile.objects.filter(picture=card.original_id).order_by("-width")]
    return {**made[0], "small": made[1] if len(made) > 1 else None} if made else None


def _shown(file: PictureFile) -> dict[str, object]:
    name = f"{file.width}.{file.mime.removeprefix('image/')}"
    facts = {"width": file.width, "height": file.height, "bytes": file.size}
    return {"sha": file.sha256, "name": name, "mime": file.mime, **facts}


def said_on(revision: Revision) -> list[tuple[str, str, int]]:
    """Where words stand, the words, and on which card: first what is read on them, one after the other."""
    return [
        (where, words, card.number)
        for where in (CARD, ALT) for card in cards_of(revision)
        if (words := card.text if where == CARD else card.alt)
    ]  # fmt: skip


def shows(sha256: str) -> Q:
    """Revisions that show this picture."""
    return Q(cards__original__picture__files__sha256=sha256)


def mime_of(sha256: str) -> str | None:
    return PictureFile.objects.filter(sha256=sha256).values_list("mime", flat=True).first()
