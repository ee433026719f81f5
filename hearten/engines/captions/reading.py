"""Reading WebVTT and SRT: forgiving of form, strict about times, deaf to markup."""

import re
from dataclasses import dataclass, field

from hearten.engines.captions.cue import MOST_BYTES, MOST_CUES, BadCaptions, Cue, Fault, insist
from hearten.engines.captions.plain import plain

ARROW = "-->"
TIME = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})[.,]([0-9]{1,3})", re.ASCII)
# Markup included. Also keeps a numeric entity short of the digits at which Python refuses to read a number.
MOST_MARKED = 4000
DROPPED = ("NOTE", "STYLE", "REGION")


@dataclass
class _Draft:
    line: int
    start: float
    end: float
    words: list[str] = field(default_factory=list)


def _seconds(written: str, line: int) -> float:
    found = TIME.fullmatch(written)
    if found is None:
        raise BadCaptions(Fault.bad_time, line)
    hours, minutes, seconds, fraction = found.groups()
    if int(minutes) > 59 or int(seconds) > 59:
        raise BadCaptions(Fault.bad_time, line)
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return (whole * 1000 + int(fraction.ljust(3, "0"))) / 1000


def _opened(text: str, line: int) -> _Draft:
    left, _, right = text.partition(ARROW)
    after = right.split()
    if not after:
        raise BadCaptions(Fault.bad_time, line)
    return _Draft(line, _seconds(left.strip(), line), _seconds(after[0], line))


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Runs of lines between blank ones, each with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            fresh = True
        elif fresh:
            blocks.append((number, [line]))
            fresh = False
        else:
            blocks[-1][1].append(line)
    return blocks


def _is_dropped(lines: list[str], first: bool) -> bool:
    word = lines[0].split()[0]
    return word in DROPPED or (first and word == "WEBVTT") or (len(lines) == 1 and word.isdigit())


def _read(first_line: int, lines: list[str]) -> list[_Draft]:
    opens = [at for at, line in enumerate(lines) if ARROW in line]
    if not opens or opens[0] > 1:
        raise BadCaptions(Fault.stray_text, first_line)
    drafts: list[_Draft] = []
    for at, line in enumerate(lines[opens[0] :], start=opens[0]):
        if ARROW in line:
            drafts.append(_opened(line, first_line + at))
        else:
            drafts[-1].words.append(line)
    return drafts


def _words(draft: _Draft) -> str:
    marked = "\n".join(draft.words)
    if len(marked) > MOST_MARKED:
        raise BadCaptions(Fault.too_long, draft.line)
    return plain(marked)


def parse(text: str, most_cues: int = MOST_CUES, most_bytes: int = MOST_BYTES) -> tuple[Cue, ...]:
    """The cues of a file in WebVTT or SRT. Raises BadCaptions, also for more cues, or bytes in UTF-8, than these."""
    if len(text) > most_bytes or len(text.encode("utf-8", "replace")) > most_bytes:
        raise BadCaptions(Fault.too_large, 1)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    drafts: list[_Draft] = []
    for order, (number, lines) in enumerate(_blocks(text)):
        if any(ARROW in line for line in lines[:2]) or not _is_dropped(lines, first=order == 0):
            drafts += _read(number, lines)
    cues = tuple(Cue(draft.start, draft.end, _words(draft)) for draft in drafts)
    insist(cues, [draft.line for draft in drafts], most_cues)
    return cues
