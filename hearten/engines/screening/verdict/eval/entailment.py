"""Row E9: do our verdicts read evidence? Measured on HealthVer (Sarrouti et al., EMNLP Findings 2021).

Its licence is not stated: it is measured on, never trained on for shipping. Only the published dev split is at hand, so
no figure here is one of the published test split. What has to be trained is trained on four fifths of the questions and
tried on the others (grouped by question: no question is on both sides).
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.claims import Claim
from hearten.engines.screening.eval.figures import RESAMPLES, Figure, Row, Target, resampled
from hearten.engines.screening.evidence import STATEMENT, Embed, Entry, Match
from hearten.engines.screening.evidence.bag import Bag
from hearten.engines.screening.evidence.terms import plain
from hearten.engines.screening.verdict.judging import judge
from hearten.engines.screening.verdict.opinion import Verdict

FILE = Path("healthver") / "healthver_dev.csv"
LABELS = ("Supports", "Refutes", "Neutral")
SUPPORTS, REFUTES, NEUTRAL = range(3)
AGAINST = {Verdict.contradicted, Verdict.outdated, Verdict.overstated}
TARGET = Target(0.75)
FOLDS, STEPS, WEIGHT_DECAY = 5, 150, 1e-2
POWERS = 30
Numbers = NDArray[np.float64]
Classes = NDArray[np.int64]


@dataclass(frozen=True)
class Pair:
    evidence: str
    claim: str
    label: int  # place in LABELS
    question: str


def read(path: Path) -> tuple[Pair, ...]:
    """Raises OSError, KeyError or ValueError where the file is not the one that was published."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Pair(row["evidence"], row["claim"], LABELS.index(row["label"]), row["question"])
            for row in csv.DictReader(file)
        )


def macro_f1(wanted: Classes, said: Classes) -> float:
    """The mean over the three labels of F1; 0 for a label that is never said."""
    each = []
    for label in range(len(LABELS)):
        both = int(((wanted == label) & (said == label)).sum())
        each.append(2 * both / max(int((wanted == label).sum() + (said == label).sum()), 1))
    return float(np.mean(each))


def by_rules(pairs: Sequence[Pair]) -> Classes:
    """Our verdict, handed the evidence as if it were the one statement guidance makes."""
    return np.array([_ruled(pair) for pair in pairs], dtype=np.int64)


def _ruled(pair: Pair) -> int:
    claim = Claim(pair.claim, "text", 0, len(pair.claim), None, ("fact",), "en")
    statement = Entry("E", pair.evidence, STATEMENT, "", "", "")
    verdict = judge(claim, (Match(statement, 1.0),)).verdict
    return SUPPORTS if verdict is Verdict.supported else REFUTES if verdict in AGAINST else NEUTRAL


def by_words(pairs: Sequence[Pair], folds: int = FOLDS, seed: int = 0) -> Classes:
    """The baseline: logistic regression on TF-IDF of claim and evidence, each question tried on what did not see it."""
    features = np.concatenate(
        [Bag.of([plain(text) for text in side]).by_term.T for side in _sides(pairs)], axis=1, dtype=np.float64
    )
    return out_of_fold(features @ features.T, pairs, folds, seed)


def by_meaning(pairs: Sequence[Pair], embed: Embed, folds: int = FOLDS, seed: int = 0) -> Classes:
    """The same regression on what a model makes of claim and evidence: their product and their difference."""
    sides = []
    for side in _sides(pairs):
        texts = list(dict.fromkeys(side))
        sides.append(embed(texts)[[texts.index(text) for text in side]].astype(np.float64))
    features = np.concatenate([sides[0] * sides[1], abs(sides[0] - sides[1])], axis=1)
    features = (features - features.mean(axis=0)) / (features.std(axis=0) + 1e-9)
    return out_of_fold(features @ features.T / features.shape[1], pairs, folds, seed)


def _sides(pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
    return [pair.claim for pair in pairs], [pair.evidence for pair in pairs]


def out_of_fold(likeness: Numbers, pairs: Sequence[Pair], folds: int, seed: int) -> Classes:
    """What is said of each pair by a regression that saw no pair of its question. `likeness` is (n, n)."""
    questions = list(dict.fromkeys(pair.question for pair in pairs))
    dealt = np.random.default_rng(seed).permutation(len(questions)) % folds
    fold = np.array([dealt[questions.index(pair.question)] for pair in pairs])
    wanted = np.array([pair.label for pair in pairs])
    said = np.full(len(pairs), NEUTRAL)
    for one in range(folds):
        tried, seen = np.flatnonzero(fold == one), np.flatnonzero(fold != one)
        if len(tried) and len(seen):
            weights = fit(likeness[np.ix_(seen, seen)], wanted[seen])
            said[tried] = (likeness[np.ix_(tried, seen)] @ weights).argmax(axis=1)
    return said


def fit(likeness: Numbers, wanted: Classes) -> Numbers:
    """Logistic regression with weight decay by the pairs' likeness to each other; labels count alike, rare or not.

    Nesterov's gradient with a step no longer than the likeness allows. Returns (n, labels).
    """
    n = len(wanted)
    target = np.eye(len(LABELS))[wanted]
    rarity = n / (len(LABELS) * np.maximum(target.sum(axis=0), 1))
    each = rarity[wanted][:, None] / n
    step = 1 / (0.5 * _greatest(likeness) * float(each.max()) + WEIGHT_DECAY)
    weights = ahead = np.zeros((n, len(LABELS)))
    for turn in range(STEPS):
        scores = likeness @ ahead
        scores -= scores.max(axis=1, keepdims=True)
        chance = np.exp(scores)
        chance /= chance.sum(axis=1, keepdims=True)
        before, weights = weights, ahead - step * (each * (chance - target) + WEIGHT_DECAY * ahead)
        ahead = weights + turn / (turn + 3) * (weights - before)
    return weights


def _greatest(likeness: Numbers) -> float:
    """Its greatest eigenvalue, a little above, by the power method: likeness has no negative ones."""
    towards = np.random.default_rng(0).standard_normal(len(likeness))
    for _ in range(POWERS):
        towards = likeness @ towards
        towards /= max(float(np.linalg.norm(towards)), 1e-12)
    return 1.1 * float(towards @ likeness @ towards) + 1e-12


def rows(
    pairs: Sequence[Pair], trained: Mapping[str, Classes], resamples: int = RESAMPLES, seed: int = 0
) -> Iterator[Row]:
    """Our rules beside what was trained and the commonest label; intervals draw whole questions."""
    wanted = np.array([pair.label for pair in pairs])
    groups = [pair.question for pair in pairs]
    commonest = np.full(len(pairs), int(np.bincount(wanted).argmax()))
    figures = [
        _spread(wanted, said, groups, resamples, seed) for said in (by_rules(pairs), *trained.values(), commonest)
    ]
    beside = tuple(zip((*trained, "always the commonest"), figures[1:], strict=True))
    yield Row("E9", "rules as a verifier of evidence, macro-F1", "healthver dev split", len(pairs), figures[0], TARGET,
              beside, note="the published test split is not at hand")  # fmt: skip


def _spread(wanted: Classes, said: Classes, groups: Sequence[str], resamples: int, seed: int) -> Figure:
    return resampled(lambda at: macro_f1(wanted[at], said[at]), len(wanted), resamples, seed, groups)
