"""What a language's pack knows: groups of phrases, and what turns a phrase."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from hearten.engines.screening.rule import Phrases

NO_WORDS = Phrases()


class Level(IntEnum):
    none = 0
    someone = 1  # worried about someone, bereaved, or past
    distress = 2  # distress, or a passive wish not to live
    active = 3  # thoughts of ending one's life, a way, a plan, an act


class Whose(StrEnum):
    mine = "mine"  # the phrase says so itself
    open = "open"  # the nearest person named before it decides
    own = "own"  # counts only where the sentence speaks of me
    theirs = "theirs"  # counts only where the sentence speaks of another


@dataclass(frozen=True)
class Group:
    """Phrases that mean one thing. `severity` is what they speak of on the Columbia scale (C-SSRS screener, 0-6)."""

    id: str
    level: Level
    severity: int
    whose: Whose
    phrases: Phrases
    weak: bool = False  # may be harmless: counts only beside a phrase of another group


@dataclass(frozen=True)
class Turning:
    """Phrases that make another phrase mean less."""

    idioms: Phrases = NO_WORDS
    denied: Phrases = NO_WORDS
    past: Phrases = NO_WORDS
    now: Phrases = NO_WORDS  # takes `past` back: "I used to, and now again"
    fiction: Phrases = NO_WORDS
    first: Phrases = NO_WORDS  # whom the next phrase speaks of; "my" does not say: "my friend"
    mine: Phrases = NO_WORDS
    other: Phrases = NO_WORDS
    general: Phrases = NO_WORDS  # "people who", "those who": nobody in particular
    taught: Phrases = NO_WORDS  # about words, or about people in general: "do not say ..."
    near: Phrases = NO_WORDS  # somebody who speaks or is spoken to, or a time that is now: takes `taught` back
    alone: Phrases = NO_WORDS  # a search of these words and no others


@dataclass(frozen=True)
class Lexicon:
    """Made by `load`. `missing` names the checks this language has no words for."""

    language: str
    edition: str
    groups: tuple[Group, ...]
    turning: Turning
    constructs: tuple[tuple[str, Phrases], ...] = ()  # Suicide Risk Lexicon, for the head
    missing: tuple[str, ...] = ()
