"""What `hearten eval` measures, a function a row of the scorecard; the measures themselves stand with their engines."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from hearten.config.checks.scorecard.house import ABSENT, NO_MODEL, WITH_MODEL, Curve, House, Measured
from hearten.engines.screening import Pack, Passage, screen
from hearten.engines.screening import load as load_rules
from hearten.engines.screening.eval import licensed, linting, wording
from hearten.engines.screening.eval.figures import Row
from hearten.engines.screening.eval.sets import is_tuned_on, sets, spread
from hearten.engines.screening.eval.word_list import families_by_words
from hearten.engines.screening.evidence.eval import measure as retrieval
from hearten.engines.screening.risk import Lexicon, level_of
from hearten.engines.screening.risk import load as load_risk
from hearten.engines.screening.risk.eval import severity
from hearten.engines.screening.verdict.eval import abstaining, entailment
from hearten.engines.screening.verdict.eval import measure as verdicts

WORD_LIST = "list of words"
HEARD_AS_CRISIS = 2


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


def crisis(house: House, code: str) -> Measured:
    """E3 to E5 by rules alone, on other people's posts."""
    path = house.licensed / severity.FILE
    if not path.is_file():
        return Measured(did_not_run=(ABSENT.format(code, "cssrs"),))
    posts = spread(severity.read(path), house.most)
    scores = _scores(house, tuple(post.text for post in posts))
    rows = severity.rows(posts, scores, house.resamples)
    return Measured(tuple(row for row in rows if row.id == code), (), (path,))


@lru_cache(maxsize=1)
def _scores(house: House, texts: tuple[str, ...]) -> dict[str, list[float]]:
    lexicon = load_risk(house.data / "risk", "en")
    return {
        "rules": [level_of(text, lexicon).severity for text in texts],
        "lexicon alone": [severity.by_constructs(text, lexicon) for text in texts],
        WORD_LIST: [severity.by_words(text) for text in texts],
    }


def any_suicidality(house: House) -> Measured:
    """E5: other people's posts, then our own sentences, most of which only sound like a crisis."""
    lexicon_of: Callable[[str], Lexicon] = lru_cache(partial(load_risk, house.data / "risk"))
    found = sets(severity.SETS, "tsv") | sets(severity.SETS)
    rows: list[Row] = []
    for on, path in found.items():
        ours = spread(severity.own(path), house.most)
        levels = {
            "rules": [level_of(one.text, lexicon_of(one.language)).level for one in ours],
            WORD_LIST: [HEARD_AS_CRISIS * (severity.by_words(one.text) > 0) for one in ours],
        }
        rows += severity.own_rows(house.named(on), ours, levels, house.resamples)
    return crisis(house, "E5").with_(Measured(tuple(rows), (), tuple(found.values())))


MEASURES: dict[str, Callable[[House], Measured]] = {
    "E1": wrong_green, "E2": retrieved, "E3": partial(crisis, code="E3"), "E4": partial(crisis, code="E4"),
    "E5": any_suicidality, "E6": linted, "E9": evidence_read,
}  # fmt: skip
