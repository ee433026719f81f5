"""kill −9 of web, worker and database while posts walk the road. `KILLS=200` is the long form."""

import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults import afterwards
from tests.faults.house.tree import PARTS, Tree
from tests.faults.ledger import Ledger
from tests.faults.prober import Prober
from tests.faults.walk import Walk

pytestmark = pytest.mark.faults
KILLS = int(os.environ.get("KILLS", "10"))
AUTHORS = ("Amara", "Tom")


def keep_walking(tree: Tree, author: str, ledger: Ledger) -> int:
    walk = Walk(tree.browser(author), tree.browser("Lucia"), ledger, random.Random(author))
    roads = 0
    while not ledger.over.is_set():
        walk.whole_road()
        roads += 1
    return roads


def kill(tree: Tree, ledger: Ledger, kills: int, chance: random.Random) -> dict[str, int]:
    killed = dict.fromkeys(PARTS, 0)
    for _ in range(kills):
        time.sleep(chance.uniform(0.5, 3.5))
        part = chance.choice(PARTS)
        tree.kill(part)
        killed[part] += 1
    ledger.last_kill = time.monotonic()
    ledger.over.set()
    return killed


def test_nothing_acknowledged_is_lost_or_doubled_when_parts_are_killed(tree):
    ledger, done = Ledger(), threading.Event()
    prober = Prober(tree, ledger)
    with ThreadPoolExecutor() as people:
        looking = people.submit(prober.look_until, done)
        walking = [people.submit(keep_walking, tree, author, ledger) for author in AUTHORS]
        try:
            killed = kill(tree, ledger, KILLS, random.Random(os.environ.get("FAULTS_SEED", "short")))
            roads = sum(walk.result() for walk in walking)
        finally:
            ledger.over.set()
            done.set()
        looking.result()
    settled = time.monotonic() - ledger.last_kill
    print(f"\n{killed}, {roads} roads, {ledger.retries} retries, all at rest after {settled:.0f} s")
    print(
        f"{prober.looks} looks, {prober.seen} posts seen, {prober.unapproved} unapproved, {prober.though_hidden} hidden"
    )
    afterwards.nothing_is_stuck(tree, ledger)
    afterwards.nothing_is_lost(tree, ledger)
    afterwards.nothing_is_doubled(tree, ledger)
    afterwards.the_journal_is_whole(tree)
    assert roads >= 1 and prober.seen > 0
    assert (prober.unapproved, prober.though_hidden) == (0, 0)
