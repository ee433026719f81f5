"""What a feed says, whatever its form. Every address is absolute; every text has been through `sound`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from hearten.kit.words import OVERRIDES

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an empty feed was changed at no time that could be named
# XML 1.0, 2.2 Characters: what a document may hold. Controls above ASCII are allowed there and wanted by nobody.
UNSOUND = re.compile(f"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{''.join(OVERRIDES)}]")


def sound(text: str) -> str:
    """Without what no XML document may hold, and without what would turn the reader's own page around."""
    return UNSOUND.sub("", text)


@dataclass(frozen=True)
class File:
    """Something to fetch: its media type, its length in bytes, and how long it plays, in seconds."""

    url: str
    type: str
    bytes: int = 0
    seconds: float = 0
    height: int = 0
    language: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing in a feed. `id` is an IRI that never changes; `html` stands alone in anyone's page."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    author: str
    published: datetime
    updated: datetime
    language: str
    topics: tuple[str, ...] = ()
    picture: str = ""
    file: File | None = None
    others: tuple[File, ...] = ()
    captions: tuple[File, ...] = ()
    words: str = ""  # the address of a page that holds only its words
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Channel:
    """A feed: what it is, where it and its page are, and its entries in the order they are to be read."""

    title: str
    about: str
    url: str
    address: str
    language: str
    author: str
    help: str
    picture: str
    entries: tuple[Entry, ...]
    siblings: tuple[tuple[str, str], ...] = ()  # the same in other forms: (media type, address)

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=NEVER)
