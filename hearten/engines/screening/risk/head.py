"""A light trained estimate: straight lines through what the rules heard and how the text is spelt. NumPy only."""

import math
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.risk.lexicon import Lexicon
from hearten.engines.screening.risk.reading import Said, Sheet, Turn, by_rules, counted

HALF = 1 << 15  # buckets for words, and as many for letters
LONGEST = 4000  # characters the estimate looks at; the rules read all
GRAMS = (3, 4, 5)
SAID = {
    "me": frozenset(("i", "im", "ive", "id", "ill", "me", "my", "myself")),
    "you": frozenset(("you", "your", "youre", "u")),
    "they": frozenset(("he", "she", "his", "her", "him", "they", "them")),
}
GRAVEST, SURE = 6, 3  # the top of the Columbia scale, and of our levels
LINES = ("severity", "any", "grave")
Floats = NDArray[np.float64]


class BadHead(ValueError):
    """Weights that cannot be read or are of another shape: which file, and what is wrong."""


@dataclass(frozen=True)
class Estimate:
    """`severity` on the Columbia scale (C-SSRS), 0 to 6. `any` (speaks of suicide at all) and `grave` (4 and more) are
    orders from 0 to 1 for a queue: no probabilities, and no diagnosis."""

    severity: float
    any: float
    grave: float


@dataclass(frozen=True)
class Features:
    """What an estimate looks at: numbers by name, and a sparse row of buckets."""

    named: dict[str, float]
    buckets: NDArray[np.int64]
    counts: Floats

    def weighed(self, rarity: Floats) -> Floats:
        """How often, dampened, by how rare; words and letters are each brought to length 1."""
        values = (1 + np.log(self.counts)) * rarity[self.buckets]
        of_words = self.buckets < HALF
        for part in (of_words, ~of_words):
            length = float(np.linalg.norm(values[part]))
            values[part] /= length or 1.0
        return values


def _named(sheet: Sheet, said: Sequence[Said], lexicon: Lexicon) -> dict[str, float]:
    """log(1 + n) of phrases by group and turn, of the lexicon's constructs, of persons and of amounts."""
    found: Counter[str] = Counter(f"{one.group.id}:{one.turn}" for one in said)
    found.update({f"srl:{name}": len(sheet.spans(phrases)) for name, phrases in lexicon.constructs})
    words = [word.forms[0] for word in sheet.words]
    found.update({"words": len(words), "amounts": sum(word[:1].isdigit() for word in words)})
    found.update({name: sum(word in those for word in words) for name, those in SAID.items()})
    sure = counted(said)
    gravest = max((one.severity for one in sure if one.group.level), default=0)
    hinted = max((one.severity for one in said if one.turn is Turn.straight), default=0)
    level = by_rules(sure, sheet)
    found.update({f"severity>={n}": int(gravest >= n) for n in range(1, GRAVEST + 1)})
    found.update({f"hinted>={n}": int(hinted >= n) for n in range(1, GRAVEST + 1)})
    found.update({f"level>={n}": int(level >= n) for n in range(1, SURE + 1)})
    return {name: math.log1p(number) for name, number in found.items() if number}


def _bucket(gram: str) -> int:
    return zlib.crc32(gram.encode("utf-8", "surrogatepass")) % HALF


def features(text: str, sheet: Sheet, said: Sequence[Said], lexicon: Lexicon) -> Features:
    """Words, pairs of words and 3 to 5 letters go into buckets by a hash: weights hold numbers and no word."""
    words = [word.forms[0] for word in sheet.words if word.start < LONGEST]
    spelt = [f" {word} " for word in text[:LONGEST].casefold().replace("’", "'").split()]
    found = Counter(_bucket(gram) for gram in [*words, *map(" ".join, pairwise(words))])
    letters = (word[at : at + n] for word in spelt for n in GRAMS for at in range(max(1, len(word) - n + 1)))
    found.update(Counter(HALF + _bucket(gram) for gram in letters))
    buckets = np.fromiter(found.keys(), np.int64, len(found))
    return Features(_named(sheet, said, lexicon), buckets, np.fromiter(found.values(), np.float64, len(found)))


@dataclass(frozen=True)
class Head:
    """Weights made by `eval/train.py`, a row for each of `LINES`; MODEL.md beside them says from what, how good."""

    names: tuple[str, ...]
    centre: Floats  # (names,)
    spread: Floats  # (names,)
    of_names: Floats  # (3, names)
    rarity: Floats  # (2 * HALF,)
    of_buckets: Floats  # (3, 2 * HALF)
    bias: Floats  # (3,)
    languages: frozenset[str] = frozenset({"en"})  # those it was trained on

    def estimate(self, seen: Features) -> Estimate:
        row = (np.array([seen.named.get(name, 0.0) for name in self.names]) - self.centre) / self.spread
        lines = self.bias + self.of_names @ row + self.of_buckets[:, seen.buckets] @ seen.weighed(self.rarity)
        severity, some, grave = (float(line) for line in lines)
        return Estimate(min(max(severity, 0.0), float(GRAVEST)), min(max(some, 0.0), 1.0), min(max(grave, 0.0), 1.0))


def load_head(path: Path) -> Head | None:
    """Weights from an .npz file; none where there is no such file. Raises `BadHead` where it is torn."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            numbers = {name: kept[name].astype(np.float64) for name in kept.files if name != "names"}
            head = Head(names=tuple(str(name) for name in kept["names"]), **numbers)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as wrong:
        raise BadHead(f"{path.name}: {wrong}") from wrong
    n, lines = len(head.names), len(LINES)
    shapes = [head.centre.shape, head.spread.shape, head.of_names.shape, head.rarity.shape, head.of_buckets.shape]
    if [*shapes, head.bias.shape] != [(n,), (n,), (lines, n), (2 * HALF,), (lines, 2 * HALF), (lines,)]:
        raise BadHead(f"{path.name}: weights of another shape")
    return head
