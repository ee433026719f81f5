"""An examiner's sentences: what only sounds like a crisis and what is one. Only to measure."""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "held_idioms.jsonl"


@dataclass(frozen=True)
class Idiom:
    language: str
    text: str
    level: int  # 0 to 3, as `Risk.level`


def idioms() -> tuple[Idiom, ...]:
    rows = (json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines())
    return tuple(Idiom(row["lang"], row["text"], row["level"]) for row in rows)
