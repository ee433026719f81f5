"""`hearten risk`: how grave someone's words are, for one text or for JSON lines. No text is ever repeated or kept."""

import argparse
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from hearten.config.checks.lines import FINE, STDIN, answered
from hearten.config.checks.meanings import embed_of
from hearten.engines.screening.learned import load_trained
from hearten.engines.screening.risk import Head, Lexicon, Practised, Risk, level_of, load, load_head

PACKS = Path(__file__).resolve().parents[3] / "data" / "risk"
WEIGHTS, PRACTISED = "head.npz", "practised.npz"
LANGUAGES_KEPT = 16  # a batch may mix languages; each pack is read once


@lru_cache(maxsize=LANGUAGES_KEPT)
def _lexicon(language: str) -> Lexicon:
    return load(PACKS, language)


@lru_cache(maxsize=1)
def _head() -> Head | None:
    return load_head(PACKS / WEIGHTS)


@lru_cache(maxsize=1)
def _practised() -> Practised | None:
    weights = load_trained(PACKS / PRACTISED)
    return Practised(weights, embed_of(weights.model)) if weights else None


def said_of(text: str, language: str) -> Risk:
    """The level of one text with the words, the estimate and the practice that ship with Hearten."""
    return level_of(text, _lexicon(language), _head(), _practised())


def told(text: str, language: str) -> dict[str, Any]:
    """What one text is told; nothing of it is repeated."""
    risk = said_of(text, language)
    told = {"level": risk.level, "reasons": list(risk.reasons), "severity": round(risk.severity, 3)}
    if risk.estimate:
        told |= {"any": round(risk.estimate.any, 3), "grave": round(risk.estimate.grave, 3)}
    return told | ({"checks_missing": list(risk.checks_missing)} if risk.checks_missing else {})


def run(batch: str | None = None, text: str | None = None, lang: str = "en") -> int:
    """One text, or JSON lines from a file or, with no name, from what is piped in. Ends with 2 where one is torn."""
    if batch is not None or text is None:
        return answered(batch or STDIN, told, sys.stdout)
    sys.stdout.write(json.dumps({"id": None, **told(text, lang)}) + "\n")
    return FINE


def main() -> int:
    parser = argparse.ArgumentParser(prog="hearten risk", description=__doc__)
    parser.add_argument("text", nargs="?", help="one text")
    parser.add_argument("--batch", nargs="?", const=STDIN, help="JSON lines: a file, or what is piped in")
    parser.add_argument("--lang", default="en", help="the text's language")
    return run(**vars(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
