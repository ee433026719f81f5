"""`hearten risk`: how grave someone's words are, for one text or for JSON lines. No text is ever repeated or kept."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from hearten.engines.screening.risk import Head, Lexicon, Risk, level_of, load, load_head

PACKS = Path(__file__).resolve().parents[3] / "data" / "risk"
WEIGHTS = "head.npz"
STDIN = "-"
LANGUAGES_KEPT = 16  # a batch may mix languages; each pack is read once


class BadLine(ValueError):
    """A line of a batch that is not `{"id", "lang", "text"}`."""


@lru_cache(maxsize=LANGUAGES_KEPT)
def _lexicon(language: str) -> Lexicon:
    return load(PACKS, language)


@lru_cache(maxsize=1)
def _head() -> Head | None:
    return load_head(PACKS / WEIGHTS)


def said_of(text: str, language: str) -> Risk:
    """The level of one text with the words, and the estimate, that ship with Hearten."""
    return level_of(text, _lexicon(language), _head())


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise BadLine("not JSON") from wrong
    if not isinstance(row, dict):
        raise BadLine("not an object")
    return row


def _told(row: dict[str, Any]) -> dict[str, Any]:
    text, language = row.get("text"), row.get("lang") or "en"
    if not isinstance(text, str) or not isinstance(language, str):
        raise BadLine("needs a text, and lang as a language code")
    risk = said_of(text, language)
    told = {"level": risk.level, "reasons": list(risk.reasons), "severity": round(risk.severity, 3)}
    if risk.estimate:
        told |= {"any": round(risk.estimate.any, 3), "grave": round(risk.estimate.grave, 3)}
    return told | ({"checks_missing": list(risk.checks_missing)} if risk.checks_missing else {})


def answer(line: str) -> dict[str, Any]:
    """What one line of a batch is told. A line that cannot be read is told so, and nothing of it is repeated."""
    row: dict[str, Any] = {}
    try:
        row = _row(line)
        return {"id": row.get("id"), **_told(row)}
    except BadLine as wrong:
        return {"id": row.get("id"), "error": str(wrong)}


def answers(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if line.strip():
            yield json.dumps(answer(line), ensure_ascii=False)


def _batch(name: str) -> int:
    if name == STDIN:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        _print(answers(sys.stdin))
        return 0
    try:
        with Path(name).open(encoding="utf-8", errors="replace") as lines:
            _print(answers(lines))
    except OSError as wrong:
        sys.stderr.write(f"{name}: {wrong.strerror}\n")
        return 2
    return 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(batch: str | None = None, text: str | None = None, lang: str = "en") -> int:
    """One text, or JSON lines from a file or, with no name, from what is piped in."""
    if batch is not None or text is None:
        return _batch(batch or STDIN)
    _print([json.dumps(answer(json.dumps({"id": None, "lang": lang, "text": text})), ensure_ascii=False)])
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="hearten risk", description=__doc__)
    parser.add_argument("text", nargs="?", help="one text")
    parser.add_argument("--batch", nargs="?", const=STDIN, help="JSON lines: a file, or what is piped in")
    parser.add_argument("--lang", default="en", help="the text's language")
    return run(**vars(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
