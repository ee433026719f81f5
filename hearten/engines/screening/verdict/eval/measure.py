"""Wrong green and coverage on our own claims: dev to tune on, held only to measure."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hearten.engines.screening.eval.figures import RESAMPLES, Row, Target, parts, share
from hearten.engines.screening.evidence import Index
from hearten.engines.screening.verdict.answering import answer
from hearten.engines.screening.verdict.opinion import Opinion, Verdict

SETS = Path(__file__).parent
NEVER = Target(0.0, at_most=True)
WORSE = frozenset({Verdict.contradicted, Verdict.outdated, Verdict.overstated, Verdict.unsupported})
CORRECTED = "myth_corrected"


@dataclass(frozen=True)
class Tried:
    id: str
    language: str
    text: str
    way: str  # how it was made: negated, number, subject, stronger, unsupported, myth, true, no_claim
    may_be_green: bool


@dataclass(frozen=True)
class Outcome:
    """`wrong_green` holds ids. `coverage` is the share of true claims called supported."""

    wrong_green: tuple[str, ...]
    coverage: float
    of_false: int
    of_true: int
    verdicts: dict[str, Counter[str]]  # by way


def read(path: Path) -> tuple[Tried, ...]:
    """Claims from JSON lines. Raises `OSError`, `KeyError` or `json.JSONDecodeError`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(Tried(r["id"], r["lang"], r["text"], r["way"], r["may_be_green"]) for r in rows)


def claims(name: str) -> tuple[Tried, ...]:
    """The set "dev" or "held", written by us."""
    return read(SETS / name / "claims.jsonl")


def opinion_of(tried: Tried, index: Index) -> Opinion:
    """What someone who asks about it is told."""
    return answer(tried.text, tried.language, index).opinion


def outcome(index: Index, tried: Sequence[Tried]) -> Outcome:
    verdicts = [(one, opinion_of(one, index).verdict) for one in tried]
    green = [one for one, verdict in verdicts if verdict is Verdict.supported]
    true = [one for one in tried if one.may_be_green]
    ways: dict[str, Counter[str]] = {}
    for one, verdict in verdicts:
        ways.setdefault(one.way, Counter())[str(verdict)] += 1
    return Outcome(
        tuple(one.id for one in green if not one.may_be_green),
        sum(one.may_be_green for one in green) / max(len(true), 1),
        len(tried) - len(true), len(true), ways,
    )  # fmt: skip


def rows(
    on: str, tried: Sequence[Tried], said: Sequence[Opinion], near: Mapping[str, Sequence[float]],
    resamples: int = RESAMPLES,
) -> Iterator[Row]:  # fmt: skip
    """Rows E1 of one set: what of the false is called supported, and of the true supported or wrong.

    `near` has, for each baseline, how near the nearest statement is to each claim. The baseline calls supported what
    is nearest, as much of the true claims as we do, so that only the errors differ.
    """
    green = [one.verdict is Verdict.supported for one in said]
    whole = sum(g and one.may_be_green for g, one in zip(green, tried, strict=True))
    beside = {name: nearest_are_green(tried, scores, whole) for name, scores in near.items()}
    held = [one.verdict in WORSE for one in said]
    yield from _rows(on, "false claims shown as supported", tried, lambda t: not t.may_be_green, green, beside, NEVER,
                     resamples)  # fmt: skip
    yield from _rows(on, "true claims recognised", tried, lambda t: t.may_be_green, green, beside, None, resamples)
    yield from _rows(on, "true claims called worse than not sure", tried, lambda t: t.may_be_green, held, {}, None,
                     resamples)  # fmt: skip
    yield from _rows(on, "myths told to correct them, called worse than not sure", tried, lambda t: t.way == CORRECTED,
                     held, {}, None, resamples)  # fmt: skip


def _rows(
    on: str, what: str, tried: Sequence[Tried], among: Callable[[Tried], bool], ours: Sequence[bool],
    others: Mapping[str, Sequence[bool]], target: Target | None, resamples: int,
) -> Iterator[Row]:  # fmt: skip
    for language in parts(one.language for one in tried):
        own = [k for k, one in enumerate(tried) if among(one) and language in ("", one.language)]
        if own:
            figure, *beside = (share([hits[k] for k in own], resamples) for hits in (ours, *others.values()))
            yield Row("E1", what, on, len(own), figure, target, tuple(zip(others, beside, strict=True)), language)


def nearest_are_green(tried: Sequence[Tried], scores: Sequence[float], whole: int) -> list[bool]:
    """Supported is what lies at least as near as the `whole` nearest of the true claims."""
    true = sorted((s for s, one in zip(scores, tried, strict=True) if one.may_be_green), reverse=True)
    if not whole:
        return [False] * len(tried)
    return [score >= true[whole - 1] for score in scores]
