"""How many cards make a post, how long their words may be, and what of their pictures waits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

FEWEST_CARDS, MOST_CARDS = 2, 10
LONGEST_WORDS, LONGEST_ALT = 280, 200
MOST_BYTES = 8_000_000  # of a picture as it comes
MOST_PIXELS = 50_000_000  # the largest pictures of phones that are sold now have about so many

CARD, ALT = "card", "alt"  # where words of a card stand, as findings name it

It = TypeVar("It")


@dataclass(frozen=True)
class Asked:
    """What an author wants done with a row, which is counted from 0: bare takes its picture away."""

    do: str
    at: int = 0


def asked(said: str) -> Asked | None:
    """From the name of a button, such as "up-3"; none where it is no such name."""
    do, _, at = said.partition("-")
    if do == "add" and not at:
        return Asked(do)
    known = do in ("up", "down", "remove", "bare") and at.isascii() and at.isdigit() and len(at) < 3
    return Asked(do, int(at)) if known else None


def arranged(rows: Sequence[It], wish: Asked, empty: It) -> list[It]:
    """The rows after one wish. What cannot be done changes nothing."""
    found, at = list(rows), wish.at
    if wish.do == "add":
        return [*found, empty] if len(found) < MOST_CARDS else found
    if not 0 <= at < len(found):
        return found
    if wish.do == "remove":
        return found[:at] + found[at + 1 :]
    other = at + {"up": -1, "down": 1}.get(wish.do, 0)
    if 0 <= other < len(found):
        found[at], found[other] = found[other], found[at]
    return found


def may_be_a_post(cards: int) -> bool:
    return FEWEST_CARDS <= cards <= MOST_CARDS


def outcome(unusable: Collection[str]) -> str:
    """One picture that cannot be shown stops the post: a card without it would say something else."""
    return "unplayable" if any(unusable) else "playable"


class Lacks(StrEnum):
    words = "words"
    alt = "alt"
    picture = "picture"


def lacks(text: str, alt: str, has_picture: bool) -> Lacks | None:
    """The first thing a card needs before it can be sent: words, and for a picture words of its own."""
    if not text:
        return Lacks.words
    if has_picture and not alt:
        return Lacks.alt
    return Lacks.picture if alt and not has_picture else None


@dataclass(frozen=True)
class Row:
    """A card as it stands in the form; `upload` names a picture that is here already."""

    text: str = ""
    alt: str = ""
    upload: str = ""
    problem: Any = ""


def rows_in(sent: Mapping[str, str], most: int) -> list[Row]:
    """The rows as they were sent: so many as the form says, and no more than `most`."""
    said = sent.get("cards", "")
    count = min(int(said), most) if said.isascii() and said.isdigit() and len(said) < 4 else 0
    names = ("text", "alt", "upload")
    return [Row(*(sent.get(f"card-{number}-{name}", "") for name in names)) for number in range(count)]
