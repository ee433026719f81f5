"""What a reviewer may say, and for how long an approval may stand."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from hearten.features.checks.rules import ANSWER, CHOICE, MOST_OPTIONS, OPTION, POLL, QUESTION, WHY, beside


class Says(StrEnum):
    approve = "approve"
    ask_changes = "ask_changes"
    reject = "reject"


class Heaviness(IntEnum):
    """How heavy a post is for someone who is struggling, as its reviewer found it."""

    light = 0
    serious = 1
    heavy = 2


class Leaves(StrEnum):
    """What a post leaves its viewer with."""

    hope = "hope"
    neither = "neither"
    loss = "loss"


@dataclass(frozen=True)
class Weight:
    """A reviewer says it of each post they approve. Where nobody said it, a post counts as heavy."""

    heaviness: Heaviness
    leaves: Leaves


class Due(StrEnum):
    """How long something has waited for a reviewer, in three words."""

    fresh = "fresh"
    soon = "soon"
    late = "late"


SOON_AFTER = timedelta(days=1)
LATE_AFTER = timedelta(days=3)
BREAK_AFTER = 20  # decisions in a day, after which the desk suggests a rest; our own number, to be tuned with reviewers
LONGEST_APPROVAL, USUAL_APPROVAL = timedelta(days=730), timedelta(days=365)
SHORTEST_REASON = 3


@dataclass(frozen=True)
class PublicPost:
    """A post as `public_post` shows it: the approved manifest and who signed it."""

    post_id: str
    digest: str
    number: int
    published_at: datetime
    manifest: dict[str, Any]
    reviewer_name: str
    reviewer_title: str
    reviewer_country: str
    is_demo: bool
    approved_at: datetime
    until: datetime
    heaviness: int
    leaves: str
    claims: list[dict[str, Any]]


@dataclass(frozen=True)
class Piece:
    """Some words, and what was noticed in them."""

    words: str
    noticed: object = None


@dataclass(frozen=True)
class Line:
    """One line of a film."""

    seconds: float
    pieces: list[Piece]


@dataclass(frozen=True)
class Slide:
    """One card, and what was noticed in its words and in those for its picture."""

    number: int
    text: list[Piece]
    alt: list[Piece]
    image: dict[str, Any] | None


@dataclass(frozen=True)
class Question:
    """One question of a post, and what was noticed in it; each option with whether it is the right one.

    A poll has no right one, no why and no source.
    """

    number: int
    question: list[Piece]
    options: list[tuple[list[Piece], bool]]
    why: list[Piece]
    source: str


def in_pieces(text: str, marks: Iterable[tuple[int, int, object]]) -> list[Piece]:
    """The text in pieces. A mark is (start, end, what was noticed); where two overlap, the first marks the words."""
    pieces, done = [], 0
    for start, end, noticed in sorted(marks, key=lambda mark: mark[0]):
        if start >= done:
            pieces += [Piece(text[done:start]), Piece(text[start:end], noticed)]
            done = end
    return [piece for piece in [*pieces, Piece(text[done:])] if piece.words]


def as_post_id(written: str) -> str:
    """Of words in an address; what is no id names no post."""
    try:
        return str(UUID(written))
    except ValueError:
        return str(UUID(int=0))


def is_a_reason(because: str) -> bool:
    return len(because.strip()) >= SHORTEST_REASON


def may_decide(is_reviewer: bool, is_author: bool, stage: str) -> bool:
    """A reviewer, never of their own post, and only while it is in review."""
    return is_reviewer and not is_author and stage == "in_review"


def may_take_down(is_on_the_team: bool, is_author: bool) -> bool:
    """A reviewer or an operator. Their own posts they hide as everyone does."""
    return is_on_the_team and not is_author


def may_stand_until(until: datetime, now: datetime) -> bool:
    return now < until <= now + LONGEST_APPROVAL


def how_due(waited: timedelta) -> Due:
    if waited >= LATE_AFTER:
        return Due.late
    return Due.soon if waited >= SOON_AFTER else Due.fresh


def is_time_for_a_break(decided_today: int) -> bool:
    return decided_today >= BREAK_AFTER


def batches(changes: Iterable[Collection[int]]) -> list[tuple[int, int]]:
    """Given, of each post that waits, the changes of guidance under it: each change, the latest first, and how many
    posts it brought back. A post that several brought back counts with the latest."""
    return sorted(Counter(max(one) for one in changes if one).items(), reverse=True)


def pieces_at(noticed: Sequence[Any], where: str, text: str, seconds: float | None = None) -> list[Piece]:
    """A text in pieces, with what was noticed just there; `noticed` are what the desk shows of findings."""
    here = [n for n in noticed if n.finding.where == where and n.finding.seconds == seconds]
    return in_pieces(text, [(n.finding.start, n.finding.end, n) for n in here])


def slides(noticed: Sequence[Any], manifest: Mapping[str, Any]) -> list[Slide]:
    return [
        Slide(n, pieces_at(noticed, "card", card["text"], n), pieces_at(noticed, "alt", card["alt"], n), card["image"])
        for n, card in enumerate(manifest.get("cards", ()), 1)
    ]


def questions(noticed: Sequence[Any], manifest: Mapping[str, Any]) -> list[Question]:
    """All that a post asks, its poll last."""
    asked = [_question(noticed, one, n) for n, one in enumerate(manifest.get("checks", ()), 1)]
    return [*asked, *([_poll(noticed, manifest["poll"], len(asked) + 1)] if "poll" in manifest else [])]


def _question(noticed: Sequence[Any], asked: Mapping[str, Any], n: int) -> Question:
    places = [(ANSWER, n) if at == asked["right"] else (OPTION, beside(n, at)) for at in range(MOST_OPTIONS)]
    options = zip(asked["options"], places, strict=False)
    offered = [(pieces_at(noticed, where, words, place), where == ANSWER) for words, (where, place) in options]
    why = pieces_at(noticed, WHY, asked["why"], n)
    return Question(n, pieces_at(noticed, QUESTION, asked["question"], n), offered, why, asked["source"])


def _poll(noticed: Sequence[Any], asked: Mapping[str, Any], n: int) -> Question:
    offered = [(pieces_at(noticed, CHOICE, words, place), False) for place, words in enumerate(asked["options"], 1)]
    return Question(n, pieces_at(noticed, POLL, asked["question"], 1), offered, [], "")
