"""Wrong green and coverage on our own claims: dev to tune on, held only to measure."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hearten.engines.screening.claims import claims_in
from hearten.engines.screening.evidence import Index
from hearten.engines.screening.finding import Passage
from hearten.engines.screening.verdict.judging import judge
from hearten.engines.screening.verdict.opinion import Verdict

SETS = Path(__file__).parent
LOOKED_AT = 20


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


def claims(name: str) -> tuple[Tried, ...]:
    """The set "dev" or "held", written by us."""
    lines = (SETS / name / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Tried(r["id"], r["lang"], r["text"], r["way"], r["may_be_green"]) for r in map(json.loads, lines))


def verdict_of(tried: Tried, index: Index) -> Verdict:
    found = claims_in([Passage("text", tried.text)], tried.language)
    if not found:
        return Verdict.not_a_claim
    return judge(found[0], index.closest(found[0].text, tried.language, LOOKED_AT)).verdict


def outcome(index: Index, tried: Sequence[Tried]) -> Outcome:
    verdicts = [(one, verdict_of(one, index)) for one in tried]
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
