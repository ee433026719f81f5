"""Rows E3 to E5 and the idioms of E5: how well crisis language is heard, beside rules, lexicon and words alone.

Estimates come from heads that never met the author (five folds, as many times as there are seeds); intervals are drawn
by author. The rules were written with these posts in view: their figures, and so ours, are a little too good.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from hearten.engines.screening.eval.figures import RESAMPLES, SEED, Figure, Places, resampled, share
from hearten.engines.screening.risk.eval.idioms import Idiom, idioms
from hearten.engines.screening.risk.eval.posts import ANY, GRAVE, Floats, Posts, posts
from hearten.engines.screening.risk.eval.train import PACKS, read, unseen
from hearten.engines.screening.risk.head import Head, load_head
from hearten.engines.screening.risk.level import Risk, level_of
from hearten.engines.screening.risk.lexicon import Level, Lexicon
from hearten.engines.screening.risk.loading import load
from hearten.engines.screening.risk.reading import Sheet

SEEDS = (0, 1, 2)
SEVERITIES = 7  # 0 to 6
RECALL, PRECISION = 0.95, 0.90
TARGETS = {"E3": 0.85, "E4": 0.80, "E5": 0.93, "idioms": 0.02}
WORDS = frozenset(
    ("suicide", "suicidal", "kill", "die", "dying", "dead", "overdose", "hang", "jump", "pills", "end", "cut")
)
RULES, LEXICON, WORD_LIST = "rules", "lexicon", "list of words"


@dataclass(frozen=True)
class Measured:
    """One figure with its 95 % interval; for `idioms` less is better. `n` is how many texts it is counted on."""

    name: str
    value: float
    low: float
    high: float
    n: int
    target: float
    baselines: dict[str, float]
    per_language: dict[str, float]


def specificity(severity: Floats, scores: Floats) -> float:
    """The share of posts below 4 left alone where the threshold lets 95 % of the others through, ties together."""
    grave = severity >= GRAVE
    ordered = np.sort(scores[grave])[::-1]
    threshold = ordered[int(np.ceil(RECALL * len(ordered))) - 1]
    return float((scores[~grave] < threshold).mean())


def recall(severity: Floats, scores: Floats) -> float:
    """The most of the posts from 1 that can be found while nine of ten found are right; 0 where nothing gives that."""
    wanted, best = severity >= ANY, 0.0
    for threshold in np.unique(scores):
        found = scores >= threshold
        if wanted[found].mean() >= PRECISION:
            best = max(best, float(found[wanted].mean()))
    return best


def agreement(severity: Floats, scores: Floats) -> float:
    """Cohen's kappa with quadratic weights (Psychological Bulletin 70, 1968); scores are rounded to 0-6."""
    seen = np.zeros((SEVERITIES, SEVERITIES))
    np.add.at(seen, (severity.astype(int), np.clip(np.rint(scores), 0, SEVERITIES - 1).astype(int)), 1)
    apart = np.subtract.outer(np.arange(SEVERITIES), np.arange(SEVERITIES)) ** 2
    by_chance = np.outer(seen.sum(1), seen.sum(0)) / seen.sum()
    return float(1 - (apart * seen).sum() / max(float((apart * by_chance).sum()), 1e-9))


MEASURES: Mapping[str, Callable[[Floats, Floats], float]] = {"E3": specificity, "E4": agreement, "E5": recall}
LINE = {"E3": 2, "E4": 0, "E5": 1}  # which of `head.LINES` answers


def _by_rules(risk: Risk) -> float:
    return risk.severity + risk.level / 10


def _by_lexicon(text: str, lexicon: Lexicon) -> float:
    sheet = Sheet(text, lexicon)
    return float(sum(len(sheet.spans(phrases)) for _, phrases in lexicon.constructs))


def _by_words(text: str, lexicon: Lexicon) -> float:
    return float(sum(word.forms[0] in WORDS for word in Sheet(text, lexicon).words))


def of_posts(known: Posts, resamples: int = RESAMPLES, seeds: Sequence[int] = SEEDS) -> Iterator[Measured]:
    """E3, E4 and E5: the mean over the seeds, and the interval of that mean when authors are drawn again."""
    lexicon = load(PACKS, "en")
    seen = read(known.texts, lexicon)
    runs = [unseen(known, lexicon, seed, seen) for seed in seeds]
    plain = {
        RULES: np.array([_by_rules(level_of(text, lexicon)) for text in known.texts]),
        LEXICON: np.array([_by_lexicon(text, lexicon) for text in known.texts]),
        WORD_LIST: np.array([_by_words(text, lexicon) for text in known.texts]),
    }
    for name, measure in MEASURES.items():

        def mean(at: Places, name: str = name, measure: Callable[[Floats, Floats], float] = measure) -> float:
            return float(np.mean([measure(known.severity[at], run[at, LINE[name]]) for run in runs]))

        figure = resampled(mean, len(known.texts), resamples, SEED, known.authors)
        beside = {of: measure(known.severity, scores) for of, scores in plain.items()}
        yield _measured(name, figure, len(known.texts), beside, {"en": figure.value})


def of_idioms(resamples: int = RESAMPLES) -> Measured:
    """The share of harmless sentences, written by someone who had not read the rules, that are taken for a crisis."""
    quiet = [one for one in idioms() if one.level == Level.none]
    alarms = np.array([heard_as(one) >= Level.distress for one in quiet])
    lexicon = load(PACKS, "en")
    by_words = float(np.mean([_by_words(one.text, lexicon) > 0 for one in quiet]))
    languages = np.array([one.language for one in quiet])
    each = {language: float(alarms[languages == language].mean()) for language in dict.fromkeys(languages.tolist())}
    return _measured("idioms", share(alarms.tolist(), resamples), len(quiet), {WORD_LIST: by_words}, each)


def _measured(name: str, figure: Figure, n: int, beside: dict[str, float], each: dict[str, float]) -> Measured:
    return Measured(name, figure.value, figure.low, figure.high, n, TARGETS[name], beside, each)


@lru_cache(maxsize=16)
def _lexicon(language: str) -> Lexicon:
    return load(PACKS, language)


@lru_cache(maxsize=1)
def _head() -> Head | None:
    return load_head(PACKS / "head.npz")


def heard_as(one: Idiom) -> int:
    """The level, with the words and the estimate that ship."""
    return level_of(one.text, _lexicon(one.language), _head()).level


def rows(licensed: Path | None = None, resamples: int = RESAMPLES, seeds: Sequence[int] = SEEDS) -> list[Measured]:
    """E3, E4, E5, idioms. Raises `NotHere` where the folder of licensed data is not on this machine."""
    return [*of_posts(posts(licensed), resamples, seeds), of_idioms(resamples)]
