"""Posts of cards in the demo: read from plain files, with pictures by the demo's own films."""

import tomllib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from hearten.demo.films.cast import stage
from hearten.demo.films.script import HOUSE, all_scripts
from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions as card_studio
from hearten.features.cards.actions import Written
from hearten.features.checks.rules import Ask, Check, Poll
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Revision

SCRIPTS = HOUSE / "data" / "demo" / "cards"


@dataclass(frozen=True)
class Slide:
    """`film` and `at` name a picture: that of a film at a second, without its words."""

    text: str
    alt: str = ""
    film: str = ""
    at: float = 0.0


@dataclass(frozen=True)
class Deck:
    name: str
    kind: str
    language: str
    title: str
    text: str
    topics: tuple[str, ...]
    rests_on: tuple[str, ...]
    heaviness: int
    leaves: str
    cards: tuple[Slide, ...]
    asks: tuple[Ask, ...] = ()
    cues: tuple[tuple[float, float, str], ...] = ()  # nothing is spoken


def all_decks() -> tuple[Deck, ...]:
    return tuple(_read(path) for path in sorted(SCRIPTS.glob("*.toml")))


def _read(path: Path) -> Deck:
    script: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    cards = tuple(Slide(**card) for card in script.pop("cards"))
    checks = [Check(**{**one, "options": tuple(one["options"])}) for one in script.pop("checks", ())]
    polls = [Poll(one["question"], tuple(one["options"])) for one in (script.pop("poll", None),) if one]
    lists: dict[str, Any] = {key: tuple(script.pop(key)) for key in ("topics", "rests_on")}
    return Deck(**script, **lists, cards=cards, asks=(*checks, *polls))


def drawn(slide: Slide) -> bytes:
    """The same file gives the same picture."""
    film = next(one for one in all_scripts() if one.name == slide.film)
    made = BytesIO()
    stage(film).picture(slide.at).save(made, "PNG")
    return made.getvalue()


def made(author: Person, deck: Deck, name: UUID) -> Revision:
    words = Words(deck.kind, deck.language, deck.title, deck.text, list(deck.topics))
    return card_studio.make(author, words, [_written(author, slide) for slide in deck.cards], name, deck.asks)


def _written(author: Person, slide: Slide) -> Written:
    if not slide.film:
        return Written(slide.text)
    picture = drawn(slide)
    upload = card_studio.keep_picture(author, BytesIO(picture), len(picture))
    return Written(slide.text, slide.alt, upload.original_id)
