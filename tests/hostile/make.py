"""Makes every hostile file from scratch into a folder: `python tests/hostile/make.py OUT`."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # so that it also runs as a plain script

from tests.hostile.films import all_films
from tests.hostile.kinds import Hostile, film
from tests.hostile.lures import all_lures

NEIGHBOUR = "neighbour.mp4"  # somebody else's private video, in the same folder


def make(into: Path) -> list[Hostile]:
    into.mkdir(parents=True, exist_ok=True)
    neighbour = into / NEIGHBOUR
    neighbour.write_bytes(film("mp4", "-metadata", "comment=PRIVATE", size="160x120"))
    made = [*all_lures(), *all_films(neighbour.resolve())]
    for hostile in made:
        (into / hostile.name).write_bytes(hostile.content)
    listed = [{"name": h.name, "attacks": h.attacks, "expected": sorted(h.expected)} for h in made]
    (into / "list.json").write_text(json.dumps(listed, indent=1))
    return made


if __name__ == "__main__":
    for hostile in make(Path(sys.argv[1])):
        print(f"{hostile.name:28} {hostile.attacks:44} {' or '.join(sorted(hostile.expected))}")
