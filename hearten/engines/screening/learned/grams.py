"""How a text is spelt, as a sparse row: words, pairs and groups of letters, hashed. No word can be read back."""

import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LONGEST = 2000  # characters of one text; what is longer is read in parts by whoever asks
LETTERS = (3, 4, 5)
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Row:
    """Where a text has something, and how often (dampened). The first half of the places is for words."""

    places: NDArray[np.int64]
    counts: Floats


def grams(text: str, width: int) -> Row:
    """A row of `width` places, half for words and pairs, half for groups of 3 to 5 letters within a word."""
    half = width // 2
    words = list(_words(text[:LONGEST]))
    found = Counter(_hashed(gram) % half for gram in [*words, *map(" ".join, pairwise(words))])
    letters = (f" {word} "[at : at + n] for word in words for n in LETTERS for at in range(max(1, len(word) + 3 - n)))
    found.update(Counter(half + _hashed(gram) % half for gram in letters))
    places = np.fromiter(found.keys(), np.int64, len(found))
    return Row(places, np.log1p(np.fromiter(found.values(), np.float32, len(found))))


def weighed(row: Row, rarity: Floats) -> Floats:
    """The row's values: dampened counts by how rare, words and letters each brought to length 1."""
    values = row.counts * rarity[row.places]
    of_words = row.places < len(rarity) // 2
    for part in (of_words, ~of_words):
        values[part] /= max(float(np.linalg.norm(values[part])), 1e-9)
    return values.astype(np.float32)


def _words(text: str) -> Iterator[str]:
    """Words without signs around them, small, in one form of each letter; a sign alone stays (a face may speak)."""
    for piece in unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split():
        first = next((at for at, c in enumerate(piece) if _is_letter(c)), None)
        if first is None:
            yield piece
            continue
        last = next(at for at in range(len(piece), 0, -1) if _is_letter(piece[at - 1]))
        yield piece[first:last]


def _is_letter(c: str) -> bool:
    return unicodedata.category(c)[0] in "LMN"


def _hashed(gram: str) -> int:
    return zlib.crc32(gram.encode("utf-8", "surrogatepass"))
