"""The promise about heavy posts over a million generated shelves and wishes. Prints one JSON line last.

    python bench/promise.py                      1,000,000 shelves of 24 posts, every page of each: some minutes
    python bench/promise.py --shelves 20000      a short look
    python bench/promise.py --control            without the gate: must go red

Each shelf has its own share of heavy posts (none to all), of posts that give relief, of new makers; each reader their
own wishes, which half of the time change after the first page. Pages are of 1 to 24 posts, blocks of 4 to 30.
"""

import argparse
import json
import sys
import time

from hearten.engines.ranking import gate
from hearten.engines.ranking.eval import sweep

BREACHES = ("too_heavy", "too_serious", "two_running", "no_relief", "heavy_at_the_end_of_a_page",
            "too_much_owed_to_new_makers", "twice", "loss_before_hope")  # fmt: skip


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shelves", type=int, default=1_000_000)
    arguments.add_argument("--posts", type=int, default=24)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--control", action="store_true")
    asked = arguments.parse_args()
    if asked.control:
        gate.Gate._may_come = lambda *_: True  # type: ignore[method-assign]
    begun = time.process_time()
    found = sweep(asked.shelves, asked.posts, asked.seed)
    breaches = {name: found[name] for name in BREACHES}
    passed = not any(breaches.values()) and found["heavy_shown"] > asked.shelves // 10
    seen = {name: found[name] for name in ("shelves", "shown", "heavy_shown")}
    seconds = round(time.process_time() - begun, 1)  # of one core: others may share it
    print(json.dumps({**seen, "breaches": breaches, "seconds": seconds, "passed": passed}))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
