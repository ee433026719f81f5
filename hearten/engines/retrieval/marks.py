"""Words on their way into a database's search, and out of it with what was found in them marked."""

from collections.abc import Iterable, Sequence
from itertools import combinations, islice

Piece = tuple[str, bool]  # words, and whether they are what was looked for

MOST_PAIRS = 28  # of eight words


def quoted(said: Iterable[str], between: str) -> str:
    """For PostgreSQL's websearch_to_tsquery: each part as it stands, so that nothing typed is read as an order."""
    return between.join(f'"{plain}"' for one in said if (plain := one.replace('"', " ").replace("\\", " ").strip()))


def firmly(telling: Iterable[str], common: Sequence[str]) -> str:
    """Any of the telling words, or two of the common ones together: one of those alone says nothing."""
    pairs = (quoted(two, " ") for two in islice(combinations(common, 2), MOST_PAIRS))
    return " or ".join(part for part in (quoted(telling, " or "), *pairs) if part)


def pieces(marked: str) -> list[Piece]:
    """Of words in which each hit stands between the signs STX and ETX."""
    return [(part, n % 2 == 1) for n, part in enumerate(marked.replace("\3", "\2").split("\2")) if part]
