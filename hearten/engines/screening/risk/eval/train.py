"""Fits the estimate and gives scores for people it has not seen. NumPy only: ridge regression in its dual form.

python -m hearten.engines.screening.risk.eval.train data/risk/head.npz
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.risk.eval.posts import Floats, Posts, posts
from hearten.engines.screening.risk.head import HALF, LINES, Features, Head, features
from hearten.engines.screening.risk.lexicon import Lexicon
from hearten.engines.screening.risk.loading import load
from hearten.engines.screening.risk.reading import Sheet, heard

PACKS = Path(__file__).resolve().parents[5] / "data" / "risk"
FOLDS, RIDGE = 5, 3.0
LEAST_SPREAD = 0.05  # a feature almost nobody has must not shout
Places = NDArray[np.int64]


def read(texts: Sequence[str], lexicon: Lexicon) -> list[Features]:
    sheets = [Sheet(text, lexicon) for text in texts]
    return [features(text, sheet, heard(sheet, lexicon), lexicon) for text, sheet in zip(texts, sheets, strict=True)]


def _rarity(seen: Sequence[Features]) -> Floats:
    """Inverse document frequency; a bucket seen once says nothing about others, so it weighs nothing."""
    times = np.zeros(2 * HALF)
    for one in seen:
        times[one.buckets] += 1
    return np.where(times > 1, np.log((1 + len(seen)) / (1 + times)) + 1, 0.0)


def fitted(seen: Sequence[Features], targets: Floats, of_people: Floats) -> Head:
    """`targets` (n, 3), a column a line; `of_people` (n,) the severities whose spread the first is stretched to."""
    names = tuple(sorted({name for one in seen for name in one.named}))
    table = np.array([[one.named.get(name, 0.0) for name in names] for one in seen])
    centre, spread, rarity = table.mean(0), table.std(0) + LEAST_SPREAD, _rarity(seen)
    named = (table - centre) / spread / np.sqrt(len(names))
    spelt = np.zeros((len(seen), 2 * HALF), dtype=np.float32)
    for row, one in zip(spelt, seen, strict=True):
        row[one.buckets] = one.weighed(rarity)
    inverse = np.linalg.inv(named @ named.T + spelt @ spelt.T + RIDGE * np.eye(len(seen)))
    mean = targets.mean(0)
    dual = inverse @ (targets - mean)
    left_out = targets - dual / np.diag(inverse)[:, None]  # what each would be told by a fit without it
    stretch = np.array([of_people.std() / left_out[:, 0].std(), 1.0, 1.0])
    bias = mean + (stretch - 1) * (mean - left_out.mean(0))
    dual *= stretch
    of_names = (named.T @ dual).T / np.sqrt(len(names))
    return Head(names, centre, spread, of_names, rarity, (spelt.T @ dual).T.astype(np.float64), bias)


def folds(authors: Sequence[str], seed: int) -> Places:
    """(n,) the fold of each row; all rows of an author fall into one."""
    known = {author: at for at, author in enumerate(dict.fromkeys(authors))}
    of_author = np.random.default_rng(seed).permutation(len(known)) % FOLDS
    return np.array([of_author[known[author]] for author in authors])


def unseen(known: Posts, lexicon: Lexicon, seed: int, seen: Sequence[Features] | None = None) -> Floats:
    """(n, 3) estimates for each post, by `LINES`, from a head that never met its author."""
    seen = seen or read(known.texts, lexicon)
    fold, found = folds(known.authors, seed), np.zeros((len(seen), len(LINES)))
    for one in range(FOLDS):
        kept = np.flatnonzero(fold != one)
        head = fitted([seen[int(at)] for at in kept], known.targets[kept], known.severity[kept])
        for at in np.flatnonzero(fold == one):
            said = head.estimate(seen[int(at)])
            found[at] = said.severity, said.any, said.grave
    return found


def write(head: Head, path: Path) -> None:
    """Half precision for the long rows: estimates move by less than 0.01."""
    np.savez_compressed(
        path, names=np.array(head.names), centre=head.centre, spread=head.spread, of_names=head.of_names,
        bias=head.bias, rarity=head.rarity.astype(np.float16), of_buckets=head.of_buckets.astype(np.float16),
    )  # fmt: skip


def main() -> None:
    lexicon, known = load(PACKS, "en"), posts()
    write(fitted(read(known.texts, lexicon), known.targets, known.severity), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
