"""Posts of cards for the worlds: with words, words for a picture, a picture that is like no other, and questions."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions as card_studio
from hearten.features.cards.actions import Written, written
from hearten.features.cards.models import PictureFile
from hearten.features.checks.rules import Ask
from hearten.features.guidance import actions as guidance
from hearten.features.media import actions as media
from hearten.features.posts.models import Revision
from hearten.ports.pictures import PlainPictures
from tests.world import pictures
from tests.world import posts as made
from tests.world.asking import POLL as POLL
from tests.world.asking import TWO


class OwnPictures(PlainPictures):
    """Draws the same sheet for every picture, and other bytes."""

    def make(self, source, into, most_bytes, most_pixels):  # type: ignore[no-untyped-def]
        done = super().make(source, into, most_bytes, most_pixels)
        for file in done.files:
            file.path.write_bytes(file.path.read_bytes() + sha256(source.read_bytes()).digest())
        return done


def of_cards(
    author: Person, title: str, text: str, slides: Sequence[str], alt: str, picture: bytes, asks: Sequence[Ask] = TWO
) -> Revision:
    """The picture stands on the last card."""
    original = media.receive(author, BytesIO(picture), len(picture))
    cards = [*map(Written, slides[:-1]), Written(slides[-1], alt, original.sha256)]
    return card_studio.make(author, made.words(title, text=text), cards, asks=asks)


def at_review(author: Person, title: str, asks: Sequence[Ask] = TWO) -> Revision:
    slides = ("Put both feet on the floor.", "Look for one blue thing.")
    revision = of_cards(author, title, "For a loud day.", slides, "Two soft colours.", pictures.png(), asks)
    guidance.name_sources(revision, ["G001"])
    return made.walk(revision)


def files_of(revision: Revision) -> list[str]:
    """Addresses of the pictures as they are shown, then of each as it came."""
    came = [card.original for card in written(revision) if card.original]
    shown = PictureFile.objects.filter(picture__in=came)
    return [f"/media/{f.sha256}/{f.width}.webp" for f in shown] + [f"/media/{sha}/1080.webp" for sha in came]
