"""Our own sentences of crisis language: `dev` to tune with, `held` only to measure. Nobody's posts are in them."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sentence:
    level: int  # 0 to 3, as `Risk.level`
    language: str
    kind: str
    text: str


def sentences(name: str) -> tuple[Sentence, ...]:
    """The set `dev` or `held`: tab-separated level, language, kind, text."""
    rows = [line.split("\t") for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]
    return tuple(Sentence(int(level), language, kind, text) for level, language, kind, text in rows)
