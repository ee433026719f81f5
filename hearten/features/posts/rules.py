"""What a post may be, and who may do what with it."""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    explain = "explain"
    coping = "coping"
    story = "story"
    myth = "myth"


class Stage(StrEnum):
    received = "received"
    playable = "playable"
    captioned = "captioned"
    screened = "screened"
    in_review = "in_review"
    public = "public"
    unplayable = "unplayable"
    held = "held"
    returned = "returned"
    rejected = "rejected"


ROAD = (Stage.received, Stage.playable, Stage.captioned, Stage.screened, Stage.in_review, Stage.public)
OPEN_TO_CHANGE = (Stage.received, Stage.playable, Stage.captioned)
REFUSED = (Stage.rejected, Stage.unplayable)

TOPICS = (
    "ageing", "anxiety", "bipolar", "breathing", "coping", "dementia", "depression", "eating", "family", "friendship",
    "grief", "grounding", "new parents", "panic", "psychosis", "schizophrenia", "school", "self-care", "sleep",
    "stigma", "stories", "stress", "suicide prevention", "supporting others", "trauma", "work",
)  # fmt: skip


def canonical(manifest: Mapping[str, object]) -> str:
    """The one way to write a manifest down, so that the same content has the same digest everywhere."""
    return json.dumps(manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(manifest: str) -> str:
    """SHA-256 of the canonical text, in hexadecimal; the database checks the same sum."""
    return hashlib.sha256(manifest.encode()).hexdigest()


def needs_sources(kind: str) -> bool:
    """Everything that teaches rests on guidance; a person's own story rests on their life."""
    return kind != Kind.story


def may_change(stage: str, sealed: bool) -> bool:
    """A sealed revision never changes; before that, only while it still waits for its author."""
    return not sealed and stage in OPEN_TO_CHANGE


def may_lift(withdrawn_by_author: bool, asked_by_author: bool, asked_by_operator: bool) -> bool:
    """What an author hid, the author may show again; what another withdrew, only an operator may."""
    if withdrawn_by_author:
        return asked_by_author
    return asked_by_operator and not asked_by_author
