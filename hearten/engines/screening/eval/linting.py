"""Rows E6 of the scorecard: what the wording rules find and how often they are right, all together and by part."""

from collections.abc import Iterator, Mapping, Sequence

from hearten.engines.screening.eval.figures import Figure, Row, Target, parts, share
from hearten.engines.screening.eval.wording import OVERALL, Labelled, Score, evaluate
from hearten.engines.screening.eval.wording import Figure as Spread
from hearten.engines.screening.families import SHARED

MEASURES = (("recall", Target(0.98)), ("precision", Target(0.95)))
Found = Sequence[frozenset[str]]  # the families named in each text


def rows(on: str, texts: Sequence[Labelled], ours: Found, others: Mapping[str, Found], seed: int = 0) -> Iterator[Row]:
    """Recall and precision over all families (micro): all texts, each language; then each family, without a target.

    A language is given a row of precision only where something was found in it, and of recall only where there was
    something to find.
    """
    for language in parts(text.language for text in texts):
        own = [k for k, text in enumerate(texts) if language in ("", text.language)]
        scored = {name: _scores(texts, found, own, seed) for name, found in {"": ours, **others}.items()}
        for measure, target in MEASURES:
            yield from _row(on, measure, target, OVERALL, language, scored)
        if not language:
            for family in SHARED:
                for measure, _ in MEASURES:
                    yield from _row(on, measure, None, family, language, scored)


def _scores(texts: Sequence[Labelled], found: Found, own: Sequence[int], seed: int) -> dict[str, tuple[Score, int]]:
    """By family: the score, and how often it was named where it counts."""
    mine, named = [texts[k] for k in own], [found[k] for k in own]
    said = [seen - text.open for text, seen in zip(mine, named, strict=True)]
    often = {family: sum(family in seen for seen in said) for family in SHARED}
    often[OVERALL] = sum(often.values())
    return {score.family: (score, often[score.family]) for score in evaluate(mine, named, seed)}


def _row(
    on: str, measure: str, target: Target | None, family: str, language: str,
    scored: Mapping[str, Mapping[str, tuple[Score, int]]],
) -> Iterator[Row]:  # fmt: skip
    figures = {name: _figure(*scores[family], measure) for name, scores in scored.items()}
    ours, n = figures.pop("")
    if not n:
        return
    beside = tuple((name, figure) for name, (figure, of) in figures.items() if of)
    name = "" if family == OVERALL else family
    yield Row("E6", f"linter {measure}", on, n, ours, target, beside, language, family=name)


def _figure(score: Score, named: int, measure: str) -> tuple[Figure, int]:
    of = score.texts if measure == "recall" else named
    spread: Spread = getattr(score, measure)
    if of and spread.value in (0.0, 1.0):
        return share([spread.value == 1.0] * of), of
    return Figure(spread.value, spread.low, spread.high), of
