"""Who may correct what was public, who may sign it, and how long it may be."""

from hearten.features.signing.rules import Signs as Signs

LONGEST_WORDS, LONGEST_CODES = 600, 200
AT_ONCE = 20  # corrections on one page
LONGEST_NUMBER = 18  # digits: less than the largest number the database knows


def may_correct(is_reviewer: bool, has_credential: bool, is_maker: bool) -> bool:
    """A reviewer whose profession was checked and has not lapsed; never of what they made themselves."""
    return is_reviewer and has_credential and not is_maker


def read_number(written: str) -> int | None:
    """The id in an address; what is no number names none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= LONGEST_NUMBER else None


def in_short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
