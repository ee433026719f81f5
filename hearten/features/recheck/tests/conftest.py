import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as real

Packs = Callable[..., Path]


def write(file: Path, rows: list[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def packs(tmp_path: Path, settings: Any) -> Packs:
    """The files of guidance of this site, to be changed: `packs(G001={"statement": "…"}, G002=None)`."""
    root = tmp_path / "guidance"
    shutil.copytree(real.GUIDANCE_ROOT, root)
    settings.GUIDANCE_ROOT = root

    def change(**said: dict[str, Any] | None) -> Path:
        for file in root.glob("*/*.jsonl"):
            rows = [json.loads(line) for line in file.read_text().splitlines()]
            kept = [row | (said.get(row["id"]) or {}) for row in rows if row["id"] not in said or said[row["id"]]]
            write(file, kept)
        gone = {code for code, row in said.items() if row is None}
        myths = [json.loads(line) for line in (root / "myths.jsonl").read_text().splitlines()]
        left = [myth | {"refuted_by": [code for code in myth["refuted_by"] if code not in gone]} for myth in myths]
        write(root / "myths.jsonl", [myth for myth in left if myth["refuted_by"]])
        return root

    return change
