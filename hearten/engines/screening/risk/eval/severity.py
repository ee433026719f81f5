"""Rows E3 to E5: how grave a post is on the Columbia scale, and whether it speaks of suicide at all.

Read from `cssrs` where other people's data is at hand (CC BY 4.0); no text of it is kept or printed. Scores are given
from outside, so that rules, a lexicon, a list of words and a trained head are all counted the same way.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.eval.figures import RESAMPLES, SEED, Figure, Row, Target, parts, resampled, share
from hearten.engines.screening.risk.eval.sentences import Sentence
from hearten.engines.screening.risk.lexicon import Level, Lexicon
from hearten.engines.screening.words import places_of, words_of

SETS = Path(__file__).parent
FILE = Path("cssrs") / "dev.csv"
SEVERITIES = 7  # 0 to 6
GRAVE, ANY = 4, 1
RECALL, PRECISION = 0.95, 0.90
Numbers = NDArray[np.float64]
FALSE_ALARMS = Target(0.02, at_most=True)
_WORDS = "suicide suicidal kill killing die dying dead death overdose hang jump pills cut"
WORDS = frozenset(_WORDS.split())


@dataclass(frozen=True)
class Post:
    text: str
    severity: int
    author: str


def read(path: Path) -> tuple[Post, ...]:
    """Raises OSError, KeyError or ValueError where the file is not the one that was published."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return tuple(Post(r["content"], int(r["severity"]), r["author_group"]) for r in csv.DictReader(file))


def by_words(text: str) -> float:
    """The baseline: how many of a few words are in the text, and no thought about what stands around them."""
    return float(sum(word.forms[-1] in WORDS for word in words_of(text)))


def by_constructs(text: str, lexicon: Lexicon) -> float:
    """How many constructs of the Suicide Risk Lexicon the text touches (Low et al., 2024), and nothing else."""
    words = words_of(text)
    places = places_of(words)
    return float(sum(bool(phrases.spans(words, places)) for _, phrases in lexicon.constructs))


def specificity(grave: NDArray[np.bool_], scores: Numbers) -> float:
    """The share of others left alone where the threshold lets 95 % of the grave through. Ties go through together."""
    if not grave.any() or grave.all():
        return 0.0
    of_grave = np.sort(scores[grave])[::-1]
    threshold = of_grave[int(np.ceil(RECALL * len(of_grave))) - 1]
    return float((scores[~grave] < threshold).mean())


def recall(wanted: NDArray[np.bool_], scores: Numbers) -> float:
    """The most of the wanted that can be found while nine of ten found are right; 0 where no threshold gives that."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(wanted[order])
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))  # ties are found together or not at all
    enough = right[ends] >= PRECISION * (ends + 1)
    return float(right[ends][enough].max(initial=0) / max(int(wanted.sum()), 1))


def agreement(wanted: NDArray[np.int64], said: NDArray[np.int64]) -> float:
    """Cohen's kappa with quadratic weights (Cohen, Psychological Bulletin 70, 1968)."""
    seen = np.zeros((SEVERITIES, SEVERITIES))
    np.add.at(seen, (wanted, said), 1)
    steps = np.arange(SEVERITIES)
    apart = (steps[:, None] - steps) ** 2
    by_chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / max(float(seen.sum()), 1)
    return float(1 - (apart * seen).sum() / max(float((apart * by_chance).sum()), 1e-9))


def rows(posts: Sequence[Post], scores: Mapping[str, Sequence[float]], resamples: int = RESAMPLES) -> Iterator[Row]:
    """The first of `scores` is ours, on the scale of 0 to 6; the others are what it is held against."""
    severity = np.array([post.severity for post in posts])
    given = {name: np.array(each, dtype=np.float64) for name, each in scores.items()}

    def row(code: str, what: str, target: float, measure: Callable[[NDArray[np.int64], Numbers], float]) -> Row:
        ours, *others = ((name, _spread(posts, severity, each, measure, resamples)) for name, each in given.items())
        return Row(code, what, "cssrs", len(posts), ours[1], Target(target), tuple(others), note=ours[0])

    yield row("E3", "severity 4 and more: specificity at 95 % recall", 0.85,
              lambda true, said: specificity(true >= GRAVE, said))  # fmt: skip
    yield row("E4", "severity: agreement with people (QWK)", 0.80, lambda true, said: agreement(true, _rounded(said)))
    yield row("E5", "any suicidality: recall at 90 % precision", 0.93, lambda true, said: recall(true >= ANY, said))


def _rounded(scores: Numbers) -> NDArray[np.int64]:
    return np.clip(np.rint(scores), 0, SEVERITIES - 1).astype(np.int64)


def _spread(
    posts: Sequence[Post], severity: NDArray[np.int64], scores: Numbers,
    measure: Callable[[NDArray[np.int64], Numbers], float], resamples: int,
) -> Figure:  # fmt: skip
    return resampled(
        lambda at: measure(severity[at], scores[at]), len(posts), resamples, SEED, [post.author for post in posts]
    )


def own(path: Path) -> tuple[Sentence, ...]:
    """Sentences of ours, from tabs or from JSON lines. Raises `OSError`, `KeyError` or `ValueError`."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if path.suffix == ".jsonl":
        return tuple(Sentence(int(r["level"]), r["lang"], "", r["text"]) for r in map(json.loads, lines))
    return tuple(Sentence(int(level), *rest) for level, *rest in (line.split("\t") for line in lines))


def own_rows(
    on: str, ours: Sequence[Sentence], levels: Mapping[str, Sequence[int]], resamples: int = RESAMPLES
) -> Iterator[Row]:
    """Rows E5 of a set of our own sentences: false alarms on those of level 0, and who is heard of those in need.

    The first of `levels` is ours.
    """
    heard = {name: [level >= Level.distress for level in each] for name, each in levels.items()}
    kinds = (
        ("idioms and quiet sentences taken for a crisis", Level.none, Level.none, FALSE_ALARMS),
        ("people in distress or danger heard", Level.distress, Level.active, None),
    )
    for what, least, most, target in kinds:
        for language in parts(one.language for one in ours):
            own = [k for k, s in enumerate(ours) if least <= s.level <= most and language in ("", s.language)]
            if own:
                figure, *beside = (share([hits[k] for k in own], resamples) for hits in heard.values())
                others = tuple(zip([*heard][1:], beside, strict=True))
                yield Row("E5", what, on, len(own), figure, target, others, language)
