"""What `hearten eval` measures, a function a row of the scorecard; the measures themselves stand with their engines."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from hearten.config.checks.meanings import embed_of
from hearten.config.checks.scorecard.house import ABSENT, NO_MODEL, WITH_MODEL, Curve, House, Measured
from hearten.engines.screening import Pack, Passage, screen
from hearten.engines.screening import load_practised as load_rules
from hearten.engines.screening.eval import licensed, linting, wording
from hearten.engines.screening.eval.figures import Figure, Row, Target
from hearten.engines.screening.eval.sets import is_tuned_on, sets, spread
from hearten.engines.screening.eval.word_list import families_by_words
from hearten.engines.screening.evidence.eval import measure as retrieval
from hearten.engines.screening.learned import load_trained
from hearten.engines.screening.risk import Lexicon, Practised, level_of, load_head
from hearten.engines.screening.risk import load as load_risk
from hearten.engines.screening.risk.eval import alarms
from hearten.engines.screening.risk.eval import measures as risk_measures
from hearten.engines.screening.risk.eval.posts import posts
from hearten.engines.screening.rule import PRACTISED
from hearten.engines.screening.verdict.eval import abstaining, entailment
from hearten.engines.screening.verdict.eval import measure as verdicts
from hearten.engines.screening.words import words_of

WORD_LIST = "list of words"
HEARD_AS_CRISIS = 2
POSTS = Path("cssrs") / "dev.csv"
SAID = {
    "E3": "severity 4 and more: specificity at 95 % recall", "E4": "severity: agreement with people (QWK)",
    "E5": "any suicidality: recall at 90 % precision",
}  # fmt: skip


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
    pack_of = lru_cache(partial(_pack, house))
    found = sets(Path(wording.__file__).parent)
    rows: list[Row] = []
    for on, path in found.items():
        texts = spread(wording.read(path), house.most)
        ours = [_families(one.text, pack_of(one.language)) for one in texts]
        others = {
            "rules alone": [_families(one.text, pack_of(one.language), by_practice=False) for one in texts],
            WORD_LIST: [families_by_words(one.text) for one in texts],
        }
        rows += linting.rows(house.named(on), texts, ours, others, house.seed)
    beside: dict[str, licensed.Families] = {WORD_LIST: lambda text, _: families_by_words(text)}
    rows += licensed.rows(
        house.licensed, lambda text, language: _families(text, pack_of(language)), beside, house.most, house.resamples
    )
    licensed_files = licensed.files(house.licensed)
    there = [path for path in licensed_files.values() if path.is_file()]
    absent = tuple(ABSENT.format("E6", name) for name, path in licensed_files.items() if path not in there)
    missing = (NO_MODEL.format("E6"),) if house.no_model else ()
    return Measured(tuple(rows), (), (*found.values(), *there), (*absent, *missing))


def _pack(house: House, language: str) -> Pack:
    pack = load_rules(house.data / "rules", language)
    return replace(pack, embed=house.embed) if pack.practised and embed_of(pack.practised.model) else pack


def _families(text: str, pack: Pack, by_practice: bool = True) -> frozenset[str]:
    """As `hearten lint` names them."""
    report = screen([Passage("text", text)], pack)
    if by_practice:
        return frozenset(finding.family for finding in report.closely.findings)
    ours = {rule.id for rule in pack.rules if rule.shape != PRACTISED}
    return frozenset(finding.family for finding in report.findings if finding.rule in ours)


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
    """E3 to E5 on other people's posts, by an estimate that never met their authors."""
    path = house.licensed / POSTS
    if not path.is_file():
        return Measured(did_not_run=(ABSENT.format(code, "cssrs"),))
    return Measured(tuple(row for row in _of_posts(house) if row.id == code), (), (path,))


@lru_cache(maxsize=1)
def _of_posts(house: House) -> tuple[Row, ...]:
    known = posts(house.licensed)
    seeds = risk_measures.SEEDS[:1] if house.quick else risk_measures.SEEDS
    return tuple(_row(one) for one in risk_measures.of_posts(known, house.few, seeds))


def _row(one: risk_measures.Measured) -> Row:
    beside = tuple((name, Figure(value, value, value)) for name, value in one.baselines.items())
    figure = Figure(one.value, one.low, one.high)
    return Row(one.name, SAID[one.name], "cssrs", one.n, figure, Target(one.target), beside, note="rules and estimate")


def any_suicidality(house: House) -> Measured:
    """E5: other people's posts, then our own sentences, most of which only sound like a crisis."""
    lexicon_of: Callable[[str], Lexicon] = lru_cache(partial(load_risk, house.data / "risk"))
    head, weights = load_head(house.data / "risk" / "head.npz"), load_trained(house.data / "risk" / "practised.npz")
    practised = Practised(weights, house.embed if embed_of(weights.model) else None) if weights else None
    found = sets(alarms.SETS, "tsv") | sets(alarms.SETS)
    rows: list[Row] = []
    for on, path in found.items():
        ours = spread(alarms.read(path), house.most)
        levels = {
            "all together": [level_of(one.text, lexicon_of(one.language), head, practised).level for one in ours],
            "rules and estimate": [level_of(one.text, lexicon_of(one.language), head).level for one in ours],
            "rules": [level_of(one.text, lexicon_of(one.language)).level for one in ours],
            WORD_LIST: [HEARD_AS_CRISIS * _any_word(one.text) for one in ours],
        }
        rows += alarms.rows(house.named(on), ours, levels, house.resamples)
    return crisis(house, "E5").with_(Measured(tuple(rows), (), tuple(found.values())))


def _any_word(text: str) -> bool:
    return any(not risk_measures.WORDS.isdisjoint(word.forms) for word in words_of(text))


MEASURES: dict[str, Callable[[House], Measured]] = {
    "E1": wrong_green, "E2": retrieved, "E3": partial(crisis, code="E3"), "E4": partial(crisis, code="E4"),
    "E5": any_suicidality, "E6": linted, "E9": evidence_read,
}  # fmt: skip
