"""What `hearten eval` measures, a function a row of the scorecard; the measures themselves stand with their engines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening import Pack, Passage, screen
from hearten.engines.screening import load as load_rules
from hearten.engines.screening.eval import licensed, linting, wording
from hearten.engines.screening.eval.figures import RESAMPLES, SEED, Row
from hearten.engines.screening.eval.sets import is_tuned_on, sets, spread
from hearten.engines.screening.eval.word_list import families_by_words
from hearten.engines.screening.evidence import Embed, Index, load, load_vocabulary
from hearten.engines.screening.evidence.eval import measure as retrieval
from hearten.engines.screening.verdict.eval import abstaining, entailment
from hearten.engines.screening.verdict.eval import measure as verdicts

QUICK_RESAMPLES, QUICK_TEXTS = 100, 60
WORDS_ALONE, WITH_MODEL = "words alone", "words and model"
WORD_LIST = "list of words"
NO_MODEL = "{}: with a model (none is installed, or --quick)"
ABSENT = "{}: {} (not in the folder of licensed data)"
Curve = tuple[str, tuple[abstaining.Point, ...]]


@dataclass(frozen=True)
class Measured:
    """Rows in the order to be read, curves by name, the files read, and in words what could not be measured."""

    rows: tuple[Row, ...] = ()
    curves: tuple[Curve, ...] = ()
    files: tuple[Path, ...] = ()
    did_not_run: tuple[str, ...] = ()

    def with_(self, other: "Measured") -> "Measured":
        return Measured(
            self.rows + other.rows, self.curves + other.curves, self.files + other.files,
            self.did_not_run + other.did_not_run,
        )  # fmt: skip


class Remembered:
    """An `Embed` that works no text out twice while we measure. Nothing of it is written anywhere."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._rows: dict[str, NDArray[np.float32]] = {}

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if new := [text for text in dict.fromkeys(texts) if text not in self._rows]:
            self._rows.update(zip(new, self._embed(new), strict=True))
        return np.array([self._rows[text] for text in texts], dtype=np.float32)


@dataclass(frozen=True)
class House:
    """What is measured, and with what."""

    data: Path  # holds guidance, rules and risk
    licensed: Path  # other people's data; may be absent
    embed: Embed | None = None
    ahead: Embed | None = None  # the same for guidance's own texts
    quick: bool = False
    seed: int = SEED

    @property
    def resamples(self) -> int:
        return QUICK_RESAMPLES if self.quick else RESAMPLES

    @property
    def most(self) -> int | None:
        return QUICK_TEXTS if self.quick else None

    @cached_property
    def words_alone(self) -> Index:
        guidance = self.data / "guidance"
        return Index.of(load(guidance), vocabulary=load_vocabulary(guidance))

    @cached_property
    def indexes(self) -> dict[str, Index]:
        """With a model first, where there is one."""
        known = self.words_alone
        if self.embed is None:
            return {WORDS_ALONE: known}
        return {WITH_MODEL: Index.of(known.entries, self.embed, known.vocabulary, self.ahead), WORDS_ALONE: known}

    @property
    def no_model(self) -> bool:
        return self.embed is None

    def named(self, on: str) -> str:
        return f"{on} (tuned on)" if is_tuned_on(on) else on


def wrong_green(house: House) -> Measured:
    """E1, with the model and without; and what abstaining buys."""
    rows: list[Row] = []
    curves: list[Curve] = []
    found = sets(verdicts.SETS)
    for name, index in house.indexes.items():
        for on, path in found.items():
            tried = spread(verdicts.read(path), house.most)
            said = [verdicts.opinion_of(one, index) for one in tried]
            near = {
                f"nearest statement, {'model' if meaning else 'words'}": [
                    retrieval.nearest(index, one.text, meaning) for one in tried
                ]
                for meaning in (False, *([True] if index.embed else []))
            }
            own = verdicts.rows(house.named(on), tried, said, near, house.resamples)
            rows += [replace(row, note=name) for row in own]
            if not is_tuned_on(on):
                curves.append((f"{on}, verdicts, {name}", abstaining.of_verdicts(tried, said)))
                curves += [(f"{on}, {way}", abstaining.of_nearness(tried, scores)) for way, scores in near.items()]
    missing = (NO_MODEL.format("E1"),) if house.no_model else ()
    return Measured(tuple(rows), tuple(dict(curves).items()), tuple(found.values()), missing)


def retrieved(house: House) -> Measured:
    """E2: what we use first, then what it is held against."""
    rankings = {name: retrieval.by_index(index) for name, index in house.indexes.items()}
    if WITH_MODEL in house.indexes:
        rankings["model alone"] = retrieval.by_meaning(house.indexes[WITH_MODEL])
    rankings["TF-IDF"] = retrieval.by_tf_idf(house.words_alone.entries)
    found = sets(retrieval.SETS)
    rows = [
        row
        for on, path in found.items()
        for row in retrieval.rows(house.named(on), retrieval.read(path), rankings, house.resamples)
    ]
    missing = (NO_MODEL.format("E2"),) if house.no_model else ()
    return Measured(tuple(rows), (), tuple(found.values()), missing)


def linted(house: House) -> Measured:
    """E6: recall and precision on our own sets, then side figures on other people's."""
    pack_of = lru_cache(partial(load_rules, house.data / "rules"))
    found = sets(Path(wording.__file__).parent)
    rows: list[Row] = []
    for on, path in found.items():
        texts = spread(wording.read(path), house.most)
        ours = [_families(one.text, pack_of(one.language)) for one in texts]
        by_list = [families_by_words(one.text) for one in texts]
        rows += linting.rows(house.named(on), texts, ours, {WORD_LIST: by_list}, house.seed)
    beside: dict[str, licensed.Families] = {WORD_LIST: lambda text, _: families_by_words(text)}
    rows += licensed.rows(
        house.licensed, lambda text, language: _families(text, pack_of(language)), beside, house.most, house.resamples
    )
    others = licensed.files(house.licensed)
    there = [path for path in others.values() if path.is_file()]
    absent = tuple(ABSENT.format("E6", name) for name, path in others.items() if path not in there)
    return Measured(tuple(rows), (), (*found.values(), *there), absent)


def _families(text: str, pack: Pack) -> frozenset[str]:
    return frozenset(finding.family for finding in screen([Passage("text", text)], pack).findings)


def evidence_read(house: House) -> Measured:
    """E9: on other people's data alone."""
    path = house.licensed / entailment.FILE
    if not path.is_file():
        return Measured(did_not_run=(ABSENT.format("E9", "healthver"),))
    pairs = entailment.read(path)
    trained = {} if house.quick else {"TF-IDF, trained": entailment.by_words(pairs, seed=house.seed)}
    if house.embed:
        trained["model, trained"] = entailment.by_meaning(pairs, house.embed, seed=house.seed)
    rows = tuple(entailment.rows(pairs, trained, house.resamples, house.seed))
    return Measured(rows, (), (path,), (NO_MODEL.format("E9"),) if house.no_model else ())


MEASURES: dict[str, Callable[[House], Measured]] = {
    "E1": wrong_green, "E2": retrieved, "E6": linted, "E9": evidence_read,
}  # fmt: skip
