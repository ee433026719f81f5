"""Which guidance a code such as G135 stands for: read from the files that ship, once something was found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "guidance"


@dataclass(frozen=True)
class Source:
    id: str
    title: str
    publisher: str
    year: int | None
    url: str

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title} ({self.year}). {self.url}" if self.url else "not in the guidance here"


@cache
def _known() -> Mapping[str, Source]:
    """Of several editions the newest, as the evidence engine reads them."""
    rows = (
        json.loads(line)
        for path in sorted(SHIPPED.glob("*/*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return {
        row["id"]: Source(row["id"], row["source_title"], row["publisher"], row["year"], row["url"])
        for row in rows
        if not row.get("withdrawn")
    }


def source_of(code: str) -> Source:
    """Empty but for its code where the guidance that ships does not know it."""
    return _known().get(code) or Source(code, "", "", None, "")
