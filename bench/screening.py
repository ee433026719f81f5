"""What screening costs: a 140-character comment, a one-minute film, and twice the text. Prints one JSON line last.

python bench/screening.py
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from hearten.engines.screening import Pack, Passage, load, screen

RULES = Path(__file__).parents[1] / "data/rules"
COMMENT = (
    "My friend said i'm so OCD and that you can just stop taking your meds, dont wait. "
    "Is that ok? He c0mmitted to s l e e p more, call 0770 090."
)
FILM_LINE = "People who live with depression often feel alone, and a kind word can help them take the next step today."
NASTY = "do not say committed to suicide prevention if you are 280 million s u i c i d e a@b "
TARGET_MS = 20.0  # one core, 140 characters, 95th percentile
TARGET_DOUBLING = 2.6


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return taken


def seconds(text: str, pack: Pack, rounds: int) -> list[float]:
    return timed(lambda: screen([Passage("text", text)], pack), rounds)


def film(pack: Pack) -> float:
    cues = [Passage("transcript", FILM_LINE, at * 4.0, at * 4.0 + 4) for at in range(15)]
    return min(timed(lambda: screen(cues, pack), 5))


def main() -> None:
    pack = load(RULES, "en")
    comment = (COMMENT * 2)[:140]
    seconds(comment, pack, 50)  # letters are remembered after the first time
    p95 = statistics.quantiles(seconds(comment, pack, 1000), n=20)[-1] * 1000
    doubling = min(seconds(NASTY * 200, pack, 5)) / min(seconds(NASTY * 100, pack, 5))
    print(f"{len(pack.rules)} rules; 140 characters: p95 {p95:.2f} ms (target {TARGET_MS})")
    print(f"twice the text: {doubling:.2f} x the time (target {TARGET_DOUBLING})")
    answer = {
        "bench": "screening", "rules": len(pack.rules), "p95_ms": round(p95, 3), "film_60s_s": round(film(pack), 4),
        "doubling": round(doubling, 3), "ratio": round(p95 / TARGET_MS, 3),
        "ok": p95 <= TARGET_MS and doubling <= TARGET_DOUBLING,
    }  # fmt: skip
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
