"""Rows E5 on our own sentences: what only sounds like a crisis, and who is heard that is in one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hearten.engines.screening.eval.figures import RESAMPLES, Row, Target, parts, share
from hearten.engines.screening.risk.eval.sentences import Sentence
from hearten.engines.screening.risk.lexicon import Level

SETS = Path(__file__).parent
FALSE_ALARMS = Target(0.02, at_most=True)


def read(path: Path) -> tuple[Sentence, ...]:
    """Sentences of ours, from tabs or from JSON lines. Raises `OSError`, `KeyError` or `ValueError`."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if path.suffix == ".jsonl":
        return tuple(Sentence(int(r["level"]), r["lang"], "", r["text"]) for r in map(json.loads, lines))
    return tuple(Sentence(int(level), *rest) for level, *rest in (line.split("\t") for line in lines))


def rows(
    on: str, ours: Sequence[Sentence], levels: Mapping[str, Sequence[int]], resamples: int = RESAMPLES
) -> Iterator[Row]:
    """False alarms on those of level 0, and who is heard of those in need. The first of `levels` is ours."""
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
                yield Row("E5", what, on, len(own), figure, target, others, language, note=next(iter(heard)))
