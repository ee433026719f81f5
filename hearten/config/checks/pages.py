"""A file someone wants read, as passages, and where in it a finding stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hearten.engines.captions import BadCaptions, Fault, parse
from hearten.engines.captions.cue import MOST_CHARACTERS
from hearten.engines.screening import Finding, Passage

CAPTIONS, WORDS, MARKDOWN = (".vtt", ".srt"), (".txt",), (".md",)
ARROW = "-->"
MOST_BYTES = 5_000_000
MOST_CUES = 50_000  # more than a day of talk; a film that is sent to us may hold far fewer
LIMITS = {
    Fault.too_many: f" (we read up to {MOST_CUES:,} captions)",
    Fault.too_long: f" (we read up to {MOST_CHARACTERS} characters in one caption)",
}
# What a reader of the page never reads as words; each is blanked, so that every place stays where it was.
UNREAD = re.compile(
    r"^(```|~~~)[^\n]*\n.*?(?:^\1|\Z)|`[^`\n]+`|(?<=\])\([^()\s]*\)|<!--.*?(?:-->|\Z)", re.DOTALL | re.MULTILINE
)
MARKER = re.compile(r"^[ \t]*(?:[-*+>#]+|\d+[.)])(?=[ \t])", re.MULTILINE)  # a list item or heading begins anew
NOT_A_LINE = re.compile(r"[^\n]")


class Unreadable(Exception):
    """A file that cannot be read, said in a sentence."""


@dataclass(frozen=True)
class Page:
    name: str
    passages: tuple[Passage, ...]
    lines: tuple[int, ...]  # where each passage begins in the file, from 1

    def place_of(self, found: Finding) -> tuple[int, int]:
        """Line and column in the file, both from 1."""
        begins = self._begins[found.passage]
        above = bisect_right(begins, found.start) - 1
        return self.lines[found.passage] + above, found.start - begins[above] + 1

    @cached_property
    def _begins(self) -> tuple[tuple[int, ...], ...]:
        """Where the lines of each passage begin."""
        texts = (passage.text for passage in self.passages)
        return tuple((0, *(at for at, c in enumerate(text, start=1) if c == "\n")) for text in texts)

    def end_of(self, found: Finding) -> tuple[int, int]:
        """The passage in which the words found end, and where in it: words of a talk run on from cue to cue."""
        at, end = found.passage, found.start + len(found.words)
        while end > len(self.passages[at].text) and at + 1 < len(self.passages):
            end -= len(self.passages[at].text) + 1  # the engine reads one space between two cues
            at += 1
        return at, end


def page_of(name: str, given: bytes | None = None) -> Page:
    """A file by its name, or what was `given` in its place. Raises `Unreadable`."""
    kind = Path(name).suffix.casefold() if given is None else WORDS[0]
    if kind not in CAPTIONS + WORDS + MARKDOWN:
        raise Unreadable(f"{name} is of a kind not read here: .txt, .md, .vtt or .srt are.")
    text = _text(name, given)
    if kind in CAPTIONS:
        return _captions(name, text)
    return Page(name, (Passage("text", _bare(text) if kind in MARKDOWN else text),), (1,))


def _text(name: str, given: bytes | None) -> str:
    try:
        raw = Path(name).read_bytes() if given is None else given
        if len(raw) > MOST_BYTES:
            raise Unreadable(f"{name} is larger than {MOST_BYTES // 1_000_000} megabytes.")
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as wrong:
        raise Unreadable(f"{name} cannot be read: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"{name} is not text in UTF-8. Save it as UTF-8 and try again.") from wrong


def _captions(name: str, text: str) -> Page:
    try:
        cues = parse(text, MOST_CUES, MOST_BYTES)
    except BadCaptions as wrong:
        raise Unreadable(
            f"{name} has captions that cannot be read: {wrong.code.replace('_', ' ')}, line {wrong.line}"
            f"{LIMITS.get(wrong.code, '')}."
        ) from wrong
    arrows = [number for number, line in enumerate(text.split("\n"), start=1) if ARROW in line]
    lines = [number + 1 for number in arrows] if len(arrows) == len(cues) else [1] * len(cues)
    return Page(name, tuple(Passage("transcript", cue.text, cue.start, cue.end) for cue in cues), tuple(lines))


def _bare(marked: str) -> str:
    """Markdown as its words, every one of them where it was."""
    seen = UNREAD.sub(lambda found: NOT_A_LINE.sub(" ", found[0]), marked)
    return MARKER.sub(lambda found: " " * (len(found[0]) - 1) + ".", seen)
