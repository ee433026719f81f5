"""What Lighthouse says of the feed, a film, cards, a topic and help. Target: at least 95 in every category.

bin/demo in one window, then  python bench/lighthouse.py --address http://127.0.0.1:8000
Lighthouse's own phone: 412 x 823, 1.6 Mbit/s and 150 ms, a processor slowed fourfold. It loads each page on a fast
line and works out what the slow one would have taken, from how long this machine's processor was busy: other work on
the machine lowers `performance`, and nothing else. --by-clock slows line and processor in truth instead.

Lighthouse lives in .local/lighthouse, from bench/lighthouse/package-lock.json; no other command installs it.
Prints a table, what each page lost points for, and one JSON line last; `ratio` is the lowest score to the target.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
LOCKED, HOME = ROOT / "bench" / "lighthouse", ROOT / ".local" / "lighthouse"
TARGET = 95
TRIES = 3  # on a busy machine the browser at times loses its own record of a page
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
TIMES = {
    "first-contentful-paint": "first paint", "largest-contentful-paint": "largest paint", "speed-index": "speed index",
    "total-blocking-time": "blocked", "cumulative-layout-shift": "shift",
}  # fmt: skip
Report = Mapping[str, Any]


def ready() -> Path:
    """The program, installed from the lock once."""
    lock, mark = hashlib.sha256((LOCKED / "package-lock.json").read_bytes()).hexdigest(), HOME / ".installed"
    if not mark.exists() or mark.read_text() != lock:
        print("  … Lighthouse (about 180 MB)", file=sys.stderr)
        HOME.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LOCKED / name, HOME / name)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(["npm", "ci", *quiet], cwd=HOME, check=True, stdout=sys.stderr)
        mark.write_text(lock)
    return HOME / "node_modules" / "lighthouse" / "cli" / "index.js"


def pages(address: str) -> dict[str, str]:
    """The first film, the first post of cards and the first topic stand for the others."""
    feed, topics = words_at(address), words_at(urljoin(address, "topics/"))
    found = {
        "feed": address,
        "post": first(feed, r'class="short"[^>]*id="(post)-([0-9a-f-]{36})"'),
        "cards": first(feed, r'class="short short--cards"[^>]*id="(post)-([0-9a-f-]{36})"'),
        "topic": first(topics, r'href="[^"]*/(topics)/([a-z-]+/)"'),
        "help": "help/",
    }
    return {page: urljoin(address, path) for page, path in found.items() if path}


def words_at(address: str) -> str:
    with urlopen(address) as answer:
        said: str = answer.read().decode()
        return said


def first(page: str, named: str) -> str:
    found = re.search(named, page)
    return "/".join(found.groups()) if found else ""


def report(program: Path, address: str, by_clock: bool) -> Report:
    words = ["node", str(program), address, "--quiet", "--output=json", "--no-enable-error-reporting",
             f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}",
             f"--throttling-method={'devtools' if by_clock else 'simulate'}"]  # fmt: skip
    place = {"CHROME_PATH": shutil.which("chromium") or shutil.which("google-chrome") or "", **os.environ}
    for _ in range(TRIES):
        said = subprocess.run(words, env=place, check=False, capture_output=True, text=True)
        if said.returncode == 0:
            found: Report = json.loads(said.stdout)
            return found
    sys.exit(f"Lighthouse could not look at {address}:\n{said.stderr[-2000:]}")


def scores(reports: Sequence[Report]) -> dict[str, int]:
    """The middle of the rounds, as Lighthouse advises; in hundredths."""
    return {
        name: round(100 * statistics.median(one["categories"][name]["score"] for one in reports)) for name in CATEGORIES
    }


def lost(one: Report) -> list[str]:
    """Each audit that cost points, with what it points at."""
    said = []
    for name in CATEGORIES:
        for part in one["categories"][name]["auditRefs"]:
            audit = one["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                said.append(f"{name}: {audit['title']} ({audit['score']:.2f}) {audit.get('displayValue', '')}".strip())
                said += [f"    {where(item)}" for item in audit.get("details", {}).get("items", [])[:4]]
    return said


def where(item: Mapping[str, Any]) -> str:
    node = item.get("node") or {}
    return str(node.get("snippet") or item.get("url") or item.get("description") or item)[:160]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--address", default="http://127.0.0.1:8000/", help="of a running Hearten's feed")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--only", help="one of the pages: feed, post, cards, topic or help")
    words.add_argument("--by-clock", action="store_true", help="slow the line and the processor in truth")
    asked = words.parse_args()
    program, found = ready(), {}
    for page, address in pages(f"{asked.address.rstrip('/')}/").items():
        if asked.only in (None, page):
            reports = [report(program, address, asked.by_clock) for _ in range(asked.rounds)]
            found[page] = scores(reports)
            told(page, address, found[page], reports)
    lowest = min(score for page in found.values() for score in page.values())
    print(json.dumps({"bench": "lighthouse", "by_clock": asked.by_clock, "rounds": asked.rounds, **found,
                      "ratio": round(lowest / TARGET, 3), "ok": lowest >= TARGET}))  # fmt: skip
    sys.exit(lowest < TARGET)


def told(page: str, address: str, score: Mapping[str, int], reports: Sequence[Report]) -> None:
    marks = "  ".join(f"{name} {value}{'' if value >= TARGET else ' missed'}" for name, value in score.items())
    print(f"{page:6} {marks}  ({address})")
    last = reports[-1]
    middle = {said: statistics.median(one["audits"][audit]["numericValue"] for one in reports)
              for audit, said in TIMES.items()}  # fmt: skip
    busy = statistics.median(one["environment"]["benchmarkIndex"] for one in reports)
    print("       " + ", ".join(f"{said} {value:.3g}" if said == "shift" else f"{said} {value:.0f} ms"
                                 for said, value in middle.items()) + f"; processor's index {busy:.0f}")  # fmt: skip
    print("".join(f"       {line}\n" for line in lost(last)), end="", flush=True)


if __name__ == "__main__":
    main()
