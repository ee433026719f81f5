"""The lines of a batch: JSON objects of {id, lang, text}. All commands that read them answer and end the same way."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn, TextIO

STDIN = "-"
FINE, FOUND, UNREADABLE = 0, 1, 2  # how a command ends

Row = dict[str, Any]
Told = Callable[[str, str], Row]  # what a text in a language is told


class BadLine(ValueError):
    """A line of a batch that asks nothing we can answer."""


def never(_told: Row) -> bool:
    return False


def answered(name: str, told: Told, out: TextIO, finds: Callable[[Row], bool] = never) -> int:
    """Answers each line of a file, or of what is piped in, in order. A line that cannot be read is told so.

    Ends with UNREADABLE when any line, or the file, could not be read; else with FOUND when an answer `finds`.
    """
    try:
        lines = sys.stdin.buffer if name == STDIN else Path(name).open("rb")  # noqa: SIM115 - closed below
    except OSError as wrong:
        return refuse(f"{name} cannot be read: {wrong.strerror}.")
    ends = {FINE}
    with lines:
        for row in answers(lines, told):
            ends.add(UNREADABLE if "error" in row else FOUND if finds(row) else FINE)
            out.write(json.dumps(row) + "\n")
            out.flush()
    return max(ends)


def answers(lines: Iterable[bytes], told: Told) -> Iterator[Row]:
    """{"id", …} of each line that is not blank; {"id", "line", "error"} of one that cannot be read. No id is null."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(line, number, told)


def _answer(line: bytes, number: int, told: Told) -> Row:
    row: Row = {}
    try:
        row = _asked(line)
        text, language = _words_of(row)
    except BadLine as wrong:
        return {"id": row.get("id"), "line": number, "error": str(wrong)}
    return {"id": row.get("id"), **told(text, language)}


def _asked(line: bytes) -> Row:
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise BadLine("This line is not JSON.") from wrong
    if not isinstance(row, dict):
        raise BadLine('This line is not an object such as {"id": 1, "lang": "en", "text": "..."}.')
    return row


def _no_number(name: str) -> NoReturn:
    """Python reads NaN and Infinity, JSON has no such numbers: an answer with one as its id could not be read."""
    raise ValueError(name)


def _words_of(row: Row) -> tuple[str, str]:
    text, language = row.get("text"), row.get("lang") or "en"
    if not isinstance(text, str) or not isinstance(language, str):
        raise BadLine("This line needs a text, and its language as a code such as en.")
    return text, language


def refuse(says: str) -> int:
    sys.stderr.write(f"{one_line(says)}\n")
    return UNREADABLE


def one_line(text: str) -> str:
    """As a terminal may show it: nothing in it that moves the cursor, colours or turns a line around."""
    return "".join(c if c.isprintable() else " " for c in text)
