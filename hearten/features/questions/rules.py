"""Where a question stands, what a receipt looks like, and how long words that somebody asked are kept."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

from hearten.engines.screening.words import words_of


class Stage(StrEnum):
    """`waiting` and `drafted` are with people; `answered` and `declined` are where a question rests."""

    asked = "asked"
    waiting = "waiting"
    drafted = "drafted"
    answered = "answered"
    declined = "declined"


class Decline(StrEnum):
    """Why a question gets no answer of its own."""

    no_claim = "no_claim"
    own_care = "own_care"
    spam = "spam"


LONGEST_QUESTION = 2000
MOST_WAITING = 2000  # questions: more than anybody could answer in the time they are kept
KEPT = timedelta(days=90)
RECEIPT_LETTERS, RECEIPT_LENGTH = "abcdefghjkmnpqrstuvwxyz", 12  # no i, l, o: 23 ** 12 is more than 2 ** 54
MARKS = frozenset("-  ")  # people copy a receipt in groups of four
GRAVE = 2


def alike(text: str, language: str) -> str:
    """The same for questions that differ in capitals, accents and points only, so that they stand in one line."""
    said = " ".join([language, *(word.forms[0] for word in words_of(text))])
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def key_of(once: str) -> str:
    """As the mark of one form is kept: a form sent twice is one question."""
    return hashlib.sha256(once.encode()).hexdigest()


def as_receipt(written: str) -> str:
    """As it is kept, however a person copied it; empty for what can be none."""
    plain = "".join(letter for letter in written.lower() if letter not in MARKS)
    return plain if len(plain) == RECEIPT_LENGTH and set(plain) <= set(RECEIPT_LETTERS) else ""


def in_groups(receipt: str) -> str:
    """For reading aloud: four letters at a time."""
    return "-".join(receipt[n : n + 4] for n in range(0, len(receipt), 4))


def is_room(waiting: int) -> bool:
    return waiting < MOST_WAITING


def kept_until(since: datetime) -> datetime:
    return since + KEPT
